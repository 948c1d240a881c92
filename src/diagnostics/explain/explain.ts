/**
 * Names what is wrong with a chain, or worth knowing of its posterior: causes, where the verdict tells consequences (R-hat too large,
 * too few effective draws). One file per cause; here they are put in order.
 */
import type { ChainColumn } from '../../chain/columns.js';
import type { Draws } from '../../chain/draws.js';
import type { ChainSummary } from '../summary.js';
import type { ConvergenceProblem } from '../verdict.js';
import type { Evidence, Finding } from './finding.js';
import { isolatedMode } from './isolated-mode.js';
import { leftBehind } from './left-behind.js';
import { nanRegion } from './nan-region.js';
import { notIdentified } from './not-identified.js';
import { priorEdge } from './prior-edge.js';
import { findSeparation } from './separation.js';
import { frozenWalkers, stuck, stuckOutside } from './stuck.js';
import { thinRows } from './thinned-rows.js';
import { tooFewWalkers } from './too-few-walkers.js';
import { tooShort } from './too-short.js';

export interface Explanation {
  /** Why the chain has not converged, the first to be looked at first; empty when it has. */
  readonly causes: readonly Finding[];
  /** Properties of the posterior that are no fault of the chain, but that whoever quotes its numbers must know. */
  readonly notes: readonly Finding[];
}

export interface ExplainInput {
  readonly draws: Draws;
  /** Columns of the chain; index columns are passed over. */
  readonly columns: readonly ChainColumn[];
  readonly summary: ChainSummary;
  /** Of the verdict on this summary. */
  readonly problems: readonly ConvergenceProblem[];
  /** Names of the moves that drew it; empty when unknown. */
  readonly moves: readonly string[];
  /** Accepted share of all proposals; NaN when unknown. */
  readonly acceptance: number;
}

/** Explains a chain. Sixteen thousand rows of each coordinate are in memory at once, and one whole column at a time. */
export function explain(input: ExplainInput): Explanation {
  const { draws, columns, summary, problems } = input;
  const converged = problems.length === 0;
  const evidence: Evidence = {
    ...input,
    coordinates: columns.filter(({ kind }) => kind === 'coordinate'),
    others: columns.filter(({ kind }) => kind !== 'coordinate' && kind !== 'index'),
    rows: thinRows(draws),
  };
  if (evidence.rows.perWalker === 0 || evidence.coordinates.length === 0)
    return { causes: onlyThose([tooShort(evidence)]), notes: [] };

  const frozen = frozenWalkers(evidence);
  const behind = leftBehind(evidence, frozen);
  const separation = findSeparation(evidence, new Set([...frozen, ...behind.forAWhile]));
  const walkers = stuckOutside(evidence, behind.stuck, separation);
  const stuckOnes = stuck(evidence, walkers, behind.forAWhile);
  const mode = isolatedMode(evidence, separation);
  const manyStuck = walkers.length > MOST_LEFT_OUT * summary.ensembles * summary.walkers;
  // Where so many are stuck, what looks like modes is where they stick.
  const broken = onlyThose([nanRegion(evidence), ...(manyStuck ? [stuckOnes, mode] : [mode])]);
  // With walkers apart neither a covariance nor a density along an edge means anything.
  const apart = mode !== null || manyStuck;
  const leftOut = new Set(walkers.map(({ ensemble, walker }) => ensemble * summary.walkers + walker));
  const unidentified = apart ? [] : notIdentified(evidence, leftOut);
  const explained = new Set(unidentified.flatMap(({ parameters }) => parameters));
  const edge = apart ? null : priorEdge(evidence, explained);
  const known = [...broken, ...onlyThose([stuckOnes])];
  const length = known.length > 0 ? null : (tooFewWalkers(evidence) ?? tooShort(evidence));
  // Walkers that freeze among the others in a narrow valley that a combination makes are its consequence.
  const causes = [...broken, ...unidentified, ...onlyThose([manyStuck ? null : stuckOnes, length])];
  return converged
    ? { causes: [], notes: [...causes, ...onlyThose([edge])] }
    : { causes, notes: onlyThose([edge]) };
}

/** Part of the walkers that may be stuck for the rest to be looked at alone. */
const MOST_LEFT_OUT = 0.25;

function onlyThose(findings: readonly (Finding | null)[]): Finding[] {
  return findings.filter((finding) => finding !== null);
}
