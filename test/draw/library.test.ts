import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createEvaluations,
  defineTarget,
  InputError,
  openChain,
  RunError,
  sampleToFile,
} from '../../src/index.js';
import { assessChain } from '../../src/draw/assess-chain.js';
import { licmc } from '../helpers/command-line.js';

let folder = '';
const at = (name: string): string => join(folder, name);
const sha = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(at(name)))
    .digest('hex');
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'licmc-library-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two independent normals and their sum: everything is known. */
const normals = defineTarget({
  parameters: { a: { start: [-3, 3], unit: 'm' }, b: { start: [0, 9] } },
  logDensity: ({ a, b }) => -0.5 * a ** 2 - 0.5 * ((b - 4) / 2) ** 2,
  derived: { sum: { value: ({ a, b }) => a + b, latex: 'a + b' } },
});
const short = { warmup: 300, steps: 2000, thin: 5 } as const;

describe('defineTarget', () => {
  test('evaluates the density inside the bounds and nothing outside', () => {
    let calls = 0;
    const target = defineTarget({
      parameters: { x: { min: 0, max: 1 }, y: { start: [0, 1] } },
      logDensity: ({ x, y }) => (calls++, x + 10 * y),
    });
    const out = createEvaluations(3, 0);
    target.evaluate(Float64Array.of(0.5, 2, 1.5, 2, -0.1, 0), 3, out);
    expect([...out.logPosterior]).toEqual([20.5, -Infinity, -Infinity]);
    expect(out.logPrior[0]).toBeNaN();
    expect(calls).toBe(1);
  });

  test('keeps prior and likelihood apart, and asks no likelihood where the prior is zero', () => {
    const target = defineTarget({
      parameters: { x: { start: [0, 1] } },
      logPrior: ({ x }) => (x > 0 ? -1 : -Infinity),
      logLikelihood: ({ x }) => {
        if (x <= 0) throw new Error('asked');
        return -x;
      },
    });
    const out = createEvaluations(2, 0);
    target.evaluate(Float64Array.of(2, -2), 2, out);
    expect([...out.logPosterior]).toEqual([-3, -Infinity]);
    expect([out.logPrior[0], out.logLikelihood[0]]).toEqual([-1, -2]);
  });

  test('tells every mistake at once', () => {
    const wrong = (): unknown =>
      defineTarget({
        parameters: {
          x: {},
          step: { min: 0, max: 1 },
          'a b': { min: 2, max: 1 },
          z: { min: 0, start: [-1, 1] },
        },
        logDensity: () => 0,
        derived: { x: { value: () => 0 } },
      });
    expect(wrong).toThrow(InputError);
    for (const told of [
      'parameters.x.start: expected two numbers [low, high]',
      'parameters.step: expected a name of letters',
      'parameters.a b: expected a name of letters',
      'parameters.a b: expected min < max, got min=2, max=1',
      'parameters.z.start: expected two numbers [low, high] with min <= low < high <= max, between which walkers start, got [-1, 1]',
      'derived.x: expected a name',
    ])
      expect(wrong).toThrow(told);
  });

  test('types: parameters are known by name', () => {
    // @ts-expect-error there is no parameter c
    defineTarget({ parameters: { a: { min: 0, max: 1 } }, logDensity: ({ c }) => Number(c) });
    // @ts-expect-error a density is synchronous
    defineTarget({ parameters: { a: { min: 0, max: 1 } }, logDensity: async ({ a }) => Promise.resolve(a) });
    // @ts-expect-error a density or prior and likelihood
    expect(() => defineTarget({ parameters: { a: { min: 0, max: 1 } } })).toThrow('got none of them');
    expect(normals.coordinates.map(({ id, unit }) => [id, unit])).toEqual([
      ['a', 'm'],
      ['b', '1'],
    ]);
  });
});

describe('sampleToFile', () => {
  test('draws what it should, says so, and the command reads the chain', async () => {
    const { path, reason, converged, problems, summary } = await sampleToFile(normals, {
      path: at('normals.arrow'),
      untilEss: 2000,
      untilMcse: { sum: 0.05 },
      warmup: 300,
    });
    expect([path, reason, converged, problems]).toEqual([at('normals.arrow'), 'converged', true, []]);
    expect(Object.keys(summary)).toEqual(['a', 'b', 'sum']);
    for (const [id, mean, sd] of [
      ['a', 0, 1],
      ['b', 4, 2],
      ['sum', 4, Math.sqrt(5)],
    ] as const) {
      expect(Math.abs(summary[id].mean - mean)).toBeLessThan(4 * summary[id].mcseMean);
      expect(Math.abs(summary[id].sd - sd)).toBeLessThan(4 * summary[id].mcseSd);
      expect(summary[id].essBulk).toBeGreaterThanOrEqual(2000);
    }
    expect(summary['sum'].mcseMean).toBeLessThanOrEqual(0.05);
    const chain = openChain(path);
    expect(chain.ids).toEqual(['log_posterior', 'log_prior', 'log_likelihood', 'a', 'b', 'sum']);
    chain.close();
    const { code, out } = await licmc('diagnose', path, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ converged: true });
    expect((await licmc('watch', path, '--json')).out).toContain('"phase":"done"');
  });

  test('the summary is that of the finished chain, whatever ended the run', async () => {
    for (const end of [{ steps: 300 }, { untilEss: 1e6, maxSteps: 1200 }, { untilEss: 500 }]) {
      const path = at('summary.arrow');
      const { summary } = await sampleToFile(normals, { path, warmup: 300, overwrite: true, ...end });
      expect(Object.values(summary)).toEqual(assessChain(path, {}).summary.quantities);
    }
  });

  test('a goal that was missed is told beside a chain that may be believed', async () => {
    const options = { path: at('goal.arrow'), warmup: 300, overwrite: true };
    const missed = await sampleToFile(normals, { ...options, untilEss: 1e6, maxSteps: 1200 });
    expect(missed).toMatchObject({ reason: 'max-steps', converged: true, goalMet: false, problems: [] });
    expect(missed.shortfalls).toMatchObject([{ name: null, asked: 1e6 }]);
    const met = await sampleToFile(normals, { ...options, untilEss: 500 });
    expect(met).toMatchObject({ reason: 'converged', converged: true, goalMet: true, shortfalls: [] });
    expect(await sampleToFile(normals, { ...options, steps: 1200 })).toMatchObject({ goalMet: null });
  });

  test('the same seed gives the same bytes, in one run or two', async () => {
    await sampleToFile(normals, { path: at('one.arrow'), ...short });
    await sampleToFile(normals, { path: at('two.arrow'), ...short, steps: 700 });
    await sampleToFile(normals, { path: at('two.arrow'), ...short, resume: true });
    expect(sha('two.arrow')).toBe(sha('one.arrow'));
    await sampleToFile(normals, { path: at('other.arrow'), ...short, seed: 'another' });
    expect(sha('other.arrow')).not.toBe(sha('one.arrow'));
    const merged = await licmc('merge', at('one.arrow'), at('other.arrow'), '-o', at('merged.arrow'));
    expect(merged.err).toBe('');
    expect(merged.out).toContain('8 ensembles of 32 walkers');
  });

  test('an interrupted run keeps its draws and goes on', async () => {
    const controller = new AbortController();
    const { reason, converged } = await sampleToFile(normals, {
      path: at('cut.arrow'),
      ...short,
      signal: controller.signal,
      onProgress: ({ phase }) => {
        if (phase === 'sampling') controller.abort();
      },
    });
    expect([reason, converged]).toEqual(['interrupted', false]);
    await sampleToFile(normals, { path: at('cut.arrow'), ...short, resume: true });
    await sampleToFile(normals, { path: at('uncut.arrow'), ...short });
    expect(sha('cut.arrow')).toBe(sha('uncut.arrow'));
  });

  test('refuses to continue another run: other options, other columns, another density', async () => {
    await sampleToFile(normals, { path: at('mine.arrow'), ...short, steps: 100 });
    const before = sha('mine.arrow');
    const again = (target: typeof normals, change: object = {}): Promise<unknown> =>
      sampleToFile(target, { path: at('mine.arrow'), ...short, resume: true, ...change });
    await expect(again(normals, { thin: 2 })).rejects.toThrow(
      'sampler.thin: expected what the chain was begun with, 5, got 2',
    );
    const parameters = { a: { start: [-3, 3], unit: 'm' }, b: { start: [0, 9] } } as const;
    const derived = { sum: { value: ({ a, b }: { a: number; b: number }) => a + b, latex: 'a + b' } };
    const bare = defineTarget({ parameters, logDensity: () => 0 });
    await expect(again(bare)).rejects.toThrow('expected the columns it was begun with');
    const wider = defineTarget({
      parameters,
      derived,
      logDensity: ({ a, b }) => -0.5 * a ** 2 - 0.5 * ((b - 4) / 2.01) ** 2,
    });
    await expect(again(wider)).rejects.toThrow('expected the density it was begun with');
    const unlike = defineTarget({
      parameters: { a: { start: [-3, 4], unit: 'km' }, b: { start: [0, 9], latex: 'B', max: 20 } },
      logDensity: ({ a, b }) => -0.5 * a ** 2 - 0.5 * ((b - 4) / 2) ** 2,
      derived: { sum: { value: ({ a, b }) => a + b, latex: 'a + b', unit: 'm' } },
    });
    for (const told of [
      /: start\.a\.2: expected what the chain was begun with, 2\.\d+, got 3\.\d+\./,
      ': a.unit: expected what the chain was begun with, "m", got "km".',
      ': b.latex: expected what the chain was begun with, "b", got "B".',
      ': b.max: expected what the chain was begun with, Infinity, got 20.',
      ': sum.unit: expected what the chain was begun with, "1", got "m".',
    ])
      await expect(again(unlike)).rejects.toThrow(told);
    const difference = defineTarget({
      parameters,
      logDensity: ({ a, b }) => -0.5 * a ** 2 - 0.5 * ((b - 4) / 2) ** 2,
      derived: { sum: { value: ({ a, b }) => a - b, latex: 'a + b' } },
    });
    await expect(again(difference)).rejects.toThrow(
      /mine\.arrow: sum: expected the function it was begun with, \S+ at a=\S+, b=\S+, got /,
    );
    await expect(again(normals, { resume: false })).rejects.toThrow('expected no chain of this name');
    expect(existsSync(at('mine.arrows'))).toBe(false);
    expect(sha('mine.arrow')).toBe(before);
  });

  test('a density that returns what is no number ends the run, and says where', async () => {
    const density = (value: unknown) =>
      defineTarget({ parameters: { x: { min: 0, max: 1 } }, logDensity: () => value as number });
    const run = (value: unknown): Promise<unknown> =>
      sampleToFile(density(value), { path: at('bad.arrow'), steps: 10, overwrite: true });
    await expect(run(NaN)).rejects.toThrow(
      /the log posterior is NaN for a starting point of ensemble 0 .*x=/,
    );
    await expect(run(Promise.resolve(1))).rejects.toThrow('logDensity: expected a number, got a promise');
    await expect(run(undefined)).rejects.toThrow(RunError);
    await expect(run(1).then(() => run(1))).resolves.toBeDefined();
  });

  test('refuses a goal beside a number of steps, and quantities that are not there', async () => {
    const run = (options: object) => sampleToFile(normals, { path: at('none.arrow'), ...options });
    await expect(run({ steps: 10, untilEss: 10 })).rejects.toThrow('steps: expected no goal beside it');
    await expect(run({ untilMcse: { summ: 1 } })).rejects.toThrow("Did you mean 'sum'?");
  });

  test('the command line reads its chains: constraints and what a chain differs by', async () => {
    const target = defineTarget({
      parameters: { log10_r: { start: [-1, 1], unit: 'log10(m)' } },
      logDensity: ({ log10_r }) => -0.5 * (log10_r / 0.3) ** 2,
      derived: { double: { value: ({ log10_r }) => 2 * log10_r } },
    });
    await sampleToFile(target, { path: at('own.arrow'), warmup: 200, steps: 1000 });
    const { code, out, err } = await licmc('constraints', at('own.arrow'), '--json');
    expect(err).toBe('');
    expect(code).toBe(0);
    const { parameters, chain } = JSON.parse(out) as {
      parameters: { id: string; unit: string; median: number; sd: number; mcse_mean: number }[];
      chain: object;
    };
    expect(chain).toMatchObject({ config: null, config_sha256: null, converged: null, kept_steps: 1000 });
    expect(parameters.map(({ id, unit }) => [id, unit])).toEqual([
      ['log10_r', 'log10(m)'],
      ['r', 'm'],
      ['double', '1'],
    ]);
    // Nobody knows the prior, so nobody can say what informs a quantity.
    for (const parameter of parameters) expect(parameter).toMatchObject({ informed_by: null });
    // The median of a normal sample has sqrt(pi/2) times the standard error of its mean.
    expect(Math.abs(parameters[0].median)).toBeLessThan(4 * 1.26 * parameters[0].mcse_mean);
    expect(parameters[1].median).toBeCloseTo(10 ** parameters[0].median, 3);
    for (const format of ['table', 'markdown', 'latex'])
      expect((await licmc('constraints', at('own.arrow'), '--format', format)).code).toBe(0);
    expect((await licmc('diff', at('own.arrow'), at('own.arrow'))).code).toBe(0);
    const predicted = await licmc('report', at('own.arrow'), '--out', at('own.html'));
    expect(predicted.code).toBe(2);
    expect(predicted.err).toContain("one of a density of the user's own");
  });
});
