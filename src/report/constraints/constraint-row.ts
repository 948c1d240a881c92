/** A limit where the data bound a quantity on one side only. */
export interface ConstraintLimit {
  /** "upper": the quantity is below `value`; "lower": above it. */
  readonly side: 'upper' | 'lower';
  /** Probability, 0 to 1. */
  readonly level: number;
  readonly value: number;
}

/** The part of one row of `licmc constraints --json` that a table shows. Numbers are null or NaN where undefined. */
export interface ConstraintRow {
  readonly id: string;
  readonly unit: string;
  readonly latex: string;
  readonly derived: boolean;
  readonly median: number | null;
  /** Equal-tailed 68 % interval. */
  readonly ci68: readonly [number | null, number | null];
  /** Equal-tailed 95 % interval. */
  readonly ci95: readonly [number | null, number | null];
  readonly limit: ConstraintLimit | null;
  readonly informed_by?: 'data' | 'prior' | 'both' | null;
}
