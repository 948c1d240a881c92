import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { streamRng } from '../../src/math/rng.js';
import { packagePath } from '../../src/package-info.js';

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

let folder = '';
let whole = '';
const at = (name: string): string => join(folder, name);
const sha = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(at(name)))
    .digest('hex');
const args = (name: string, ...more: string[]): string[] => [
  main,
  'sample',
  at('small.yaml'),
  '--out',
  at(name),
  '--quiet',
  ...more,
];
const run = (name: string, ...more: string[]) =>
  spawnSync(process.execPath, args(name, ...more), { encoding: 'utf8' });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'licmc-kill-'));
  writeFileSync(at('small.yaml'), config);
  expect(run('whole.arrow', '--threads', '1').stderr).toBe('');
  whole = sha('whole.arrow');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['2', '3', '8'])('%s threads give the bytes of one', (threads) => {
  run('threads.arrow', '--threads', threads, '--force');
  expect(sha('threads.arrow')).toBe(whole);
});

test('killed with -9 at random moments and resumed, again and again, the chain has the same bytes', async () => {
  const rng = streamRng('kill');
  let [kills, midway] = [0, 0];
  for (let round = 0; round < 6; round++) {
    const name = `killed-${round}.arrow`;
    for (let attempt = 0; attempt < 40 && !existsSync(at(name)); attempt++) {
      const resume = existsSync(at(`${name}s`)) ? ['--resume'] : [];
      const child = spawn(process.execPath, args(name, '--threads', String(1 + rng.int(3)), ...resume));
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      const timer = setTimeout(() => child.kill('SIGKILL'), 400 + 2500 * rng.uniform());
      await ended;
      clearTimeout(timer);
      if (child.signalCode === 'SIGKILL') kills++;
      if (
        child.signalCode === 'SIGKILL' &&
        existsSync(at(`${name}s`)) &&
        statSync(at(`${name}s`)).size > 20_000
      )
        midway++;
    }
    expect(sha(name)).toBe(whole);
    expect(existsSync(at(`${name}s`))).toBe(false);
  }
  expect(kills).toBeGreaterThan(5);
  expect(midway).toBeGreaterThan(0);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s commits, says how to go on, exits with 130, and resumes to the same bytes',
  async (signal) => {
    const name = `${signal}.arrow`;
    const child = spawn(process.execPath, args(name));
    let out = '';
    child.stdout.on('data', (text: Buffer) => (out += text.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    while (!existsSync(at(`${name}s`)) || statSync(at(`${name}s`)).size < 30_000)
      await new Promise((r) => setTimeout(r, 20));
    child.kill(signal);
    expect(await ended).toBe(130);
    expect(out).toContain('--resume');
    expect(run(name, '--resume').status).toBe(0);
    expect(sha(name)).toBe(whole);
  },
);

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
