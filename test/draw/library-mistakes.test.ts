import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inLibraryWords } from '../../src/draw/library-words.js';
import { defineTarget, InputError, sample, sampleToFile } from '../../src/index.js';
import { packagePath } from '../../src/package-info.js';

/** What a caller without types hands over. */
const define = defineTarget as unknown as (definition: unknown) => unknown;
const draw = sampleToFile as unknown as (density: unknown, options?: unknown) => Promise<unknown>;
const loop = sample as unknown as (options?: unknown) => Promise<unknown>;

let folder = '';
const at = (name: string): string => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'licmc-mistakes-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The lines of the one InputError that tells everything. */
async function told(mistake: () => unknown): Promise<string[]> {
  try {
    await mistake();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message.split('\n');
  }
  throw new Error('nobody minded');
}

const x = { min: 0, max: 1 };
const flat = defineTarget({ parameters: { x, y: x }, logDensity: () => 0 });

describe('defineTarget', () => {
  const logDensity = (): number => 0;
  const none = 'definition: expected logDensity, or logPrior and logLikelihood, got';
  const entries = 'expected an object with an entry for each name, got';
  test.each<[unknown, ...string[]]>([
    [null, 'definition: expected an object with parameters, derived, logDensity,'],
    [{ parameters: { x } }, `${none} none of them`],
    [{ parameters: { x }, logPrior: () => 0 }, `${none} logPrior alone`],
    [{ parameters: { x }, logDensity, logPrior: () => 0 }, `${none} logDensity and logPrior`],
    [
      { parameters: { x }, logdensity: () => 0 },
      'logdensity: expected a known name, got "logdensity". Did you mean \'logDensity\'?',
      none,
    ],
    [{ parameters: { x }, logDensity: 7 }, 'logDensity: expected a function, got 7.'],
    [{ logDensity }, `parameters: ${entries} nothing.`],
    [{ parameters: { x }, derived: 4, logDensity }, `derived: ${entries} 4.`],
    [
      { parameters: { x: null, y: { mn: 0, min: '0', max: 1, unit: 5 }, z: { ...x, start: 5 } }, logDensity },
      'parameters.x: expected an object with start, min, max, unit, latex, got null.',
      'parameters.y.mn: expected a known name, got "mn". Did you mean \'min\'?',
      'parameters.y.min: expected a number, got "0".',
      'parameters.y.unit: expected a text, got 5.',
      'parameters.z.start: expected two numbers [low, high] with min <= low < high <= max, between which walkers start, got 5.',
    ],
    [
      { parameters: { x }, logDensity, derived: { d: () => 1, e: { unit: 'm' } } },
      'derived.d: expected an object { value, unit, latex }, got a function. Write { value: (point) => ... }.',
      'derived.e.value: expected a function, got nothing.',
    ],
  ])('%j', async (definition, ...lines) => {
    const found = await told(() => define(definition));
    expect(found).toHaveLength(lines.length);
    lines.forEach((line, i) => expect(found[i]).toContain(line));
  });
});

describe('options of sampleToFile', () => {
  test.each<[object, string]>([
    [{ untilEs: 500 }, 'untilEs: expected a known name, got "untilEs". Did you mean \'untilEss\'?'],
    [{ untilEss: NaN }, 'untilEss: expected a number > 0, got NaN.'],
    [{ untilEss: -5 }, 'untilEss: expected a number > 0, got -5.'],
    [{ untilEss: 'many' }, 'untilEss: expected a number > 0, got "many".'],
    [{ untilMcse: { x: 0 } }, 'untilMcse: expected a standard error > 0 for each name, got {"x":0}.'],
    [{ untilMcse: { x: 'a' } }, 'untilMcse: expected a standard error > 0 for each name, got {"x":"a"}.'],
    [{ untilMcse: { z: 1 } }, 'untilMcse: expected a sampled or derived quantity, or median:'],
    [{ threads: -2 }, 'threads: expected a whole number >= 0, got -2.'],
    [{ threads: 2 }, 'threads: expected 0 for a target given as an object, got 2. Functions cannot be sent'],
    [{ seed: NaN }, 'seed: expected a whole number or a text, got NaN.'],
    [{ seed: null }, 'seed: expected a whole number or a text, got null.'],
    [{ seed: 1.5 }, 'seed: expected a whole number or a text, got 1.5.'],
    [{ signal: 5 }, 'signal: expected an AbortSignal, got 5.'],
    [{ onProgress: 5 }, 'onProgress: expected a function, got 5.'],
    [{ resume: 1 }, 'resume: expected true or false, got 1.'],
    [{ resume: true, overwrite: true }, 'resume: expected no overwrite beside it, got both.'],
    [{ walkers: null }, 'walkers: expected an even number, got null.'],
    [{ moves: 5 }, 'moves: expected a text, got 5.'],
    [{ steps: 1.5 }, 'steps: expected a whole number >= 1, got 1.5.'],
    ...['.', '', 'folder/', 'folder/..', 'a.arrows', 5, undefined].map((path): [object, string] => [
      { path },
      'path: expected the name of the chain, NAME.arrow, got ',
    ]),
  ])('%j', async (options, line) => {
    const found = await told(() => draw(flat, { path: at('none.arrow'), ...options }));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(line);
  });

  test('none at all', async () => {
    expect((await told(() => draw(flat)))[0]).toContain('options: expected an object with path, seed,');
  });

  test('every mistake at once', async () => {
    const wrong = { seed: {}, ensembles: 0, walkers: 3, warmup: -1, thin: 0, moves: 'foo:1,de:x' };
    const found = await told(() => draw(flat, { path: at('none.arrow'), ...wrong }));
    expect(found.map((line) => line.split(':')[0])).toEqual(
      ['seed', 'ensembles', 'warmup', 'thin', 'moves', 'moves', 'walkers'], // prettier-ignore
    );
    expect(await told(() => draw({ evaluate: 1 }, { stps: 1 }))).toHaveLength(7);
  });
});

describe('what is drawn', () => {
  test.each<[string, unknown, string]>([
    ['nothing', null, 'density: expected a target made by defineTarget, or { module, options }, got null.'],
    [
      'a definition',
      { parameters: { x }, logDensity: () => 0 },
      'got an object with parameters, logDensity. Hand it to defineTarget, and here what that returns.',
    ],
    [
      'a target written by hand',
      { ...flat, coordinates: [{ ...flat.coordinates[0], support: [1, 0] }] },
      'density.coordinates[0].support: expected two numbers [low, high] with low < high, got [1,0].',
    ],
    ['no module', { module: 5 }, 'density.module: expected the URL or path of a module'],
  ])('%s', async (_, density, line) => {
    expect((await told(() => draw(density, { path: at('none.arrow') }))).join()).toContain(line);
  });

  test('a density that returns a bigint', async () => {
    const big = define({ parameters: { x }, logDensity: () => 5n });
    await expect(draw(big, { path: at('big.arrow'), steps: 5 })).rejects.toThrow(
      'logDensity: expected a number, got 5n.',
    );
  });
});

describe('a module', () => {
  const write = (name: string, code: string): string => {
    writeFileSync(at(name), code);
    return at(name);
  };
  const run = (module: string, more: object = {}): Promise<unknown> =>
    draw({ module, ...more }, { path: at('m.arrow'), steps: 20, warmup: 10, overwrite: true, threads: 2 });
  const library = pathToFileURL(packagePath('dist/index.js')).href;
  const good = `import { defineTarget } from '${library}';
    export const createTarget = () => defineTarget({ parameters: { x: { min: 0, max: 1 } }, logDensity: () => 0 });`;

  test('a path is seen from the working directory, and a module that is not there is told of', () => {
    write('good.mjs', good);
    // In a process of its own: vitest imports modules in its own way.
    const code = `import { sampleToFile } from '${library}';
      for (const module of ['./good.mjs', 'no.mjs', './no.mjs', '/no/density.mjs', 'file:///no/density.mjs'])
        await sampleToFile({ module }, { path: 'there.arrow', steps: 20, warmup: 10, overwrite: true, threads: 2 }).then(
          ({ steps }) => console.log(steps), ({ name, message }) => console.log(name, message));`;
    const node = ['--input-type=module', '-e', code];
    const { stdout, stderr } = spawnSync(process.execPath, node, { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    const hint =
      "A path is seen from the working directory; a module beside the one that calls is new URL('./density.mjs', import.meta.url).href.";
    const missing = (module: string, url: string): string =>
      `InputError module "${module}": expected a module that is there, got none at ${url}. ${hint}`;
    const here = pathToFileURL(realpathSync(folder)).href;
    expect(stdout.trim().split('\n')).toEqual([
      '20',
      missing('no.mjs', `${here}/no.mjs`),
      missing('./no.mjs', `${here}/no.mjs`),
      missing('/no/density.mjs', 'file:///no/density.mjs'),
      missing('file:///no/density.mjs', 'file:///no/density.mjs'),
    ]);
  });

  test('of another kind', async () => {
    const none = write('none.mjs', 'export const createtarget = () => 0;');
    expect((await told(() => run(none)))[0]).toContain('exports a function createTarget(options), got ["cr');
    const plain = write('plain.mjs', 'export const createTarget = () => ({ parameters: {} });');
    expect((await told(() => run(plain)))[0]).toContain('Hand it to defineTarget');
    const [line] = await told(() => run(write('good.mjs', good), { options: { f: () => 0 } }));
    expect(line).toContain('options of the module: expected plain data');
  });
});

test('options of sample: every mistake at once', async () => {
  expect((await told(() => loop()))[0]).toContain('options: expected an object with target, settings, stop,');
  const settings = { seed: 1, ensembles: 1, walkers: 5, warmup: 0, thin: 2, moves: 'foo' };
  const found = await told(() =>
    loop({
      target: flat,
      threads: 1,
      settings,
      interval: 3,
      stop: { step: 5 },
      comit: () => 0,
      resumeFrom: [5],
    }),
  );
  for (const line of [
    'comit: expected a known name, got "comit". Did you mean \'commit\'?',
    'commit: expected a function, got nothing.',
    'resumeFrom: expected a checkpoint (Uint8Array) of each ensemble, got [5].',
    'seed: expected a text, got 1.',
    'step: expected a known name, got "step".',
    'interval: expected a multiple of thin (2), got 3.',
    'moves: expected the name of a move, got "foo".',
    'threads: expected 0 for a target given as an object, got 1.',
    'walkers: expected an even number >= 2 * dim (dim = 2), got 5.',
  ])
    expect(found.join('\n')).toContain(line);
});

describe('remedies speak of the options of the library', () => {
  test.each([
    ['draw a new chain with --force or --out.', 'draw a new chain with overwrite: true or another path.'],
    ['Choose another place with --out.', 'Choose another place with another path.'],
    ['(--resume --steps 2000).', '(resume: true, steps: 2000).'],
    ['(--resume --steps N).', '(resume: true, steps: N).'],
    ['(--walkers 64 --ensembles 4)', '(walkers: 64, ensembles: 4)'],
    ['(--moves de_half:0.6,de:0.2).', "(moves: 'de_half:0.6,de:0.2')."],
    ['with a longer --warmup', 'with a longer warmup'],
  ])('%s', (said, word) => expect(inLibraryWords(said)).toBe(word));

  test('in what is refused, and in what is told of a chain', async () => {
    const options = { path: at('words.arrow'), steps: 20, warmup: 10, ensembles: 1 };
    const { problems } = await sampleToFile(flat, options);
    expect(problems.length).toBeGreaterThan(1);
    for (const { message, remedy } of problems) expect(`${message} ${remedy}`).not.toContain('--');
    const name = 'continue it with resume: true, replace it with overwrite: true, or choose another path.';
    for (const path of ['words.arrow', 'words'])
      expect((await told(() => draw(flat, { ...options, path: at(path) })))[0].toLowerCase()).toContain(name);
    expect((await told(() => draw(flat, { ...options, thin: 2, resume: true })))[0]).toContain(
      'or draw a new chain with overwrite: true or another path.',
    );
    expect((await told(() => draw(flat, { ...options, path: at('no.arrow'), resume: true })))[0]).toContain(
      'expected a chain to continue, got no such file. Leave out resume: true to draw it from the start.',
    );
  });
});
