import type { LevelConvention } from '../density/levels.js';
import type { Theme } from '../theme.js';

/** A quantity that gets a row and a column. */
export interface CornerParameter {
  readonly id: string;
  /** Without dollar signs. */
  readonly latex: string;
  readonly unit: string;
  /** Where the prior ends; draws that come near it are cut off there. */
  readonly support: readonly [number, number];
}

/** One sample to draw: any chain, or a thousand numbers from elsewhere. */
export interface CornerChain {
  readonly label: string;
  /** Draws of a quantity, in the same order for all of them; undefined where this chain does not have it. */
  readonly column: (id: string) => ArrayLike<number> | undefined;
  /** How many independent draws a quantity's column is worth; default its length. */
  readonly effectiveSize?: (id: string) => number;
  /** Density of the prior of a quantity, drawn beside its marginal; undefined where it is not known. */
  readonly prior?: (id: string) => ((x: number) => number) | undefined;
}

/** A point to mark, such as the values of a publication. */
export interface CornerMark {
  readonly label: string;
  readonly values: Readonly<Record<string, number>>;
}

export interface CornerOptions {
  readonly parameters: readonly CornerParameter[];
  readonly chains: readonly CornerChain[];
  readonly theme: Theme;
  /** Meaning of the two contours; default "mass", 68 and 95 % of the probability. */
  readonly levels?: LevelConvention;
  readonly marks?: readonly CornerMark[];
  readonly title?: string;
}
