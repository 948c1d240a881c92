/**
 * How good the printed standard errors are, by how a run was made: `npx tsx scripts/studies/mcse-of-short-runs.ts [--runs N]`. Root mean square of
 * the errors of all quantities' means, standard deviations and 5 and 95 % quantiles in units of their standard errors: 1 where those are
 * right; and in units of those that walkers as chains would tell. Targets of the zoo, 4 ensembles of the default number of walkers, default moves, seeds `short/0` ...
 */
import { parseArgs } from 'node:util';
import { mcseQuantile, mcseSd } from '../../src/diagnostics/mcse.js';
import { namedErrors } from '../../src/draw/named-quantity.js';
import { median, quantiles } from '../../src/math/quantile.js';
import { defaultMoves } from '../../src/sampler/moves/registry.js';
import { drawAsUser } from '../zoo/run-one.js';
import { zoo } from '../zoo/targets.js';
import { truth } from '../zoo/zoo-target.js';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '60' } } });
const runs = Number(values.runs);

/** At the first moment the verdict allows, or after a fixed number of steps. */
type Until = 'verdict' | number;

const cases: readonly (readonly [target: string, warmup: number, until: Until])[] = [
  ['gaussian-10', 200, 'verdict'],
  ['gaussian-10', 2000, 'verdict'],
  ['gaussian-10', 200, 2000],
  ['gaussian-10', 2000, 2000],
  ['gaussian-30', 200, 'verdict'],
  ['gaussian-30', 2000, 2000],
  ['truncated-10', 200, 'verdict'],
  ['eight-schools-not-centred', 200, 'verdict'],
  ['eight-schools-not-centred', 2000, 2000],
  ['student5-2', 2000, 2000],
  ['student3-5', 2000, 2000],
];

const statistics = ['mean', 'sd', 'q05', 'q95', 'sdAsChains', 'q05AsChains', 'q95AsChains'] as const;
/** Those that are printed. */
const printed = statistics.slice(0, 4);

async function errorsOf(name: string, warmup: number, until: Until, run: number) {
  const { target, thin } = zoo.find((entry) => entry.name === name)!;
  const [firstCheck, maxSteps] = until === 'verdict' ? [100, 1500] : [until, until];
  const { chain, assessment, steps } = await drawAsUser(target, {
    id: name,
    target: name,
    regime: { name: 'short', ensembles: 4, warmup, interval: 20, firstCheck, maxSteps, untilEss: 400 },
    moves: defaultMoves,
    thin,
    seed: `short/${run}`,
  });
  const errors = truth.targets[name].quantities.map((known) => {
    const summary = assessment.summary.quantities.find(({ id }) => id === known.id)!;
    const series = chain.walkerSeries(known.id);
    const [q05, q95] = quantiles(Float64Array.from(series.flatMap((walker) => [...walker])), [0.05, 0.95]);
    const ofQuantiles = namedErrors(chain, [`q5:${known.id}`, `q95:${known.id}`]);
    return {
      mean: (summary.mean - known.mean) / summary.mcseMean,
      sd: (summary.sd - known.sd) / summary.mcseSd,
      q05: (q05 - known.q05) / ofQuantiles.get(`q5:${known.id}`)!,
      q95: (q95 - known.q95) / ofQuantiles.get(`q95:${known.id}`)!,
      sdAsChains: (summary.sd - known.sd) / mcseSd(series),
      q05AsChains: (q05 - known.q05) / mcseQuantile(series, 0.05),
      q95AsChains: (q95 - known.q95) / mcseQuantile(series, 0.95),
    };
  });
  return { steps, errors, converged: assessment.converged };
}

const rms = (x: readonly number[]): number => Math.sqrt(x.reduce((sum, v) => sum + v * v, 0) / x.length);

process.stdout.write(
  '| target | warm-up | until | converged | steps | mean | sd | q05 | q95 | beyond 4 | sd as chains | q05 as chains | q95 as chains |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n',
);
for (const [name, warmup, until] of cases) {
  const done = [];
  for (let run = 0; run < runs; run++) done.push(await errorsOf(name, warmup, until, run));
  const converged = done.filter((run) => run.converged);
  const all = converged.flatMap(({ errors }) => errors);
  const cells = statistics.map((statistic) => rms(all.map((error) => error[statistic])).toFixed(2));
  const numbers = all.flatMap((error) => printed.map((statistic) => error[statistic]));
  process.stdout.write(
    `| \`${name}\` | ${warmup} | ${until} | ${converged.length} of ${runs} | ${median(Float64Array.from(converged, ({ steps }) => steps))} | ${cells.slice(0, 4).join(' | ')} | ${numbers.filter((x) => Math.abs(x) > 4).length} of ${numbers.length} | ${cells.slice(4).join(' | ')} |\n`,
  );
}
