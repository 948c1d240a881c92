/**
 * Writes docs/results.md and docs/figures/results: `npx tsx scripts/results/make.ts [--no-draw]`. Chains that are missing are drawn by the
 * ordinary `licmc sample` and `licmc sensitivity --rerun` (about a quarter of an hour on two cores); from chains that are there
 * it takes about two minutes. With --no-draw what is missing beside the five posteriors is said to be missing. Every number on the page is computed here.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { packageVersion } from '../../src/package-info.js';
import type { Configuration, Result } from './chains.js';
import { configurations, loadResult, loadTempered, temperedOptions } from './chains.js';
import { checkResult, checkSection, scatterTable, sharedFailures } from './checks.js';
import { drawFigures } from './figures.js';
import { bullets, list, number } from './markdown.js';
import { evidenceOf, looTable, noEvidence } from './models.js';
import { highRcr, highRcrShares, lowRcrMode, modesTable, stuckIn, weightOf } from './modes.js';
import {
  basisTable,
  largestShifts,
  leftOutTable,
  rerunProblems,
  sensitivityOfResult,
} from './sensitivity.js';
import { statementsSection, velocityTable } from './statements.js';
import { summary } from './summary.js';
import {
  chainsTable,
  constraintsSideBySide,
  intervalsSideBySide,
  outsideTable,
  paperTable,
} from './tables.js';

const pageFile = new URL('../../docs/results.md', import.meta.url);

/** log10(R_cr/GV) between the two modes of `modern`. */
const betweenModes = 6.3;

async function main(): Promise<void> {
  const all = configurations.map(loadResult);
  const of = Object.fromEntries(all.map((result) => [result.name, result])) as Record<Configuration, Result>;
  const tempered = (['lic', 'wandering'] as const).flatMap((name) => loadTempered(name) ?? []);
  const modernTempered = loadTempered('modern');
  const checks = new Map(all.map((result) => [result.name, checkResult(result)]));
  const sensitivity = await sensitivityOfResult(of.lic);
  const evidence = tempered.length === 2 ? evidenceOf(tempered) : noEvidence;
  const loo = looTable([of.lic, of.wandering]);
  const mode = lowRcrMode(of.modern, betweenModes);
  const values: Readonly<Record<string, string>> = {
    summary: bullets(summary({ of, checks, sensitivity, evidence: evidence.words, loo: loo.words })),
    chains: chainsTable(all),
    unconverged: unconverged(all),
    constraints: constraintsSideBySide(all),
    intervals: intervalsSideBySide(all),
    paper: paperTable(all),
    statements: statementsSection(all),
    velocities: velocityTable([of.lic, of.paper]),
    outside: outsideTable(all),
    scatter: scatterTable(all, [...checks.values()]),
    checks: all.map((result) => checkSection(result, checks.get(result.name)!)).join('\n\n'),
    basis: basisTable(sensitivity),
    leftOut: leftOutTable(sensitivity),
    largestShifts: bullets(largestShifts(sensitivity)),
    evidence: evidence.table,
    evidenceWords: evidence.words,
    temperedOptions: temperedOptions.join(' '),
    priors: evidence.priors,
    loo: loo.table,
    looWords: loo.words,
    sharedFailures: sharedFailures(checks),
    rerunProblems: rerunProblems(sensitivity),
    highRcr: String(highRcr),
    highRcrShares: highRcrShares(all),
    modes: modesTable(of.lic),
    modernMode: `R_cr = ${number(mode.rCr, 1)} GV`,
    modernModeDepth: Math.abs(mode.difference).toFixed(1),
    modernModeSide: mode.difference < 0 ? 'lower' : 'higher',
    modernModeShare: stuckIn(of.modern, betweenModes),
    modernModeWeight: weightOf(modernTempered, betweenModes),
    version: packageVersion,
    versions: list([...new Set(all.map(({ record }) => record.version))]),
    nodes: list([...new Set(all.map(({ record }) => record.node))]),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  };
  await drawFigures(of, checks, sensitivity);
  const template = readFileSync(new URL('page.md', import.meta.url), 'utf8');
  const page = template.replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
    if (!(key in values)) throw new Error(`page.md: expected a known name, got {{${key}}}`);
    return values[key];
  });
  writeFileSync(pageFile, await format(page, { parser: 'markdown', proseWrap: 'preserve' }));
  for (const { chain } of all) chain.close();
  for (const chain of tempered) chain.close();
  modernTempered?.close();
}

function unconverged(all: readonly Result[]): string {
  const bad = all.filter(({ assessment }) => !assessment.converged);
  if (bad.length === 0) return 'All of them converged by the criteria of [stopping.md](stopping.md).';
  return `**Not converged: ${list(bad.map(({ name }) => `\`${name}\``))}; their numbers below are not to be relied on.** ${bad
    .flatMap(({ name, assessment }) => assessment.problems.map(({ message }) => `\`${name}\`: ${message}.`))
    .join(' ')}`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
