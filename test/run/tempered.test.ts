import { expect, test } from 'vitest';
import { decodeCheckpoint } from '../../src/run/checkpoint.js';
import { decodeTemperedCheckpoint, encodeTemperedCheckpoint } from '../../src/run/tempered-checkpoint.js';
import { sample } from '../../src/run/sample.js';
import { gaussian } from '../evidence/known-evidence.js';
import { targetOf } from '../sampler/checks/density.js';
import { bytesOf, lastCheckpoints, record } from './recorded-run.js';

const options = {
  target: gaussian(2).target,
  threads: 0,
  settings: {
    seed: '7',
    ensembles: 2,
    walkers: 8,
    warmup: 60,
    thin: 2,
    moves: 'de:0.8,stretch:0.2',
    temperatures: 5,
  },
  interval: 20,
  stop: { steps: 100 },
};

test('a tempered run that was stopped at any group, in warm-up or after, continues to the same bytes', async () => {
  const whole = await record(sample, options);
  for (const group of [1, 3, 4]) {
    const controller = new AbortController();
    const first = await record(sample, { ...options, signal: controller.signal }, (done) => {
      if (done === group) controller.abort();
    });
    expect(first.result.reason).toBe('interrupted');
    const rest = await record(sample, { ...options, resumeFrom: lastCheckpoints(first) });
    expect(bytesOf(first, rest).equals(bytesOf(whole))).toBe(true);
  }
});

test('the ladder adapts in the first half of warm-up and is frozen from then on', async () => {
  const { groups } = await record(sample, options);
  const ladders = groups.map(([block]) =>
    [...decodeTemperedCheckpoint(block.checkpoint).state.betas].join(' '),
  );
  expect(ladders[0]).not.toBe(ladders[1]);
  expect(new Set(ladders.slice(1)).size).toBe(1);
});

test('a checkpoint keeps every bit, and shows its posterior rung to readers that know nothing of temperatures', async () => {
  const [bytes] = lastCheckpoints(await record(sample, options));
  const { state, rng } = decodeTemperedCheckpoint(bytes);
  expect(Buffer.from(encodeTemperedCheckpoint(state, rng)).equals(Buffer.from(bytes))).toBe(true);
  expect(decodeCheckpoint(bytes).state.theta).toEqual(state.rungs[0].theta);
  expect(() => decodeTemperedCheckpoint(bytes.subarray(0, bytes.length - 8))).toThrow(
    /checkpoint: expected \d+ bytes/,
  );
});

test('what cannot be tempered is refused in one message', async () => {
  const told = targetOf({ dim: 2, logDensity: () => -1 });
  const untold = {
    ...told,
    evaluate: (...[theta, count, out]: Parameters<typeof told.evaluate>) => {
      told.evaluate(theta, count, out);
      out.logLikelihood.fill(NaN);
    },
  };
  await expect(record(sample, { ...options, target: untold })).rejects.toThrow(
    /temperatures: expected a density that tells its prior and its likelihood apart/,
  );
  const two = { ...options, settings: { ...options.settings, temperatures: 2 } };
  await expect(record(sample, two)).rejects.toThrow(
    'temperatures: expected 1, or a whole number >= 3, got 2.',
  );
  const plain = await record(sample, { ...options, settings: { ...options.settings, temperatures: 1 } });
  await expect(
    record(sample, { ...options, stop: { steps: 200 }, resumeFrom: lastCheckpoints(plain) }),
  ).rejects.toThrow(/checkpoint: expected one of a tempered ensemble/);
});
