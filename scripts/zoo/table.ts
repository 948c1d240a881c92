/** Writes docs/zoo.md from the results, or the page of another set: `npx tsx scripts/zoo/table.ts [--set held-out|unseen]`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { betaInverse, normalCdf } from '../../src/math/special.js';
import { median } from '../../src/math/quantile.js';
import { isFalselyConverged, isOfOneVersion, readResults, type Results } from './results.js';
import type { Row } from './run-one.js';
import { setNamed, type ZooSet } from './sets.js';
import type { ZooTarget } from './zoo-target.js';

/** The page: the set's template with its {{tables}} filled in. */
export function page(results: Results, { template, targets: all }: ZooSet): string {
  const { rows, studies } = results;
  const values: Readonly<Record<string, string>> = {
    runs: String(rows.length),
    commit: [...new Set(studies.map(({ commit }) => commit.slice(0, 10)))].join(', '),
    node: [...new Set(studies.map(({ node }) => node))].join(', '),
    targets: targets(all),
    totals: totals(rows),
    cluster: clusterRuns(all, rows),
    clusterTold: told(rows.filter(isOf('cluster'))),
    long: longRuns(all, rows),
    longTold: told(rows.filter(isOf('long'))),
    default: byTarget(
      all,
      rows.filter(({ id }) => mixtureOf(id) === 'default'),
    ),
    stretch: byTarget(
      all,
      rows.filter(({ id }) => mixtureOf(id) === 'stretch'),
    ),
    learnt: byTarget(
      all,
      rows.filter(({ id }) => mixtureOf(id) === 'learnt'),
    ),
    false: falselyConverged(rows),
    beyond: beyond(rows),
    compared: isOfOneVersion(results)
      ? 'compares it with the committed rows to the last digit'
      : 'asks for no false convergence that is not published here (the rows are of several versions, so that digits are not compared)',
  };
  return readFileSync(template, 'utf8').replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key]);
}

const targetOf = (id: string): string => id.split('/')[0];
const mixtureOf = (id: string): string => id.split('/')[1];
const regimeOf = (id: string): string => id.split('/')[2];

function targets(all: readonly ZooTarget[]): string {
  return all.map(({ name, description }) => `- \`${name}\`: ${description}`).join('\n');
}

function table(head: readonly string[], body: readonly (readonly string[])[]): string {
  const align = head.map((_, i) => (i === 0 ? '---' : '---:'));
  return [head, align, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Clopper & Pearson (1934), Biometrika 26, 404: the central 95 % interval of a binomial share, in percent. */
export function interval(successes: number, n: number): [number, number] {
  const low = successes === 0 ? 0 : betaInverse(0.025, successes, n - successes + 1);
  const high = successes === n ? 1 : betaInverse(0.975, successes + 1, n - successes);
  return [100 * low, 100 * high];
}

function falseRate(rows: readonly Row[]): string {
  const count = rows.filter(isFalselyConverged).length;
  const [low, high] = interval(count, rows.length).map((x) => x.toFixed(x < 10 ? 1 : 0));
  return `${count} (${low} to ${high} %)`;
}

/** Converged runs with a number beyond 4 MCSE, by target, those with most first. */
function beyond(rows: readonly Row[]): string {
  const converged = rows.filter((row) => row.converged);
  const body = [...new Set(converged.map(({ id }) => targetOf(id)))]
    .map((target) => converged.filter(({ id }) => targetOf(id) === target))
    .map((runs) => ({ runs, off: runs.filter(({ beyond4 }) => beyond4 > 0) }))
    .filter(({ off }) => off.length > 0)
    .sort((a, b) => b.off.length / b.runs.length - a.off.length / a.runs.length)
    .map(({ runs, off }) => {
      const total = (of: (row: Row) => number): number => runs.reduce((sum, row) => sum + of(row), 0);
      const worst = (statistic: RegExp): number =>
        off.filter((row) => statistic.test(row.worst.statistic)).length;
      return [
        `\`${targetOf(runs[0].id)}\``,
        `${off.length} of ${runs.length}`,
        String(off.filter(({ id }) => regimeOf(id) !== 'hasty').length),
        `${total((row) => row.beyond4)} of ${total((row) => row.compared)}`,
        ...[/mean/, /sd/, /q/].map((statistic) => String(worst(statistic))),
      ];
    });
  return table(
    ['target', 'runs', 'of these not hasty', 'numbers', 'worst a mean', 'an sd', 'a quantile'],
    body,
  );
}

const head = [
  'runs',
  'converged',
  'of these within 4 MCSE',
  'falsely converged',
  'flagged',
  'of these wrong',
  'steps',
];

function cells(rows: readonly Row[]): string[] {
  const converged = rows.filter((row) => row.converged);
  const flagged = rows.filter((row) => !row.converged);
  return [
    rows.length,
    converged.length,
    converged.filter(({ beyond4 }) => beyond4 === 0).length,
    falseRate(rows),
    flagged.length,
    flagged.filter(({ wrong }) => wrong !== null).length,
    converged.length === 0 ? '' : Math.round(median(Float64Array.from(converged, ({ steps }) => steps))),
  ].map(String);
}

function totals(rows: readonly Row[]): string {
  const groups = [...new Set(rows.map(({ id }) => `${mixtureOf(id)}, ${regimeOf(id)}`))].sort();
  const lines = groups.map((group) => [
    group,
    ...cells(rows.filter(({ id }) => `${mixtureOf(id)}, ${regimeOf(id)}` === group)),
  ]);
  return table(['moves, user', ...head], [...lines, ['**all**', ...cells(rows)]]);
}

const isOf =
  (regime: string) =>
  ({ id }: Row): boolean =>
    regimeOf(id) === regime;
const isNeither = ({ converged, beyond4 }: Row): boolean => converged && beyond4 > 0;

/** Of each target the runs that draw as much as a person would who wants to publish: recovered, or flagged. */
function longRuns(all: readonly ZooTarget[], rows: readonly Row[]): string {
  const runsOf = (name: string): Row[] =>
    rows.filter((row) => isOf('long')(row) && targetOf(row.id) === name);
  // A set that was committed before its first run has none.
  const drawn = all.filter(({ name }) => runsOf(name).length > 0);
  const lines = drawn.map(({ name }) => {
    const runs = runsOf(name);
    const converged = runs.filter((row) => row.converged);
    const worst = [...converged].sort((a, b) => b.worst.mcse - a.worst.mcse)[0];
    const neither = runs.filter(isNeither).length;
    return [
      `\`${name}\``,
      String(runs[0].compared),
      String(Math.round(median(Float64Array.from(runs, ({ steps }) => steps)))),
      String(converged.length - neither),
      String(runs.length - converged.length),
      neither === 0 ? '' : `**${neither}**`,
      worst === undefined ? '' : furthest(worst),
      reasons(runs),
    ];
  });
  return table(
    [
      'target',
      'numbers',
      'steps',
      'recovered',
      'flagged',
      'neither',
      'furthest off where converged, MCSE',
      'flagged by',
    ],
    lines,
  );
}

/** Infinity is null in JSON. */
function oneDigit(mcse: number | null): string {
  return mcse === null ? 'unknown' : mcse.toFixed(1);
}

/** Of each target the one run on many ensembles. */
function clusterRuns(all: readonly ZooTarget[], rows: readonly Row[]): string {
  const lines = rows
    .filter(isOf('cluster'))
    .map((row) => [
      `\`${targetOf(row.id)}\``,
      String(row.compared),
      String(row.steps),
      row.converged ? (isNeither(row) ? '**neither**' : 'recovered') : `flagged: ${row.problems.join(', ')}`,
      row.converged ? furthest(row) : '',
    ]);
  const order = all.map(({ name }) => `\`${name}\``);
  lines.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return table(['target', 'numbers', 'steps', 'verdict', 'furthest off, MCSE'], lines);
}

function furthest({ worst }: Row): string {
  return `${worst.statistic} of ${worst.id}, ${oneDigit(worst.mcse)}`;
}

/** How many runs are within 4 MCSE or flagged, and how many normal errors would let be. */
function told(runs: readonly Row[]): string {
  const neither = runs.filter(isNeither).length;
  const numbers = runs.filter(({ converged }) => converged).reduce((sum, { compared }) => sum + compared, 0);
  const byChance = numbers * 2 * normalCdf(-4);
  return `${runs.length - neither} of ${runs.length} runs are recovered, every number within 4 MCSE of the truth, or flagged as not converged. Of the ${numbers} numbers of those that had converged, normal errors would put ${byChance.toFixed(1)} beyond 4 MCSE`;
}

function byTarget(all: readonly ZooTarget[], rows: readonly Row[]): string {
  const lines = all.map(({ name }) => {
    const own = rows.filter(({ id }) => targetOf(id) === name);
    return [`\`${name}\``, ...cells(own), reasons(own)];
  });
  return table(['target', ...head, 'flagged by'], lines);
}

/** The problems told most often, with the share of the flagged runs in which they were. */
function reasons(rows: readonly Row[]): string {
  const flagged = rows.filter(({ converged }) => !converged);
  const counts = new Map<string, number>();
  for (const { problems } of flagged)
    for (const code of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([code, n]) => `${code} ${Math.round((100 * n) / flagged.length)} %`)
    .join(', ');
}

function falselyConverged(rows: readonly Row[]): string {
  const found = rows.filter(isFalselyConverged);
  if (found.length === 0) return 'None.';
  return table(
    ['run', 'quantity', 'statistic', 'off by (MCSE)', 'off by (sd)', 'steps'],
    found.map(({ id, wrong, steps }) => [
      `\`${id}\``,
      wrong!.id,
      wrong!.statistic,
      wrong!.mcse === null ? 'unknown' : String(wrong!.mcse),
      String(wrong!.sd),
      String(steps),
    ]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { set: { type: 'string', default: 'zoo' } } });
  const set = setNamed(values.set);
  writeFileSync(set.page, page(readResults(set.results.pathname), set));
}
