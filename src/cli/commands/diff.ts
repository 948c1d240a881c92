import type { Command } from '@commander-js/extra-typings';
import { withChains } from '../../chain/open-chains.js';
import type { Chain } from '../../chain/reader.js';
import { diffChains } from '../../comparison/chain-diff.js';
import type { ChainDiff, UnsharedQuantity } from '../../comparison/chain-diff.js';
import type { RunDifference } from '../../comparison/run-differences.js';
import { describeDataDifference } from '../../comparison/same-data.js';
import { show } from '../../errors.js';
import type { Report } from '../command.js';
import { runningNote } from '../running-note.js';
import { formatNumber, formatTable } from '../table.js';

/** Beyond this many Monte-Carlo errors two posteriors are not the same: among 40 quantities chance gives it once in 400 pairs. */
const notByChance = 4;

/** `licmc diff CHAIN CHAIN`: what differs, and how the posterior moved. */
export function diff(program: Command, report: Report): void {
  program
    .command('diff')
    .description('which config, data or version differ between two chains, and how each posterior moved')
    .argument('<FIRST>', 'a chain file')
    .argument('<SECOND>', 'another')
    .option('--json', 'print one JSON document')
    .action((firstPath, secondPath) => {
      withChains([firstPath, secondPath], ([first, second]) => {
        runningNote(first);
        runningNote(second);
        const found = diffChains(first, second);
        const chains = [about(first), about(second)] as const;
        report({ json: { first: chains[0], second: chains[1], ...found }, text: describe(chains, found) });
      });
    });
}

type AboutChain = ReturnType<typeof about>;

function about({ path, metadata, state, ensembles, walkers, length }: Chain) {
  const { document, version, seed, configSha256 } = metadata;
  const config = document['config'] as { readonly name?: string } | undefined;
  return {
    path,
    config: config?.name ?? null,
    config_sha256: configSha256,
    version,
    seed,
    state,
    draws: ensembles * walkers * length,
  };
}

function describe(chains: readonly [AboutChain, AboutChain], found: ChainDiff): string {
  return [
    ...chains.map(({ path, config, seed, draws }, i) => {
      const from = config === null ? 'made elsewhere' : `configuration ${config}, seed ${seed}`;
      return `${i === 0 ? 'first ' : 'second'}  ${path}: ${from}, ${draws} draws`;
    }),
    '',
    ...settings(found),
    '',
    shiftTable(found),
    '',
    verdict(found),
    ...unsharedLines('first', found.only_first),
    ...unsharedLines('second', found.only_second),
  ].join('\n');
}

function settings({ differences, data_differences }: ChainDiff): string[] {
  if (differences === null || data_differences === null)
    return ['One of the chains was not drawn from a configuration: only the posteriors can be compared.'];
  if (differences.length === 0) return ['Same program, configuration and data.'];
  const rows = differences.map((d: RunDifference) => [
    d.kind,
    d.path,
    d.first === null ? '-' : short(d.first),
    d.second === null ? '-' : short(d.second),
  ]);
  const left = (title: string) => ({ title, align: 'left' as const });
  return [
    formatTable([left('differs in'), left('setting'), left('first'), left('second')], rows),
    '',
    ...(data_differences.length === 0
      ? ['Both likelihoods are of the same measurements.']
      : [
          'The likelihoods are of different measurements:',
          ...data_differences.map((d) => `  ${describeDataDifference(d)}`),
        ]),
  ];
}

/** A value that fits a table. */
function short(value: unknown): string {
  const text = typeof value === 'string' ? value : show(value);
  return text.length <= 40 ? text : `${text.slice(0, 37)}...`;
}

function shiftTable({ parameters }: ChainDiff): string {
  const rows = parameters.map((p) => [
    p.id,
    formatNumber(p.first.mean, 4),
    formatNumber(p.first.sd, 3),
    formatNumber(p.second.mean, 4),
    formatNumber(p.second.sd, 3),
    signed(p.shift_mcse),
    signed(p.shift_sd),
    formatNumber(p.sd_ratio, 3),
    p.unit === '1' ? '' : p.unit,
  ]);
  const titles = ['mean 1', 'sd 1', 'mean 2', 'sd 2', 'shift/MC error', 'shift/sd', 'sd 2/sd 1'];
  return formatTable(
    [
      { title: 'quantity', align: 'left' },
      ...titles.map((title) => ({ title })),
      { title: 'unit', align: 'left' },
    ],
    rows,
  );
}

function signed(value: number): string {
  return Number.isFinite(value) ? `${value < 0 ? '' : '+'}${value.toFixed(2)}` : '-';
}

function verdict({ parameters, largest_shift_mcse, largest_shift_sd }: ChainDiff): string {
  const moved = parameters.filter((p) => Math.abs(p.shift_mcse) > notByChance);
  if (parameters.length === 0) return 'The chains have no quantity in common.';
  if (moved.length === 0)
    return `No posterior moved: the largest shift is ${largest_shift_mcse.toFixed(1)} Monte-Carlo errors.`;
  const most = parameters.find((p) => Math.abs(p.shift_sd) === largest_shift_sd)!;
  return `${moved.length} of ${parameters.length} posteriors moved by more than ${notByChance} Monte-Carlo errors; the farthest is ${most.id}, by ${signed(most.shift_sd)} posterior standard deviations.`;
}

function unsharedLines(which: string, quantities: readonly UnsharedQuantity[]): string[] {
  return quantities.map(({ id, mean, sd, unit, fixed_at }) => {
    const value = `${formatNumber(mean, 4)} +- ${formatNumber(sd, 3)}${unit === '1' ? '' : ` ${unit}`}`;
    const other = fixed_at === null ? '' : `; the other fixes it at ${formatNumber(fixed_at, 5)}`;
    return `Only in the ${which}: ${id} = ${value}${other}`;
  });
}
