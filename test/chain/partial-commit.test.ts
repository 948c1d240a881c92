import { readFileSync, writeFileSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import { expect, test, vi } from 'vitest';
import { createJournal } from '../../src/chain/journal.js';
import { openChain } from '../../src/chain/reader.js';
import { recoverJournal } from '../../src/chain/recover.js';
import { blocksOf, columns, metadata, WARMUP, type Shape } from './synthetic.js';
import { temporaryDirectory } from './temporary-directory.js';

const at = temporaryDirectory();
const shape: Shape = { ensembles: 3, walkers: 4 };

/** What lies on the disk before and after each piece that is written, as readers and a kill -9 at that moment find it. */
const moments = vi.hoisted(() => ({ look: (): void => undefined }));
vi.mock('../../src/chain/file.js', async (original) => {
  const file = await original<typeof import('../../src/chain/file.js')>();
  return {
    ...file,
    writeFully: (fd: number, bytes: Uint8Array, position: number): void => {
      for (let from = 0; from < bytes.byteLength; from += 1000) {
        moments.look();
        file.writeFully(fd, bytes.subarray(from, from + 1000), position + from);
      }
      moments.look();
    },
  };
});

test('other programs see a commit wholly or not at all, and find no error where one is under way', () => {
  const path = at('seen.arrows');
  const journal = createJournal(path, columns, metadata);
  const seen: Buffer[] = [];
  journal.commit(blocksOf(shape, 0, WARMUP + 2));
  moments.look = () => void seen.push(readFileSync(path));
  journal.commit(blocksOf(shape, WARMUP + 2, WARMUP + 20));
  journal.close();
  moments.look = () => undefined;

  expect(seen.length).toBeGreaterThan(8);
  const rows = (steps: number): number => shape.ensembles * shape.walkers * steps;
  seen.forEach((bytes, i) => {
    const kept = i < seen.length - 1 ? 2 : 20;
    expect(tableFromIPC(bytes).numRows).toBe(rows(kept));
    const cut = at('cut.arrows');
    writeFileSync(cut, bytes);
    const chain = openChain(cut);
    expect([chain.length, chain.tail]).toEqual([kept, kept === 2 ? 'a batch cut off' : null]);
    chain.close();
    const { journal: recovered, keptSteps } = recoverJournal(cut);
    expect(keptSteps).toBe(kept);
    recovered.close();
  });
});
