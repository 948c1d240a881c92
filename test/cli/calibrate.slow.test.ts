/** The built program, interrupted: what is committed stays, and going on gives the bytes of a run that was left alone. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packagePath } from '../../src/package-info.js';

const main = packagePath('dist', 'cli', 'main.js');
const config = packagePath('scripts', 'calibration', 'few.yaml');
const simulations = 8;

let folder = '';
const at = (name: string): string => join(folder, name);
const args = (journal: string, ...more: string[]): string[] => [
  main,
  'calibrate',
  config,
  '--journal',
  at(journal),
  '--simulations',
  String(simulations),
  '--warmup',
  '100',
  '--quiet',
  ...more,
];
const recordsIn = (journal: string): number =>
  existsSync(at(journal)) ? readFileSync(at(journal), 'utf8').split('\n').length - 2 : 0;

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'licmc-calibrate-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('%s, then --resume', async (signal) => {
  if (!existsSync(at('whole'))) expect(spawnSync(process.execPath, args('whole')).status).toBe(0);
  const child = spawn(process.execPath, args(signal, '--threads', '2'));
  let out = '';
  child.stdout.on('data', (text: Buffer) => (out += String(text)));
  while (recordsIn(signal) < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill(signal);
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(recordsIn(signal)).toBeLessThan(simulations);
  if (signal !== 'SIGKILL') {
    expect(code).toBe(130);
    expect(out).toMatch(/of 8 simulations are committed\. Go on with `licmc calibrate .* --resume`/);
  }
  expect(spawnSync(process.execPath, args(signal, '--resume', '--threads', '1')).status).toBe(0);
  expect(readFileSync(at(signal))).toEqual(readFileSync(at('whole')));
});
