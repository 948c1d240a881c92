/**
 * What a crash can do to a run, with the built program (npm run test:slow builds it): killed at 50 random moments, its journal
 * cut around every record and at 200 random bytes, bits flipped, the disk full. Continued with --resume, the chain has the bytes of
 * a run that was left alone.
 */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, rmSync } from 'node:fs';
import { statSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { scanJournal } from '../../src/chain/scan-journal.js';
import { openChain } from '../../src/chain/reader.js';
import { loadConfig } from '../../src/config/load.js';
import { drawPosterior } from '../../src/inference/draw-posterior.js';
import { streamRng } from '../../src/math/rng.js';
import { packagePath } from '../../src/package-info.js';
import { runFolder, smallConfig } from '../helpers/small-run.js';

const KILLS = Number(process.env['LICMC_KILLS'] ?? 50);
const RANDOM_CUTS = 200;

const main = packagePath('dist', 'cli', 'main.js');
/** Half a dozen groups of warm-up and as many of draws. */
const { at, sha, sampleArgs } = runFolder(
  smallConfig('ensembles: 3, walkers: 8, warmup: 600, thin: 20, steps: 600'),
);

let whole = '';
/** The journal of the run before its last group. */
let journal: Buffer;
/** Where its messages end. */
let ends: number[] = [];
const args = (name: string, ...more: string[]): string[] => [main, ...sampleArgs(name, ...more)];

/** The same run in this process: hundreds of them in the time of a few of the program's starts. */
const draw = (name: string, resume: boolean, onProgress?: () => void, signal?: AbortSignal) =>
  drawPosterior({
    config: loadConfig(at('small.yaml')),
    path: at(name),
    threads: 0,
    resume,
    force: false,
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(signal === undefined ? {} : { signal }),
  });

/** Puts bytes in the place of a crashed run's journal, continues it and removes what is left. @returns the sum of the result */
async function continued(bytes: Uint8Array): Promise<string> {
  writeFileSync(at('crashed.arrows'), bytes);
  await draw('crashed.arrow', true);
  const result = sha('crashed.arrow');
  rmSync(at('crashed.arrow'));
  return result;
}

beforeAll(async () => {
  const { status } = spawnSync(process.execPath, args('whole.arrow', '--threads', '1'));
  expect([0, 3]).toContain(status);
  whole = sha('whole.arrow');
  const stop = new AbortController();
  let commits = 0;
  await draw('last.arrow', false, () => ++commits === 11 && stop.abort(), stop.signal);
  journal = readFileSync(at('last.arrows'));
  const fd = openSync(at('last.arrows'), 'r');
  const { groups, end, schema } = scanJournal(fd, 'last.arrows', 'all');
  expect([groups.length, end, fstatSync(fd).size]).toEqual([11, journal.length, journal.length]);
  expect(schema.fields.length).toBeGreaterThan(9);
  ends = [...groups.flat().map(({ start }) => start), end];
  closeSync(fd);
});

test('the journal in the middle of its run is the beginning of the same run', () => {
  const chain = openChain(at('last.arrows'));
  expect(chain).toMatchObject({ state: 'interrupted', length: 25, tail: null });
  chain.close();
});

describe('cut, torn and flipped journals go on to the same bytes', () => {
  test('cut at every end of a record, one byte before and one after', async () => {
    const wrong: number[] = [];
    for (const end of ends)
      for (const cut of [end - 1, end, end + 1]) {
        if (cut < ends[0] || cut > journal.length) continue;
        if ((await continued(journal.subarray(0, cut))) !== whole) wrong.push(cut);
      }
    expect(wrong).toEqual([]);
  });

  test(`cut at ${RANDOM_CUTS} random bytes, every other one followed by zeros as after a power cut`, async () => {
    const rng = streamRng('cuts');
    const wrong: number[] = [];
    for (let i = 0; i < RANDOM_CUTS; i++) {
      const cut = ends[0] + rng.int(journal.length - ends[0]);
      const kept = journal.subarray(0, cut);
      const tail = new Uint8Array(i % 2 === 0 ? 0 : 1 + rng.int(20_000));
      if ((await continued(Buffer.concat([kept, tail]))) !== whole) wrong.push(cut);
    }
    expect(wrong).toEqual([]);
  });

  test('with one bit flipped anywhere: what precedes it is kept', async () => {
    const rng = streamRng('flips');
    const wrong: number[] = [];
    for (let i = 0; i < 40; i++) {
      const position = ends[0] + rng.int(journal.length - ends[0]);
      const flipped = Uint8Array.from(journal);
      flipped[position] ^= 1 << rng.int(8);
      if ((await continued(flipped)) !== whole) wrong.push(position);
    }
    expect(wrong).toEqual([]);
  });
});

test(`killed with -9 at ${KILLS} random moments, in warm-up and after it, with other numbers of threads`, async () => {
  const rng = streamRng('kills');
  let kills = 0;
  let [warming, drawing, runs] = [0, 0, 0];
  while (kills < KILLS) {
    const name = `killed-${runs++}.arrow`;
    while (!existsSync(at(name))) {
      const resume = existsSync(at(`${name}s`)) ? ['--resume'] : [];
      const child = spawn(process.execPath, args(name, '--threads', String(1 + rng.int(3)), ...resume));
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      // Moments count from where the program has something to lose: half of them while it writes.
      const size = (): number => (existsSync(at(`${name}s`)) ? statSync(at(`${name}s`)).size : 0);
      const before = size();
      const patience = performance.now() + 20_000;
      while (child.exitCode === null && size() <= before && performance.now() < patience)
        await new Promise((resolve) => setTimeout(resolve, 5));
      const timer = setTimeout(() => child.kill('SIGKILL'), 300 * rng.uniform() ** 2);
      await ended;
      clearTimeout(timer);
      if (child.signalCode !== 'SIGKILL') continue;
      kills++;
      if (size() === 0) continue;
      const chain = openChain(at(`${name}s`));
      if (chain.length === 0) warming++;
      else drawing++;
      chain.close();
    }
    expect(sha(name)).toBe(whole);
    rmSync(at(name));
  }
  expect(warming).toBeGreaterThan(5);
  expect(drawing).toBeGreaterThan(5);
});

describe.runIf(process.platform === 'linux' && process.getuid?.() === 0)('on a small disk', () => {
  test('a full one: a clear message, committed draws kept, and with more room the same bytes', () => {
    const disk = at('disk');
    const shell = (command: string) => spawnSync('bash', ['-c', command], { encoding: 'utf8' });
    const size = Math.ceil(journal.length / 2 / 1024) + 40;
    if (shell(`mkdir -p ${disk} && mount -t tmpfs -o size=${size}k tmpfs ${disk}`).status !== 0) {
      // No right to mount in this container: test/chain/disk-failure.test.ts has the same with a limit on file sizes.
      return;
    }
    try {
      const full = spawnSync(process.execPath, args('disk/full.arrow'), { encoding: 'utf8' });
      expect(full.stderr).toMatch(/full\.arrows: cannot write .*the disk is full \(ENOSPC\)\..*--resume/s);
      expect(full.status).toBe(1);
      const chain = openChain(at('disk/full.arrows'));
      expect(chain).toMatchObject({ state: 'interrupted', tail: null });
      chain.close();
      shell(`mount -o remount,size=50m ${disk}`);
      const resumed = spawnSync(process.execPath, args('disk/full.arrow', '--resume'), { encoding: 'utf8' });
      expect(resumed.stderr).toBe('');
      expect(sha('disk/full.arrow')).toBe(whole);
    } finally {
      shell(`umount ${disk}`);
    }
  });
});
