/** What a report says of a chain's trouble: causes before consequences, and notes on the posterior. */
import { openChain, type Chain } from '../chain/reader.js';
import { explain } from '../diagnostics/explain/explain.js';
import type { Finding } from '../diagnostics/explain/finding.js';
import type { ConvergenceProblem } from '../diagnostics/verdict.js';
import type { Assessment } from './assess-chain.js';

export interface ExplainedChain {
  /** Why the chain has not converged: causes, then the consequences that the verdict told; empty when it has. */
  readonly problems: readonly (Finding | ConvergenceProblem)[];
  /** No fault of the chain, but whoever quotes its numbers must know them. */
  readonly notes: readonly (Finding | ConvergenceProblem)[];
}

/** What the metadata say of one ensemble, when the chain was drawn here. */
interface EnsembleRecord {
  readonly acceptance?: number | null;
  readonly moves?: readonly { readonly name: string }[];
}

/** Consequences that a cause tells better. */
const TOLD_BY: Readonly<Record<string, string>> = { not_finite: 'nan_region' };

/** Explains an open chain by the assessment of its draws. */
export function explainChain(
  chain: Chain,
  { summary, problems, notes: remarks }: Assessment,
): ExplainedChain {
  const records = (chain.metadata.document['ensembles'] ?? []) as readonly EnsembleRecord[];
  const shares = records.map(({ acceptance }) => acceptance ?? NaN);
  const { causes, notes } = explain({
    draws: chain,
    columns: chain.columns,
    summary,
    problems,
    moves: (records[0]?.moves ?? []).map(({ name }) => name),
    acceptance: shares.reduce((sum, share) => sum + share, 0) / shares.length,
  });
  const told = new Set<string>(causes.map(({ code }) => code));
  const consequences = problems.filter(({ code }) => !told.has(code) && !told.has(TOLD_BY[code] ?? ''));
  return { problems: [...causes, ...consequences], notes: [...notes, ...remarks] };
}

/** The same of a chain file. */
export function explainChainFile(path: string, assessment: Assessment): ExplainedChain {
  const chain = openChain(path);
  try {
    return explainChain(chain, assessment);
  } finally {
    chain.close();
  }
}
