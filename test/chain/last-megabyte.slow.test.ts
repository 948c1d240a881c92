/**
 * Recovery of a journal that was cut at every byte of its last megabyte. The whole groups before a cut are the same for all
 * cuts of one group, so they are scanned once for these; every 64th cut, and those around the end of a group, are scanned from
 * the start, every checksum compared.
 */
import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createJournal } from '../../src/chain/journal.js';
import { scanJournal } from '../../src/chain/scan-journal.js';
import { blocksOf, columns, metadata, WARMUP, type Shape } from './synthetic.js';
import { temporaryDirectory } from './temporary-directory.js';

const at = temporaryDirectory();
const MEGABYTE = 1 << 20;
const shape: Shape = { ensembles: 2, walkers: 64 };
/** Steps per group. */
const GROUP = 16;

test('cut at every byte of the last megabyte, exactly the whole groups before the cut are found', () => {
  const path = at('long.arrows');
  const journal = createJournal(path, columns, metadata);
  const ends = [journal.bytes];
  for (let from = 0; journal.bytes < MEGABYTE + ends[0]; from += GROUP) {
    journal.commit(blocksOf(shape, from, from === 0 ? WARMUP + GROUP : from + GROUP));
    if (from === 0) from = WARMUP;
    ends.push(journal.bytes);
  }
  journal.close();
  const size = readFileSync(path).length;
  const fd = openSync(path, 'r+');
  const wrong: number[] = [];
  let groups = ends.length - 1;
  let known = scanJournal(fd, path, 'all');
  for (let cut = size; cut >= size - MEGABYTE; cut--) {
    ftruncateSync(fd, cut);
    if (cut < ends[groups]) {
      groups--;
      known = { ...known, groups: known.groups.slice(0, groups), end: ends[groups] };
    }
    const fromStart = cut % 64 === 0 || cut - ends[groups] < 3 || ends[groups + 1] - cut < 3;
    const scan = fromStart ? scanJournal(fd, path, 'all') : scanJournal(fd, path, 'all', known);
    const right =
      scan.groups.length === groups &&
      scan.end === ends[groups] &&
      (scan.tail === null) === (cut === scan.end);
    if (!right) wrong.push(cut);
  }
  closeSync(fd);
  expect(wrong).toEqual([]);
  writeFileSync(path, '');
});
