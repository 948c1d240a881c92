/**
 * Do the evidence's errors cover? Tempered ensembles on densities of known evidence, over many seeds; prints the table of
 * docs/evidence.md: `npx tsx scripts/evidence/coverage.ts [--seeds 100] [--only NAME]`. Deterministic; each line is
 * written as it comes. Exits with 1 where a mean is off by more than 4 of its standard errors and of the stated error of
 * discretisation, or where fewer intervals cover than chance allows (one-sided, 1e-3).
 */
import { parseArgs } from 'node:util';
import { gaussian, shells } from '../../test/evidence/known-evidence.js';
import type { KnownEvidence } from '../../test/evidence/known-evidence.js';
import { runTempered } from '../../test/evidence/tempered-run.js';
import { betaInverse } from '../../src/math/special.js';
import { mean, variance } from '../../src/math/sum.js';

interface Case {
  readonly known: KnownEvidence;
  readonly walkers: number;
  readonly temperatures: number;
  readonly steps: number;
}

const cases: readonly Case[] = [
  { known: gaussian(2), walkers: 16, temperatures: 8, steps: 1000 },
  { known: gaussian(10), walkers: 24, temperatures: 14, steps: 1000 },
  { known: gaussian(17), walkers: 36, temperatures: 20, steps: 1000 },
  { known: shells(2), walkers: 16, temperatures: 16, steps: 1000 },
  { known: shells(5), walkers: 16, temperatures: 24, steps: 1000 },
];

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '100' }, only: { type: 'string' } },
});
const seeds = Number(values.seeds);
let failed = false;

console.log(
  `| density | exact ln Z | rungs | method | mean - exact | in its errors | scatter of seeds | stated error | within 1 error | within 2 errors |`,
);
console.log(`| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |`);
for (const { known, walkers, temperatures, steps } of cases) {
  if (values.only !== undefined && !known.name.includes(values.only)) continue;
  const runs = Array.from(
    { length: seeds },
    (_, seed) =>
      runTempered(known.target, {
        seed: `coverage ${seed}`,
        ensembles: 4,
        walkers,
        temperatures,
        warmup: 500,
        steps,
      }).evidence,
  );
  for (const method of ['stepping_stone', 'thermodynamic_integration'] as const) {
    const estimates = runs.map((run) => run[method]);
    const off = estimates.map(({ log_evidence }) => log_evidence - known.logEvidence);
    const scatter = Math.sqrt(variance(off));
    const errorOfMean = scatter / Math.sqrt(seeds);
    const within = (k: number): number =>
      estimates.filter(({ error }, i) => Math.abs(off[i]) < k * error).length;
    const discretisation = mean(estimates.map((estimate) => estimate.discretisation_error));
    const cells = [
      known.name,
      known.logEvidence.toFixed(4),
      String(temperatures),
      method.replace('_', ' '),
      mean(off).toFixed(4),
      (mean(off) / errorOfMean).toFixed(1),
      scatter.toFixed(4),
      mean(estimates.map(({ error }) => error)).toFixed(4),
      share(within(1)),
      share(within(2)),
    ];
    console.log(`| ${cells.join(' | ')} |`);
    failed ||= Math.abs(mean(off)) > 4 * errorOfMean + discretisation;
    failed ||= chance(within(1), 0.6827) < 1e-3 || chance(within(2), 0.9545) < 1e-3;
  }
}
if (failed) process.exitCode = 1;

/** How many of the seeds, in per cent, with the central 95 % interval of the true share (Clopper & Pearson 1934). */
function share(count: number): string {
  const low = count === 0 ? 0 : betaInverse(0.025, count, seeds - count + 1);
  const high = count === seeds ? 1 : betaInverse(0.975, count + 1, seeds - count);
  const percent = (x: number): string => (100 * x).toFixed(0);
  return `${percent(count / seeds)} (${percent(low)}-${percent(high)})`;
}

/** Probability of `count` or fewer of the seeds within, were each with probability p. */
function chance(count: number, p: number): number {
  let [term, sum] = [(1 - p) ** seeds, 0];
  for (let k = 0; k <= count; k++) {
    sum += term;
    term *= ((seeds - k) / (k + 1)) * (p / (1 - p));
  }
  return sum;
}
