/** Worker threads load JavaScript, so these tests run the built package (`npm test` builds it first). */
import { describe, expect, it } from 'vitest';
import type * as sampleModule from '../../src/run/sample.js';
import type * as errorsModule from '../../src/errors.js';
import type { SampleOptions } from '../../src/run/sample.js';
import { bytesOf, journalOf, lastCheckpoints, record } from './recorded-run.js';

const built = (path: string): string => new URL(`../../dist/${path}`, import.meta.url).href;
const { sample } = (await import(built('run/sample.js'))) as typeof sampleModule;
const { InputError, RunError } = (await import(built('errors.js'))) as typeof errorsModule;

const moves = 'de:0.8,de_hop:0.1,snooker:0.05,stretch:0.05';
const base: Omit<SampleOptions, 'commit'> = {
  target: { module: new URL('gaussian-target.mjs', import.meta.url).href, options: { dim: 3 } },
  threads: 0,
  settings: { seed: '42', ensembles: 4, walkers: 12, warmup: 20, thin: 2, moves },
  interval: 20,
  stop: { steps: 110 },
};

/** The run with a target that misbehaves. */
function failing(fail: string, failAfter: number, threads: number): Promise<unknown> {
  const target = { ...base.target, options: { dim: 3, fail, failAfter } } as SampleOptions['target'];
  return record(sample, { ...base, target, threads }).catch((thrown: unknown) => thrown);
}

describe('worker threads', () => {
  it('commit the same bytes in the same order, whatever their number', async () => {
    const here = journalOf(await record(sample, base));
    expect(here.length).toBeGreaterThan(10_000);
    for (const threads of [1, 2, 8])
      expect(journalOf(await record(sample, { ...base, threads })).equals(here)).toBe(true);
  });

  it('continue after an interruption to the bytes of an unbroken run, with another number of threads', async () => {
    const whole = await record(sample, base);
    for (const cut of [1, 4]) {
      const controller = new AbortController();
      const first = await record(sample, { ...base, threads: 2, signal: controller.signal }, (group) => {
        if (group === cut) controller.abort();
      });
      expect(first.result.reason).toBe('interrupted');
      expect(first.groups).toHaveLength(cut);
      const rest = await record(sample, { ...base, threads: 1, resumeFrom: lastCheckpoints(first) });
      expect(journalOf(first, rest).equals(journalOf(whole))).toBe(true);
    }
  });

  it('stop where convergence is found although they ran ahead, and continue from there', async () => {
    const check = (steps: number) => ({ met: steps >= 60, stepsNeeded: NaN });
    const stop = { maxSteps: 110, firstCheck: 30, check };
    const first = await record(sample, { ...base, threads: 2, stop });
    expect(first.result).toEqual({ reason: 'converged', steps: 60, iteration: 80 });
    const rest = await record(sample, { ...base, resumeFrom: lastCheckpoints(first) });
    expect(bytesOf(first, rest).equals(bytesOf(await record(sample, base)))).toBe(true);
  });

  it('pass on mistakes, failures and bugs as what they are', async () => {
    const problems = [{ where: 'a.yaml:3:1', expected: 'a good file', got: '7', hint: 'Mend it.' }];
    const load = await failing('load', 0, 2);
    expect(load).toBeInstanceOf(InputError);
    expect(load).toMatchObject({ problems });
    expect(await failing('input', 30, 1)).toBeInstanceOf(InputError);
    const bug = await failing('bug', 30, 1);
    expect(bug).toBeInstanceOf(TypeError);
    expect((bug as Error).stack).toContain('gaussian-target.mjs');
    const nan = await failing('nan', 30, 2);
    expect(nan).toBeInstanceOf(RunError);
    expect((nan as Error).message).toMatch(/log posterior is NaN for walker \d+ of ensemble 0/);
  });

  it('report a thread that dies and a module that is not there', async () => {
    const died = await failing('exit', 30, 1);
    expect(died).toBeInstanceOf(RunError);
    expect((died as Error).message).toBe('worker thread: ended before the run was over (exit code 3)');
    const target = { module: new URL('nowhere.mjs', import.meta.url).href, options: {} };
    await expect(record(sample, { ...base, target, threads: 1 })).rejects.toThrow('nowhere.mjs');
    const noFactory = { module: built('errors.js'), options: {} };
    await expect(record(sample, { ...base, target: noFactory, threads: 1 })).rejects.toThrow(
      'expected a module that exports a function createTarget(options)',
    );
  });
});
