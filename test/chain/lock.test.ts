import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createJournal } from '../../src/chain/journal.js';
import { acquireLock, isLocked, lockPath } from '../../src/chain/lock.js';
import { recoverJournal } from '../../src/chain/recover.js';
import { InputError } from '../../src/errors.js';
import { columns, expectedColumn, metadata, WARMUP } from './synthetic.js';
import { temporaryDirectory } from './temporary-directory.js';
import { openChain } from '../../src/chain/reader.js';
import { startWriting } from './writing.js';

const at = temporaryDirectory();

describe('a lock', () => {
  test('is held by one at a time, and free again when given back', () => {
    const path = at('one.arrows');
    const lock = acquireLock(path);
    expect(isLocked(path)).toBe(true);
    expect(() => acquireLock(path)).toThrow(InputError);
    expect(() => acquireLock(path)).toThrow(
      new RegExp(
        `expected no other run that writes it, got process ${process.pid} on .*--out.*delete .*one.arrows.lock`,
      ),
    );
    lock.release();
    expect(isLocked(path)).toBe(false);
    const second = acquireLock(path);
    lock.release();
    expect(isLocked(path), 'releasing twice must not free the lock of another').toBe(true);
    second.release();
    expect(readdirSync(dirname(path)).filter((name) => name.startsWith('one'))).toEqual([]);
  });

  test('keeps a second journal and a recovery away, and leaves the first unharmed', () => {
    const path = at('two.arrows');
    const journal = createJournal(path, columns, metadata);
    const bytes = readFileSync(path);
    expect(() => createJournal(path, columns, metadata, { overwrite: true })).toThrow(
      /no other run that writes it/,
    );
    expect(() => recoverJournal(path)).toThrow(/no other run that writes it/);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(isLocked(path)).toBe(true);
    journal.close();
  });
});

describe('the lock of a process that is gone', () => {
  const mine = (): Record<string, unknown> => {
    const path = at('mine.arrows');
    const lock = acquireLock(path);
    const owner = JSON.parse(readFileSync(lockPath(path), 'utf8')) as Record<string, unknown>;
    lock.release();
    return owner;
  };
  const taken = (name: string, content: string): boolean => {
    const path = at(`${name}.arrows`);
    writeFileSync(lockPath(path), content);
    try {
      acquireLock(path).release();
      return false;
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      return true;
    }
  };

  test('is broken: no such process', () => {
    expect(taken('gone', JSON.stringify({ ...mine(), pid: 0x3ffffff }))).toBe(false);
  });

  test.runIf(process.platform === 'linux')('is broken: its number belongs to another process by now', () => {
    expect(taken('reused', JSON.stringify({ ...mine(), started: '1' }))).toBe(false);
  });

  test.runIf(process.platform === 'linux')('is broken: the machine was restarted since', () => {
    expect(taken('rebooted', JSON.stringify({ ...mine(), boot: 'another' }))).toBe(false);
  });

  test('leaves no draft behind where it was killed while it took the lock', () => {
    const path = at('drafts.arrows');
    const draft = (number: number, owner: object): string => {
      const name = `${lockPath(path)}.${number}`;
      writeFileSync(name, JSON.stringify({ ...mine(), ...owner }));
      return name;
    };
    const dead = draft(1, { pid: 0x3ffffff });
    const kept = [draft(2, {}), draft(3, { pid: 0x3ffffff, host: 'elsewhere' }), `${lockPath(path)}.text`];
    writeFileSync(kept[2], JSON.stringify({ ...mine(), pid: 0x3ffffff }));
    acquireLock(path).release();
    expect([dead, ...kept].map((name) => existsSync(name))).toEqual([false, true, true, true]);
  });

  test('is kept where this machine cannot tell: another host, another container, unreadable', () => {
    expect(taken('host', JSON.stringify({ ...mine(), host: 'elsewhere', pid: 0x3ffffff }))).toBe(true);
    expect(taken('container', JSON.stringify({ ...mine(), namespace: 'pid:[1]', pid: 0x3ffffff }))).toBe(
      process.platform === 'linux',
    );
    expect(taken('unreadable', '')).toBe(true);
    expect(taken('text', 'kept by hand')).toBe(true);
  });
});

test('a run killed without warning leaves its lock to nobody and its draws to the next', async () => {
  const path = at('killed.arrows');
  const writing = startWriting(path, 100_000);
  await writing.until('\n3\n');
  expect(openChain(path)).toMatchObject({ state: 'running', ensembles: 2, walkers: 8 });
  expect(() => recoverJournal(path)).toThrow(new RegExp(`got process ${writing.child.pid!} on`));
  writing.child.kill('SIGKILL');
  await writing.ended;
  expect(existsSync(lockPath(path))).toBe(true);
  const interrupted = openChain(path);
  expect(interrupted.state).toBe('interrupted');
  const { journal, lastStep } = recoverJournal(path);
  expect(journal.groups).toBeGreaterThanOrEqual(writing.committed());
  expect(lastStep).toBe(50 * journal.groups - WARMUP);
  expect(interrupted.column('v_sun')).toEqual(
    expectedColumn({ ensembles: 2, walkers: 8 }, lastStep, 'v_sun'),
  );
  interrupted.close();
  journal.close();
});

test('a chain can be read again and again while it is written', async () => {
  const path = at('watched.arrows');
  const groups = 40;
  const writing = startWriting(path, groups);
  await writing.until('1\n');
  const seen: number[] = [];
  while (seen.at(-1) !== groups) {
    const known = writing.committed();
    const chain = openChain(path);
    const now = (chain.length + WARMUP) / 50;
    expect(now).toBeGreaterThanOrEqual(Math.max(known, seen.at(-1) ?? 0));
    const expected = expectedColumn({ ensembles: 2, walkers: 8 }, chain.length, 'x_b');
    expect(Buffer.from(chain.column('x_b').buffer).equals(Buffer.from(expected.buffer))).toBe(true);
    chain.close();
    seen.push(now);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  expect(new Set(seen).size, 'it was read at several lengths').toBeGreaterThan(2);
});
