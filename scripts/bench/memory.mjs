// Largest resident memory of drawing, diagnosing and summarising chains against their rows and columns. Each job has a process of its own.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../prepare.mjs';
import { quick, report } from './measure.mjs';

const rowsPerStep = 200;
const chains = quick
  ? [[1e4, 4]]
  : [
      [1e5, 4],
      [1e6, 4],
      [1e6, 16],
      [1e7, 4],
    ];

function residentMb(job, path, steps, dim) {
  const script = join(root, 'scripts/bench/memory-of.mjs');
  const document = JSON.stringify({ job, path, steps, dim });
  return JSON.parse(execFileSync(process.execPath, [script, document], { encoding: 'utf8' })).resident_mb;
}

export function memory() {
  const folder = mkdtempSync(join(tmpdir(), 'licmc-bench-'));
  const path = join(folder, 'long.arrow');
  try {
    const rows = chains.map(([length, dim]) => {
      const [draw, diagnose, everyRow, constraints, corner] = [
        'sample',
        'diagnose',
        'diagnose --every 1',
        'constraints',
        'corner -o %.svg',
      ].map((job) => Math.round(residentMb(job, path, length / rowsPerStep, dim)));
      const file = Math.round(statSync(path).size / 1e6);
      rmSync(path);
      const row = {
        rows: length,
        coordinates: dim,
        'file MB': file,
        'one column MB': length * 8e-6,
        'sample MB': draw,
        'diagnose MB': diagnose,
        'diagnose --every 1 MB': everyRow,
        'constraints MB': constraints,
        'corner MB': corner,
      };
      console.error(JSON.stringify(row));
      return row;
    });
    report('memory', 'Largest resident memory against the rows and columns of a chain', rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
