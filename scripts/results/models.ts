/** Kinetic against wandering: evidence, leave-one-out, and what the priors did. */
import type { Chain } from '../../src/chain/reader.js';
import { compareChains } from '../../src/comparison/compare-chains.js';
import type { Comparison } from '../../src/comparison/compare-chains.js';
import type { Result } from './chains.js';
import { list, markdownTable } from './markdown.js';

const name = (path: string): string => /([a-z]+)(-tempered)?\.arrow$/.exec(path)![1];

/** An integral known worse than this says nothing: ln L spans millions under the prior, where the stepping stones need no integral. */
const usefulError = 10;

export interface EvidenceText {
  readonly table: string;
  readonly words: string;
  readonly priors: string;
}

export const noEvidence: EvidenceText = {
  table: 'The tempered chains are not there.',
  words: 'The evidence was not computed.',
  priors: '',
};

/** @param tempered chains of both models with temperatures */
export function evidenceOf(tempered: readonly Chain[]): EvidenceText {
  const comparison = compareChains(tempered);
  const { chains, groups } = comparison;
  const [{ by_evidence }] = groups;
  const table = markdownTable(
    [
      [
        'model',
        'ln Z (stepping-stone)',
        'ln Z (thermodynamic integration)',
        'ln of the Bayes factor',
        'largest share of rejected swaps',
      ],
      ...by_evidence.map((rank) => {
        const { evidence, path, largest_swap_rejection } = chains[rank.chain];
        const { stepping_stone: stones, thermodynamic_integration: integral } = evidence!;
        return [
          `\`${name(path)}\``,
          `${stones.log_evidence.toFixed(1)} ± ${stones.error.toFixed(1)}`,
          integral.error < usefulError
            ? `${integral.log_evidence.toFixed(1)} ± ${integral.error.toFixed(1)}`
            : `not known (± ${integral.error.toFixed(0)})`,
          `${rank.log_bayes_factor.toFixed(1)} ± ${rank.log_bayes_factor_error.toFixed(1)}`.replace('-', '−'),
          `${(100 * largest_swap_rejection!).toFixed(0)} %`,
        ];
      }),
    ],
    [1, 2, 3, 4],
  );
  return { table, words: evidenceWords(by_evidence, chains), priors: priorsTable(comparison) };
}

function evidenceWords(
  ranks: Comparison['groups'][number]['by_evidence'],
  chains: Comparison['chains'],
): string {
  const [best, second] = ranks;
  const gap = -second.log_bayes_factor;
  const error = second.log_bayes_factor_error;
  const names = [best, second].map(({ chain }) => `\`${name(chains[chain].path)}\``);
  const disagree = ranks
    .filter(({ methods_agree }) => methods_agree === false)
    .map(({ chain }) => `\`${name(chains[chain].path)}\``);
  const warning =
    disagree.length === 0
      ? ''
      : ` Stepping-stone and thermodynamic integration differ by more than three of their errors for ${list(disagree)}: its ladder is too coarse, and the errors above are too small.`;
  const statement =
    gap < 3 * error
      ? `The difference is within three of its errors: the evidence does not tell the models apart.`
      : `${names[0]} is favoured over ${names[1]} by a factor of e to the ${gap.toFixed(1)} ± ${error.toFixed(1)}.`;
  return statement + warning;
}

/** What both models sample with priors of their own: their widths do not cancel in the Bayes factor. */
function priorsTable({ chains }: Comparison): string {
  const rows = chains.flatMap(({ path, priors }) =>
    priors
      .filter(({ shared }) => !shared)
      .map(({ id, width_slope, log_occam }) => [
        `\`${name(path)}\``,
        `\`${id}\``,
        (Math.LN2 * width_slope).toFixed(2).replace('-', '−'),
        log_occam.toFixed(2).replace('-', '−'),
      ]),
  );
  return markdownTable(
    [
      ['model', 'parameter', 'change of ln Z for a prior twice as wide', 'ln(posterior width/prior width)'],
      ...rows,
    ],
    [2, 3],
  );
}

export function looTable(results: readonly Result[]): { readonly table: string; readonly words: string } {
  const { chains, groups } = compareChains(results.map(({ chain }) => chain));
  const [{ by_loo }] = groups;
  const table = markdownTable(
    [
      ['model', 'elpd', 'difference', 'effective parameters', 'measurements with too large Pareto k'],
      ...by_loo.map((rank) => [
        `\`${name(chains[rank.chain].path)}\``,
        `${rank.elpd.toFixed(1)} ± ${rank.se.toFixed(1)}`,
        `${rank.difference.toFixed(1)} ± ${rank.difference_se.toFixed(1)}`.replace('-', '−'),
        chains[rank.chain].loo!.p_loo.toFixed(1),
        `${String(rank.bad)} of ${String(chains[rank.chain].loo!.measurements)}`,
      ]),
    ],
    [1, 2, 3, 4],
  );
  const second = by_loo[1];
  const names = by_loo.map(({ chain }) => `\`${name(chains[chain].path)}\``);
  const bad = by_loo.some((rank) => rank.bad > 0)
    ? ' Terms with a large Pareto k are not to be trusted; where they decide, neither is the difference.'
    : '';
  const words =
    -second.difference < 2 * second.difference_se
      ? `Leave-one-out does not tell them apart: the difference is ${(-second.difference / second.difference_se).toFixed(1)} of its standard errors.`
      : `Leave-one-out prefers ${names[0]} by ${(-second.difference / second.difference_se).toFixed(1)} standard errors.`;
  return { table, words: words + bad };
}
