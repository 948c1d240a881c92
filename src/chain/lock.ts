/**
 * One writer per chain. The lock is a small file beside the journal that says which process holds it; a process that is
 * gone (kill -9, power cut) holds nothing, so nobody has to clean up after a crash.
 */
import { constants, closeSync, copyFileSync, fsyncSync, linkSync, openSync, readFileSync } from 'node:fs';
import { readdirSync, readlinkSync, renameSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../errors.js';
import { systemCode } from './file.js';

/** A held lock. */
export interface Lock {
  /** Gives the lock back; a second call does nothing. */
  release(): void;
}

/** Who holds a lock. What a system cannot tell is null. */
interface Owner {
  readonly pid: number;
  readonly host: string;
  /** Identifies the boot: process numbers mean nothing across a restart. */
  readonly boot: string | null;
  /** Identifies the namespace in which `pid` counts: containers of one host can share its name. */
  readonly namespace: string | null;
  /** When the process started, in clock ticks since boot: process numbers are used again. */
  readonly started: string | null;
}

export function lockPath(journal: string): string {
  return `${journal}.lock`;
}

/**
 * Takes the lock of a journal, over the remains of a dead process if need be.
 * @throws InputError when a live process holds it, or one of which this machine cannot tell
 */
export function acquireLock(journal: string): Lock {
  const path = lockPath(journal);
  const mine = `${path}.${process.pid}`;
  writeOwner(mine, JSON.stringify(thisProcess()));
  try {
    while (!createExclusively(mine, path)) breakIfDead(journal, path);
    removeDeadDrafts(path);
  } finally {
    rmSync(mine, { force: true });
  }
  let held = true;
  return {
    release: () => {
      if (held) rmSync(path, { force: true });
      held = false;
    },
  };
}

/** Whether a live process (or one of which this machine cannot tell) holds the lock of a journal. */
export function isLocked(journal: string): boolean {
  const text = readOwner(lockPath(journal));
  return text !== null && !isDead(text);
}

/** The content must be on disk before the name is, or a power cut would leave a lock nobody can judge. */
function writeOwner(path: string, text: string): void {
  const fd = openSync(path, 'w');
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Gives the finished file its name if the name is free: atomic wherever the file system has hard links. */
function createExclusively(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
  }
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** What a process left that was killed while it took the lock. Only who holds the lock looks, and only at whole ones of the dead. */
function removeDeadDrafts(path: string): void {
  const start = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    if (!name.startsWith(start) || !/^\d+$/.test(name.slice(start.length))) continue;
    const draft = join(dirname(path), name);
    const text = readOwner(draft);
    if (text !== null && isDead(text)) rmSync(draft, { force: true });
  }
}

function breakIfDead(journal: string, path: string): void {
  const text = readOwner(path);
  if (text === null) return;
  if (!isDead(text)) throw heldBy(journal, path, text);
  // Whoever renames the dead lock away has broken it; if a new one was made meanwhile, put it back.
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  if (readOwner(aside) !== text) createExclusively(aside, path);
  rmSync(aside, { force: true });
}

function readOwner(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function heldBy(journal: string, path: string, text: string): InputError {
  const owner = parseOwner(text);
  const got = owner === null ? `an unreadable lock` : `process ${owner.pid} on ${owner.host}`;
  return new InputError({
    where: journal,
    expected: 'no other run that writes it',
    got,
    hint: `Wait for that run, stop it, or write elsewhere with --out. If it is certainly gone, delete ${path}.`,
  });
}

function isDead(text: string): boolean {
  const owner = parseOwner(text);
  const here = thisProcess();
  if (owner === null || owner.host !== here.host) return false;
  if (owner.boot !== here.boot) return true;
  if (owner.namespace !== here.namespace) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    return systemCode(error) === 'ESRCH';
  }
  const stat = statOf(owner.pid);
  // A killed process whose parent has not asked for it yet is a zombie: it still has its number and writes no more.
  return stat !== null && (stat.state === 'Z' || stat.started !== owner.started);
}

function parseOwner(text: string): Owner | null {
  try {
    const owner = JSON.parse(text) as Partial<Owner> | null;
    return typeof owner?.pid === 'number' && typeof owner.host === 'string' ? (owner as Owner) : null;
  } catch {
    // A lock from elsewhere or cut off: the caller treats it as held.
    return null;
  }
}

function thisProcess(): Owner {
  return {
    pid: process.pid,
    host: hostname(),
    boot: fromProc(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    namespace: fromProc(() => readlinkSync('/proc/self/ns/pid')),
    started: statOf(process.pid)?.started ?? null,
  };
}

/** State and start time of a process: fields 3 and 22 of /proc/PID/stat; null where that cannot be read. */
function statOf(pid: number): { readonly state: string; readonly started: string } | null {
  const stat = fromProc(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === null) return null;
  // The name in field 2 may contain spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0], started: fields[19] };
}

/** Only Linux has /proc: elsewhere the process number alone decides. */
function fromProc(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
