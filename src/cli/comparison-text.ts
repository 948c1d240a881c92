/** A comparison of chains for people. */
import { basename } from 'node:path';
import type {
  ComparableGroup,
  ComparedChain,
  Comparison,
  IncomparablePair,
} from '../comparison/compare-chains.js';
import { describeDataDifference } from '../comparison/same-data.js';
import { formatNumber, formatTable } from './table.js';

/** A slope of ln Z beyond which a prior is worth a line. */
const notable = 0.1;

export function describeComparison(comparison: Comparison): string {
  const { chains, groups, incomparable } = comparison;
  const names = namesOf(chains);
  return [
    ...chains.map(
      ({ model, components, sampled }, i) =>
        `${names[i]}: ${model}, ${components.join(' + ')}, ${sampled} parameters sampled`,
    ),
    ...groups.flatMap((group) => ['', ...describeGroup(group, comparison, names)]),
    ...incomparable.flatMap((pair) => ['', ...describePair(pair, names)]),
    '',
    'chi2 by data set, averaged over the posterior (about the number of points where the model describes them):',
    datasetTable(chains, names),
  ].join('\n');
}

/** File names where they tell the chains apart, else paths. */
function namesOf(chains: readonly ComparedChain[]): string[] {
  const short = chains.map(({ path }) => basename(path).replace(/\.arrows?$/, ''));
  return new Set(short).size === short.length ? short : chains.map(({ path }) => path);
}

function describeGroup(
  { chains: members, by_evidence, by_loo }: ComparableGroup,
  { chains, groups }: Comparison,
  names: readonly string[],
): string[] {
  const title =
    groups.length === 1
      ? 'The same measurements.'
      : `The same measurements: ${members.map((i) => names[i]).join(', ')}.`;
  const without = members.filter((i) => chains[i].evidence === null).map((i) => names[i]);
  return [
    title,
    '',
    ...(by_evidence.length === 0 ? [] : evidenceTable(by_evidence, names)),
    ...(without.length === 0
      ? []
      : [
          `No evidence, drawn at one temperature: ${without.join(', ')}. Draw with --temperatures 30 to have it.`,
        ]),
    ...by_evidence.flatMap(({ chain, methods_agree }) => [
      ...(methods_agree === false
        ? [
            `${names[chain]}: stepping-stone and thermodynamic integration disagree; draw longer or with more temperatures.`,
          ]
        : []),
      ...(chains[chain].largest_swap_rejection! > 0.9
        ? [
            `${names[chain]}: ${Math.round(100 * chains[chain].largest_swap_rejection!)} % of the swaps between two temperatures are rejected; draw with more temperatures.`,
          ]
        : []),
    ]),
    '',
    ...looTable(by_loo, chains, names),
    '',
    ...priorLines(members, chains, names),
  ];
}

function evidenceTable(ranks: ComparableGroup['by_evidence'], names: readonly string[]): string[] {
  const rows = ranks.map((rank) => [
    names[rank.chain],
    `${rank.log_evidence.toFixed(2)} +- ${rank.error.toFixed(2)}`,
    `${rank.log_bayes_factor.toFixed(2)} +- ${rank.log_bayes_factor_error.toFixed(2)}`,
    formatNumber(rank.probability, 3),
  ]);
  return [
    formatTable(
      [
        { title: 'by evidence', align: 'left' },
        { title: 'ln Z' },
        { title: 'ln Bayes factor' },
        { title: 'probability' },
      ],
      rows,
    ),
  ];
}

function looTable(
  ranks: ComparableGroup['by_loo'],
  chains: readonly ComparedChain[],
  names: readonly string[],
): string[] {
  if (ranks.length === 0) return [];
  const rows = ranks.map(({ chain, elpd, se, difference, difference_se, bad }) => {
    const loo = chains[chain].loo!;
    return [
      names[chain],
      `${elpd.toFixed(1)} +- ${se.toFixed(1)}`,
      `${difference.toFixed(1)} +- ${difference_se.toFixed(1)}`,
      loo.p_loo.toFixed(1),
      formatNumber(loo.largest_k, 2),
      `${bad} of ${loo.measurements}`,
    ];
  });
  const titles = ['elpd', 'difference', 'effective parameters', 'largest Pareto k', 'k too large'];
  const doubtful = ranks.some(({ bad }) => bad > 0);
  return [
    formatTable([{ title: 'by leave-one-out', align: 'left' }, ...titles.map((title) => ({ title }))], rows),
    ...(doubtful
      ? [
          'Where k is too large a measurement decides too much to be left out by reweighting: its term is not to be trusted.',
        ]
      : []),
  ];
}

/** Priors that the chains do not share, and those shared ones whose width acts differently on their evidences. */
function priorLines(
  members: readonly number[],
  chains: readonly ComparedChain[],
  names: readonly string[],
): string[] {
  const slopesOf = (id: string): number[] =>
    members.flatMap((i) => chains[i].priors.filter((prior) => prior.id === id).map((p) => p.width_slope));
  const differ = (id: string): boolean => {
    const slopes = slopesOf(id);
    return Math.max(...slopes) - Math.min(...slopes) > notable;
  };
  const rows = members.flatMap((i) =>
    chains[i].priors
      .filter(({ id, shared }) => !shared || differ(id))
      .map((prior) => [
        names[i],
        prior.id,
        prior.shared ? 'all' : 'not all',
        signed(prior.width_slope * Math.LN2),
        signed(prior.log_occam),
        `${percent(prior.edge[0])}, ${percent(prior.edge[1])}`,
      ]),
  );
  if (rows.length === 0)
    return ['The same priors, which act alike on every chain: their widths cancel between the evidences.'];
  const left = (title: string) => ({ title, align: 'left' as const });
  return [
    'What the priors do: parameters that not all chains sample under the same prior, or whose prior acts differently.',
    formatTable(
      [
        left('chain'),
        left('parameter'),
        left('in'),
        { title: 'ln Z if twice as wide' },
        { title: 'ln Occam factor' },
        { title: 'posterior in the outer 5 % of the prior' },
      ],
      rows,
    ),
  ];
}

function describePair(
  { first, second, data_differences, shifts }: IncomparablePair,
  names: readonly string[],
): string[] {
  const rows = shifts.parameters
    .filter(({ derived }) => !derived)
    .map((p) => [
      p.id,
      formatNumber(p.first.mean, 4),
      formatNumber(p.second.mean, 4),
      signed(p.shift_mcse),
      signed(p.shift_sd),
    ]);
  return [
    `${names[first]} and ${names[second]} are of different measurements, so there is no Bayes factor between them:`,
    ...data_differences.map((difference) => `  ${describeDataDifference(difference)}`),
    'How the posterior moved instead:',
    formatTable(
      [
        { title: 'quantity', align: 'left' },
        { title: names[first] },
        { title: names[second] },
        { title: 'shift/MC error' },
        { title: 'shift/sd' },
      ],
      rows,
    ),
  ];
}

function datasetTable(chains: readonly ComparedChain[], names: readonly string[]): string {
  const sets = chains.flatMap(({ loo }) => loo?.datasets ?? []);
  const keys = [...new Set(sets.map(({ dataset, observable }) => `${observable} ${dataset}`))];
  const rows = keys.map((key) => {
    const found = chains.map(({ loo }) => loo?.datasets.find((d) => `${d.observable} ${d.dataset}` === key));
    const sizes = [...new Set(found.flatMap((set) => (set === undefined ? [] : [set.n])))];
    return [
      key,
      sizes.join('/'),
      ...found.map((set) => (set === undefined ? '-' : set.mean_chi2.toFixed(1))),
    ];
  });
  return formatTable(
    [{ title: 'data set', align: 'left' }, { title: 'points' }, ...names.map((title) => ({ title }))],
    rows,
  );
}

function signed(value: number): string {
  return Number.isFinite(value) ? `${value < 0 ? '' : '+'}${value.toFixed(2)}` : '-';
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
