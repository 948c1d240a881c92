import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createJournal } from '../../src/chain/journal.js';
import { openChain } from '../../src/chain/reader.js';
import { recoverJournal } from '../../src/chain/recover.js';
import { RunError } from '../../src/errors.js';
import { columns, expectedColumn, metadata, WARMUP } from './synthetic.js';
import { temporaryDirectory } from './temporary-directory.js';
import { startWriting } from './writing.js';

const at = temporaryDirectory();
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;

describe.runIf(process.platform === 'linux')('when the disk takes no more', () => {
  test('the run ends with a message, and every committed draw can be read and continued', async () => {
    const path = at('full.arrows');
    // No file may exceed 250 blocks of 1024 bytes: as on a full disk, the first part of a group is written, the rest refused.
    const writing = startWriting(path, 1000, "trap '' XFSZ; ulimit -f 250;", {
      env: { ...process.env, TSX_DISABLE_CACHE: '1' },
    });
    const output = await writing.ended;
    expect(output).toMatch(
      /RunError: .*full.arrows: cannot write the last draws: the file would exceed the largest size allowed here \(EFBIG\)\. What was committed before is kept; continue with --resume\./,
    );
    const groups = writing.committed();
    expect(groups).toBeGreaterThan(2);
    const chain = openChain(path);
    expect(chain).toMatchObject({ state: 'interrupted', tail: null, length: 50 * groups - WARMUP });
    expect(chain.column('x_b')).toEqual(expectedColumn({ ensembles: 2, walkers: 8 }, chain.length, 'x_b'));
    chain.close();
    const { journal, discarded } = recoverJournal(path);
    expect([journal.groups, discarded]).toEqual([groups, null]);
    journal.close();
  });
});

describe('when the chain cannot be started', () => {
  test('because part of its path is a file', () => {
    writeFileSync(at('file'), '');
    const start = (): unknown => createJournal(at('file/a.arrows'), columns, metadata);
    expect(start).toThrow(RunError);
    expect(start).toThrow(
      /cannot start the chain: .* \((ENOTDIR|EEXIST)\)\. Choose another place with --out\./,
    );
  });

  test.runIf(process.platform === 'linux')('because the directory is read-only', async () => {
    const directory = at('read-only');
    mkdirSync(directory);
    if (isRoot) {
      // Root may write anywhere: let somebody try who may not.
      chownSync(at(''), NOBODY, NOBODY);
      chmodSync(directory, 0o555);
      const output = await startWriting(`${directory}/a.arrows`, 1, '', {
        uid: NOBODY,
        gid: NOBODY,
        env: { ...process.env, TSX_DISABLE_CACHE: '1', HOME: at('') },
      }).ended;
      expect(output).toMatch(/RunError: .*a.arrows: cannot start the chain: no permission \(EACCES\)/);
    } else {
      chmodSync(directory, 0o555);
      expect(() => createJournal(`${directory}/a.arrows`, columns, metadata)).toThrow(
        /a.arrows: cannot start the chain: no permission \(EACCES\)/,
      );
      chmodSync(directory, 0o755);
    }
    expect(readdirSync(directory)).toEqual([]);
  });

  test('nothing is left behind', () => {
    expect(existsSync(at('file.lock'))).toBe(false);
  });
});
