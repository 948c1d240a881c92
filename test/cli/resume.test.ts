/**
 * A chain goes on only under the record it was begun with. Real chains whose record is replaced, by the writer of the project, with
 * that of a run elsewhere: what another machine, program or data file would have left.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { finishJournal } from '../../src/chain/finish.js';
import { createJournal } from '../../src/chain/journal.js';
import { openChain } from '../../src/chain/reader.js';
import { reopenFinished } from '../../src/chain/reopen.js';
import type { RunRecord } from '../../src/inference/run-record.js';
import { packagePath, packageVersion } from '../../src/package-info.js';
import { licmc } from '../helpers/command-line.js';
import { runFolder, smallConfig } from '../helpers/small-run.js';

const { at, sha, sampleArgs } = runFolder(
  smallConfig('ensembles: 2, walkers: 8, warmup: 20, thin: 5, steps: 50'),
);
const resume = (...more: string[]) => licmc(...sampleArgs('small.arrow', '--resume', ...more));

/** What another run would have recorded, and what is said of it. */
const others: readonly [string, (record: RunRecord) => object, string, string, RegExp][] = [
  ['version', () => ({ version: '0.0.9' }), 'version', '"0.0.9"', new RegExp(`^"${packageVersion}"$`)],
  ['Node', () => ({ node: '18.0.0' }), 'node', '"18.0.0"', new RegExp(`^"${process.versions.node}"$`)],
  ['kernel', () => ({ kernel: 'abacus' }), 'kernel', '"abacus"', /^"(wasm-simd|wasm|typescript)"$/],
  [
    'data',
    ({ data }) => ({ data: { ...data, AMS02_2015_p: '0'.repeat(64) } }),
    'data.AMS02_2015_p',
    `"${'0'.repeat(64)}"`,
    /^"[0-9a-f]{64}"$/,
  ],
  [
    'configuration',
    ({ config }) => ({ config: { ...config, sampler: { ...config.sampler, seed: '7' } } }),
    'config.sampler.seed',
    '"7"',
    /^1$/,
  ],
];

describe.each(others)('another %s', (_, change, path, before, now) => {
  async function refused(name: string): Promise<void> {
    const bytes = sha(name);
    const { code, err } = await resume('--steps', '100');
    const told = /^(.*): expected what the chain was begun with, (.*), got (.*)\. (Undo .*)\n$/.exec(err);
    expect(told?.slice(1, 3)).toEqual([`${at(name)}: ${path}`, before]);
    expect(told?.[3]).toMatch(now);
    expect(told?.[4]).toContain('--force or --out');
    expect(code).toBe(2);
    expect(sha(name)).toBe(bytes);
  }

  test('of a finished chain', async () => {
    await licmc(...sampleArgs('small.arrow', '--force'));
    const { journal } = reopenFinished(at('small.arrow'));
    const record = journal.metadata.document as unknown as RunRecord;
    finishJournal(journal, { ...record, ...change(record) });
    await refused('small.arrow');
    expect(existsSync(at('small.arrows'))).toBe(false);
  });

  test('of a journal', async () => {
    await licmc(...sampleArgs('small.arrow', '--force'));
    const chain = openChain(at('small.arrow'));
    const { columns, metadata } = chain;
    chain.close();
    rmSync(at('small.arrow'));
    const record = metadata.document as unknown as RunRecord;
    const document = { ...record, ...change(record) };
    createJournal(at('small.arrows'), columns, { ...metadata, document }).close();
    await refused('small.arrows');
    rmSync(at('small.arrows'));
  });
});

test('a measurement of the user that was changed is told by file, line and column', async () => {
  const data = readFileSync(packagePath('data/spectra/DAMPE_2019_p.ecsv'), 'utf8').split('\n');
  const own = smallConfig('ensembles: 2, walkers: 8, warmup: 20, thin: 5, steps: 50');
  writeFileSync(at('own.yaml'), own.replace('[AMS02_2015_p]', '[AMS02_2015_p], files: [my.ecsv]'));
  const draw = (...more: string[]) =>
    licmc('sample', at('own.yaml'), '--out', at('own.arrow'), '--quiet', ...more);
  writeFileSync(at('my.ecsv'), data.join('\n'));
  await draw();
  const line = data.findIndex((text) => text.startsWith('125.125,'));
  const told = `${at('own.arrow')}: config.data.files.my.ecsv.text line`;
  const changed = data.with(line, data[line].replace('0.0238', '0.0239'));
  writeFileSync(at('my.ecsv'), changed.join('\n'));
  const cell = await draw('--resume');
  expect(cell.err).toMatch(/^[^\n]*\n$/);
  expect(cell.err).toContain(
    `${told} ${line + 1}, flux: expected what the chain was begun with, "0.0238", got "0.0239". Undo`,
  );
  expect(cell.code).toBe(2);
  // A row that is gone moves no other.
  writeFileSync(at('my.ecsv'), data.toSpliced(line, 1).join('\n'));
  expect((await draw('--resume')).err).toBe(
    `${told} ${line + 1}: expected what the chain was begun with, ${JSON.stringify(data[line])}, got nothing. Undo the change, or draw a new chain with --force or --out.\n`,
  );
  writeFileSync(at('my.ecsv'), data.map((text) => text.replace('high,', 'low,')).join('\n'));
  const many = await draw('--resume');
  expect(many.err.split('\n').length).toBeLessThanOrEqual(22);
});

test('the same record goes on', async () => {
  await licmc(...sampleArgs('small.arrow', '--force'));
  const { journal } = reopenFinished(at('small.arrow'));
  finishJournal(journal, journal.metadata.document);
  const { code, err } = await resume('--steps', '100');
  expect(err).toBe('');
  expect(code).toBe(3);
});
