// docs/performance.md from the JSON files that the benchmarks left in docs/performance. No number is written by hand.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../prepare.mjs';
import { markdownTable } from './measure.mjs';

const order = [
  ['likelihood', 'npm run bench -- likelihood'],
  ['sampler', 'npm run bench -- sampler'],
  ['peer', 'npm run bench:peer'],
  ['command', 'npm run bench -- command'],
  ['chain', 'npm run bench -- chain'],
  ['figures', 'npm run bench -- figures'],
  ['scaling-walkers', 'npm run bench -- scaling'],
  ['scaling-dimensions', 'npm run bench -- scaling'],
  ['scaling-points', 'npm run bench -- scaling'],
  ['scaling-threads', 'npm run bench -- scaling'],
  ['scaling-memory', 'npm run bench -- scaling'],
  ['memory', 'npm run bench -- memory'],
];
const found = order
  .map(([name, command]) => ({ name, command, file: join(root, 'docs/performance', `${name}.json`) }))
  .filter(({ file }) => existsSync(file))
  .map((entry) => ({ ...entry, document: JSON.parse(readFileSync(entry.file, 'utf8')) }));

function section({ name, command, document }) {
  const { title, machine, rows } = document;
  const origin = `\`${command}\`, commit ${machine.commit}, Node ${machine.node}, ${machine.processor}, ${machine.cores} cores.`;
  return [
    `## ${title}`,
    '',
    markdownTable(rows),
    '',
    origin,
    ...(name === 'peer' ? peerNotes(document) : []),
    '',
  ];
}

function peerNotes({ c_pass_us, numpy_us_per_call, agreement, moves }) {
  return [
    '',
    `The peer is \`emcee.EnsembleSampler(vectorize=True)\` with ${moves} on a posterior with everything precomputed that the eleven`,
    `coordinates do not move; inside NumPy a call takes ${numpy_us_per_call.toFixed(2)} us. The pass over 420 points in C takes`,
    `${c_pass_us === null ? '(no compiler)' : c_pass_us.toFixed(2)} us. Effective sizes of both come from the same estimator, over the samples after warm-up. The two posteriors agree: the`,
    `largest of ${agreement.statistics} distances between means, standard deviations and quantiles is ${agreement.largest_distance_mcse.toFixed(2)} combined standard errors.`,
    'emcee 3.1.6 has a DESnookerMove that does not leave the posterior invariant, so it is not among the mixtures tried.',
  ];
}

const page = [
  '# Performance',
  '',
  'Made by `node scripts/bench/page.mjs` from the files in docs/performance, which `npm run bench` and `npm run bench:peer` write.',
  'Times of single calls are the best of many repetitions unless a column says median, those of emcee and licmc side by side are whole runs; other work on the machine makes them longer, never shorter.',
  '',
  ...found.flatMap(section),
];
writeFileSync(join(root, 'docs/performance.md'), page.join('\n').trimEnd() + '\n');
