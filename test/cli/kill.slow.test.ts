import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { openChain } from '../../src/chain/reader.js';
import { packagePath } from '../../src/package-info.js';
import { runFolder } from '../helpers/small-run.js';

/** The built program in processes of its own: what a person kills is what is tested. `npm run test:slow` builds it first. */
const main = packagePath('dist', 'cli', 'main.js');

const config = `
data: { spectra: [AMS02_2015_p, AMS02_2017_He] }
noise: { min_rigidity_gv: 20 }
parameters:
  q0b_p: { log10: true, prior: { min: 52, max: 53 } }
  q0b_he: { log10: true, prior: { min: 51, max: 53 } }
  gamma_p: { prior: { min: 2.4, max: 2.8 } }
sampler: { ensembles: 3, walkers: 24, warmup: 600, thin: 5, steps: 1500 }
`;

let whole = '';
/** So many steps that a signal sent early reaches the run in time, however slowly this process gets on. */
const many = ['--steps', '8000'];
let wholeOfMany = '';
/** Of the journal before it is finished: what the run that was left alone has reached when it was last looked at. */
let journalBytes = 0;
const { at, sha, sampleArgs } = runFolder(config);
const args = (name: string, ...more: string[]): string[] => [main, ...sampleArgs(name, ...more)];
const run = (name: string, ...more: string[]) =>
  spawnSync(process.execPath, args(name, ...more), { encoding: 'utf8' });

beforeAll(async () => {
  expect(run('whole.arrow', '--threads', '1').stderr).toBe('');
  whole = sha('whole.arrow');
  expect(run('many.arrow', ...many).stderr).toBe('');
  wholeOfMany = sha('many.arrow');
  const child = spawn(process.execPath, args('length.arrow'));
  while (child.exitCode === null) {
    if (existsSync(at('length.arrows'))) journalBytes = statSync(at('length.arrows')).size;
    await pause(2);
  }
});

test('2, 3 and 8 threads give the bytes of one, eight of them with an ensemble each', () => {
  const eight = (name: string, threads: string): string => {
    run(name, '--ensembles', '8', '--walkers', '8', '--steps', '300', '--threads', threads);
    return sha(name);
  };
  const one = eight('one.arrow', '1');
  for (const threads of ['2', '3', '8']) expect(eight(`threads-${threads}.arrow`, threads)).toBe(one);
});

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Runs the program and sends it a signal when `moment` has come. */
async function interrupted(
  options: readonly string[],
  signal: NodeJS.Signals,
  moment: (out: () => string) => Promise<void>,
): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, options);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (more: Buffer) => (text += more.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  await Promise.race([moment(() => text), ended]);
  child.kill(signal);
  return { code: await ended, text };
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
const journalGrows = (name: string, bytes: number) => async (): Promise<void> => {
  while (!existsSync(at(`${name}s`)) || statSync(at(`${name}s`)).size < bytes) await pause(2);
};

describe.each(signals)('%s', (signal) => {
  test('while the program loads: a word, a document and 130, nothing is there', async () => {
    const name = `early-${signal}.arrow`;
    // Says when the program begins to listen, long before it has loaded.
    const listener =
      'process.on("newListener", (name) => name === "SIGTERM" && require("fs").writeSync(1, "listens"))';
    writeFileSync(at('listener.cjs'), listener);
    const { code, text } = await interrupted(
      ['--require', at('listener.cjs'), ...args(name, '--json')],
      signal,
      async (out) => {
        while (!out().includes('listens')) await pause(1);
      },
    );
    expect(text).toContain(`${signal}: stopped.`);
    expect(text).toContain('{"chain":null,"reason":"interrupted",');
    expect(text).toContain('--resume');
    expect(code).toBe(130);
    expect(existsSync(at(`${name}s`))).toBe(false);
  });

  test.each([
    ['warm-up', 0],
    ['sampling', 0.6],
  ])(
    'in %s commits, says how to go on, exits with 130, and resumes to the same bytes',
    async (when, part) => {
      const name = `${signal}-${when}.arrow`;
      const { code, text } = await interrupted(
        args(name, ...many),
        signal,
        journalGrows(name, part * journalBytes),
      );
      expect(code).toBe(130);
      expect(text).toContain('--resume');
      const chain = openChain(at(`${name}s`));
      expect(chain.state).toBe('interrupted');
      expect(chain.length > 0).toBe(when === 'sampling');
      chain.close();
      expect(run(name, '--resume', ...many).status).toBe(0);
      expect(sha(name)).toBe(wholeOfMany);
    },
  );

  test('around the end, in the last check and while the chain is finished: either way nothing is lost', async () => {
    for (const after of [0, 10, 40]) {
      const name = `${signal}-end-${after}.arrow`;
      const { code, text } = await interrupted(args(name), signal, async () => {
        await journalGrows(name, 0.98 * journalBytes)();
        await pause(after);
      });
      if (existsSync(at(name))) expect(code).toBe(0);
      else {
        expect(code).toBe(130);
        expect(text).toContain('--resume');
        expect(run(name, '--resume').status).toBe(0);
      }
      expect(sha(name)).toBe(whole);
      expect(existsSync(at(`${name}s`))).toBe(false);
    }
  });
});

test('two runs cannot write one chain', async () => {
  const child = spawn(process.execPath, args('twice.arrow', '--steps', '100000'));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  while (!existsSync(at('twice.arrows.lock'))) await new Promise((r) => setTimeout(r, 20));
  const second = run('twice.arrow', '--force');
  child.kill('SIGKILL');
  await ended;
  expect(second.status).toBe(2);
  expect(second.stderr).toContain('twice.arrows');
});
