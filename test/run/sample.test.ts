import { beforeAll, describe, expect, it } from 'vitest';
import { InputError, RunError } from '../../src/errors.js';
import { decodeCheckpoint } from '../../src/run/checkpoint.js';
import { defaultMoves } from '../../src/sampler/moves/registry.js';
import type { Progress } from '../../src/run/progress.js';
import { sample, type SampleOptions } from '../../src/run/sample.js';
import type { Target } from '../../src/target.js';
import { autoregressive, targetOf } from '../sampler/checks/density.js';
import { bytesOf, journalOf, lastCheckpoints, record, type RecordedRun } from './recorded-run.js';

const target: Target = {
  ...targetOf(autoregressive(3, 0.7)),
  derived: [{ id: 'sum', unit: '1', latex: 's' }],
  derive(theta, at, out, outAt) {
    out[outAt] = theta[at] + theta[at + 1] + theta[at + 2];
  },
};
const settings = { seed: '7', ensembles: 3, walkers: 12, warmup: 25, thin: 2, moves: defaultMoves };
const base: Omit<SampleOptions, 'commit'> = {
  target,
  threads: 0,
  settings,
  interval: 10,
  stop: { steps: 57 },
};

describe('sample', () => {
  let whole: RecordedRun;
  beforeAll(async () => {
    whole = await record(sample, base);
  });

  it('commits one block per ensemble and group, warm-up without rows, ending at multiples of the interval', () => {
    expect(whole.result).toEqual({ reason: 'steps', steps: 57, iteration: 82 });
    expect(whole.groups.map((group) => group.map(({ ensemble }) => ensemble))).toEqual(
      new Array(9).fill([0, 1, 2]),
    );
    const ends = [10, 20, 25, 35, 45, 55, 65, 75, 82];
    expect(whole.groups.map(([{ iteration }]) => iteration)).toEqual(ends);
    expect(whole.groups.map(([{ steps }]) => Array.from(steps))).toEqual([
      ...[[], [], []],
      ...[0, 1, 2, 3, 4].map((group) => [2, 4, 6, 8, 10].map((step) => 10 * group + step)),
      [52, 54, 56],
    ]);
  });

  it('fills the columns in the order log posterior, prior, likelihood, coordinates, derived', () => {
    for (const { columns, steps, walkers } of whole.groups.flat()) {
      expect(columns).toHaveLength(3 + 3 + 1);
      const density = autoregressive(3, 0.7);
      for (let row = 0; row < steps.length * walkers; row++) {
        const x = Float64Array.from([3, 4, 5], (column) => columns[column][row]);
        expect(columns[0][row]).toBe(density.logDensity(x, 0));
        expect(columns[2][row]).toBe(columns[0][row]);
        expect(columns[6][row]).toBe(x[0] + x[1] + x[2]);
      }
    }
  });

  it('draws different ensembles from different streams', () => {
    const [first, second] = whole.groups[8];
    expect(first.columns[3]).not.toEqual(second.columns[3]);
  });

  it('repeats itself for the same seed and not for another', async () => {
    expect(bytesOf(await record(sample, base)).equals(bytesOf(whole))).toBe(true);
    const other = { ...base, settings: { ...settings, seed: '8' } };
    expect(bytesOf(await record(sample, other)).equals(bytesOf(whole))).toBe(false);
  });

  it('gives the same draws whatever the interval', async () => {
    for (const interval of [2, 14, 100])
      expect(bytesOf(await record(sample, { ...base, interval })).equals(bytesOf(whole))).toBe(true);
  });

  it('continues after an interruption at any group to the bytes of an unbroken run', async () => {
    for (let cut = 1; cut < whole.groups.length; cut++) {
      const controller = new AbortController();
      const first = await record(sample, { ...base, signal: controller.signal }, (group) => {
        if (group === cut) controller.abort();
      });
      expect(first.groups).toHaveLength(cut);
      expect(first.result.reason).toBe('interrupted');
      const rest = await record(sample, { ...base, resumeFrom: lastCheckpoints(first) });
      expect(rest.result).toEqual(whole.result);
      expect(journalOf(first, rest).equals(journalOf(whole))).toBe(true);
    }
  });

  it('does the same with a move that learns, whose tuning and memories are in the checkpoints', async () => {
    const learning = {
      ...base,
      settings: { ...settings, warmup: 96, moves: 'independence:0.5,de:0.4,stretch:0.1' },
      stop: { steps: 20 },
    };
    const unbroken = await record(sample, learning);
    const tuned = unbroken.groups.map(([{ checkpoint }]) => decodeCheckpoint(checkpoint).state);
    expect(tuned.some(({ iteration, memory }) => iteration < 96 && memory.length > 0)).toBe(true);
    expect(tuned.at(-1)!.counts.moveProposed[0]).toBeGreaterThan(0);
    for (let cut = 1; cut < unbroken.groups.length; cut++) {
      const controller = new AbortController();
      const first = await record(sample, { ...learning, signal: controller.signal }, (group) => {
        if (group === cut) controller.abort();
      });
      const rest = await record(sample, { ...learning, resumeFrom: lastCheckpoints(first) });
      expect(journalOf(first, rest).equals(journalOf(unbroken))).toBe(true);
    }
    for (const interval of [2, 14, 100])
      expect(bytesOf(await record(sample, { ...learning, interval })).equals(bytesOf(unbroken))).toBe(true);
  });

  it('continues a finished run with more steps to the bytes of one long run', async () => {
    const long = await record(sample, { ...base, stop: { steps: 90 } });
    const more = await record(sample, { ...base, stop: { steps: 90 }, resumeFrom: lastCheckpoints(whole) });
    expect(bytesOf(whole, more).equals(bytesOf(long))).toBe(true);
  });

  it('has nothing to do for a finished run, or when interrupted before it began', async () => {
    const resumeFrom = lastCheckpoints(whole);
    expect(await record(sample, { ...base, resumeFrom })).toEqual({ groups: [], result: whole.result });
    const { result, groups } = await record(sample, { ...base, signal: AbortSignal.abort() });
    expect(groups).toEqual([]);
    expect(result).toEqual({ reason: 'interrupted', steps: 0, iteration: 0 });
  });

  it('works without warm-up and with one ensemble', async () => {
    const run = await record(sample, { ...base, settings: { ...settings, warmup: 0, ensembles: 1 } });
    expect(run.result).toEqual({ reason: 'steps', steps: 57, iteration: 57 });
    expect(run.groups[0][0].steps).toEqual(Uint32Array.of(2, 4, 6, 8, 10));
  });

  it('waits for a commit before the next one, and passes its failure on', async () => {
    let open = 0;
    const commit = async (): Promise<void> => {
      expect(++open).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      open--;
    };
    await sample({ ...base, commit });
    const full = new RunError('disk full');
    await expect(sample({ ...base, commit: () => Promise.reject(full) })).rejects.toBe(full);
  });

  it('throws the error of the first ensemble that fails, with the blocks before it committed', async () => {
    let batches = 0;
    const failing: Target = {
      ...target,
      evaluate(theta, count, out) {
        target.evaluate(theta, count, out);
        // 153 batches in three groups of warm-up with their starts, then 20 for each ensemble: ensembles 1 and 2 fail
        if (++batches > 180) out.logPosterior[0] = NaN;
      },
    };
    let commits = 0;
    const commit = (): void => {
      commits++;
    };
    await expect(sample({ ...base, target: failing, commit })).rejects.toThrow(
      /NaN for walker \d+ of ensemble 1/,
    );
    expect(commits).toBe(3);
  });

  it('tells progress after each commit', async () => {
    const seen: Progress[] = [];
    let now = 0;
    await record(sample, {
      ...base,
      onProgress: (progress) => seen.push(progress),
      clock: () => (now += 500),
    });
    expect(seen.map(({ phase, step, of }) => [phase, step, of])).toEqual([
      // with a clock the first group is a single kept step
      ...[2, 10, 20, 25].map((step) => ['warm-up', step, 25]),
      ...[10, 20, 30, 40, 50, 57].map((step) => ['sampling', step, 57]),
    ]);
    // The clock is read by pace and by progress at the start and after each commit: 10 steps in five readings of 0.5 s.
    expect(seen[1].stepsPerSecond).toBe(4);
    expect(seen[9].secondsLeft).toBe(0);
    for (const { acceptance, moves } of seen) {
      expect(acceptance).toBeGreaterThan(0.1);
      expect(acceptance).toBeLessThan(0.9);
      expect(moves.map(({ name }) => name)).toEqual(['de', 'de_hop', 'snooker', 'stretch']);
    }
  });

  it('refuses settings that cannot work, all at once', async () => {
    const wrong = {
      ...base,
      threads: 2,
      interval: 5,
      stop: { steps: 0 },
      settings: { ...settings, ensembles: 0, walkers: 5, warmup: -1, moves: 'strech' },
    };
    const error: unknown = await record(sample, wrong).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).problems.map(({ where }) => where).sort()).toEqual(
      ['ensembles', 'interval', 'moves', 'steps', 'threads', 'walkers', 'warmup'].sort(),
    );
  });

  it('refuses checkpoints of another run', async () => {
    const resumeFrom = lastCheckpoints(whole);
    const wrong: Partial<SampleOptions>[] = [
      { resumeFrom: resumeFrom.slice(1) },
      { resumeFrom: [resumeFrom[1], resumeFrom[0], resumeFrom[2]], stop: { steps: 99 } },
      { resumeFrom, settings: { ...settings, walkers: 14 }, stop: { steps: 99 } },
      { resumeFrom, settings: { ...settings, moves: 'de' }, stop: { steps: 99 } },
      { resumeFrom: [whole.groups[0][0].checkpoint, resumeFrom[1], resumeFrom[2]] },
    ];
    for (const change of wrong)
      await expect(record(sample, { ...base, ...change })).rejects.toThrow(InputError);
  });
});

describe('sample until converged', () => {
  const until = (enough: number, asked: number[] = []): Omit<SampleOptions, 'commit'> => ({
    ...base,
    stop: {
      maxSteps: 205,
      firstCheck: 15,
      check(steps) {
        asked.push(steps);
        return { met: steps >= enough, stepsNeeded: NaN };
      },
    },
  });

  it('asks at absolute counts growing by half where nobody can tell, and stops there', async () => {
    const asked: number[] = [];
    const { result } = await record(sample, until(100, asked));
    expect(asked).toEqual([20, 30, 50, 80, 120]);
    expect(result).toEqual({ reason: 'converged', steps: 120, iteration: 145 });
  });

  it('asks a last time at the most steps there can be', async () => {
    const asked: number[] = [];
    const { result } = await record(sample, until(Infinity, asked));
    expect(asked).toEqual([20, 30, 50, 80, 120, 180, 205]);
    expect(result).toEqual({ reason: 'max-steps', steps: 205, iteration: 230 });
    expect((await record(sample, until(205))).result.reason).toBe('converged');
  });

  /** A goal at 130 steps whose outlook changes with the step: where it is asked for depends on every answer before. */
  const guessing = (asked: number[] = []): Omit<SampleOptions, 'commit'> => ({
    ...base,
    stop: {
      maxSteps: 400,
      firstCheck: 15,
      check(steps) {
        asked.push(steps);
        return { met: steps >= 130, stepsNeeded: steps + ((7 * steps) % 40) };
      },
    },
  });

  it('asks where the last answer expects the goal', async () => {
    const asked: number[] = [];
    const { result } = await record(sample, guessing(asked));
    expect(asked).toEqual([20, 40, 50, 90, 130]);
    expect(result).toEqual({ reason: 'converged', steps: 130, iteration: 155 });
  });

  it('stops at the same step however often it was interrupted', async () => {
    const whole = await record(sample, guessing());
    for (let cut = 1; cut < whole.groups.length; cut++) {
      const controller = new AbortController();
      const first = await record(sample, { ...guessing(), signal: controller.signal }, (group) => {
        if (group === cut) controller.abort();
      });
      const rest = await record(sample, { ...guessing(), resumeFrom: lastCheckpoints(first) });
      expect(rest.result).toEqual(whole.result);
      expect(journalOf(first, rest).equals(journalOf(whole))).toBe(true);
    }
  });

  it('has met a weaker goal where the longer chain stands', async () => {
    const long = await record(sample, { ...base, stop: { steps: 200 } });
    const { result, groups } = await record(sample, { ...until(100), resumeFrom: lastCheckpoints(long) });
    expect(groups).toEqual([]);
    expect(result).toEqual({ reason: 'converged', steps: 200, iteration: 225 });
  });

  it('commits oftener where steps are slow, and draws the same', async () => {
    const whole = await record(sample, base);
    let now = 0;
    // 10 s pass per reading of the clock: two readings or more per group of 2 steps
    const slow = await record(sample, { ...base, clock: () => (now += 10_000) });
    expect(slow.groups.length).toBeGreaterThan(3 * whole.groups.length);
    expect(bytesOf(slow).equals(bytesOf(whole))).toBe(true);
  });

  it('commits several intervals at once where steps are fast, and is assessed at the same steps', async () => {
    const stop = (asked: number[]): SampleOptions['stop'] => ({
      maxSteps: 400,
      firstCheck: 100,
      check: (steps) => {
        asked.push(steps);
        return { met: steps >= 300, stepsNeeded: 300 };
      },
    });
    const [askedWhole, askedFast]: [number[], number[]] = [[], []];
    const whole = await record(sample, { ...base, stop: stop(askedWhole) });
    let now = 0;
    const fast = await record(sample, { ...base, stop: stop(askedFast), clock: () => (now += 0.01) });
    expect(askedFast).toEqual(askedWhole);
    expect(fast.result).toEqual(whole.result);
    expect(fast.groups.length).toBeLessThan(whole.groups.length / 4);
    expect(bytesOf(fast).equals(bytesOf(whole))).toBe(true);
  });

  it('tells when it will ask next', async () => {
    const seen: (number | null)[] = [];
    await record(sample, { ...until(50), onProgress: ({ nextCheck }) => seen.push(nextCheck) });
    expect(seen).toEqual([20, 20, 20, 20, 20, 30, 50, 50]);
  });
});
