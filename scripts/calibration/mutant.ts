/** A copy of the project with a bug in it, from which the inference is loaded; simulations come from the project itself. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as runModule from '../../src/calibration/run-simulation.js';
import type { ResolvedConfig } from '../../src/config/resolved.js';
import { calibrationProblem } from '../../src/inference/calibration-problem.js';
import type * as posteriorModule from '../../src/inference/posterior.js';
import { packagePath } from '../../src/package-info.js';
import type { CalibrationProblem } from '../../src/calibration/problem.js';
import type { Bug } from './bugs.js';
import { edited } from './edited.js';

/** What is calibrated: a problem whose simulations are sound, and the code that draws and ranks. */
export interface Subject {
  readonly problem: CalibrationProblem;
  readonly runSimulation: typeof runModule.runSimulation;
  remove(): void;
}

/** @param bug null for the project as it is */
export async function loadSubject(config: ResolvedConfig, bug: Bug | null): Promise<Subject> {
  const folder = bug === null ? null : plant(bug);
  const source = (...path: string[]): string =>
    pathToFileURL(folder === null ? packagePath(...path) : join(folder, ...path)).href;
  const { compilePosterior, observationsOf } = (await import(
    source('src', 'inference', 'posterior.ts')
  )) as typeof posteriorModule;
  const { runSimulation } = (await import(
    source('src', 'calibration', 'run-simulation.ts')
  )) as typeof runModule;
  // Errors are what the inference takes them to be; only the measured values come from the simulation.
  const read = observationsOf(config);
  const problem = calibrationProblem(config, ({ spectrum, amplitude, phase }) =>
    compilePosterior(config, bug?.kernel, {
      spectrum: { ...read.spectrum, measured: spectrum.measured },
      amplitude: { ...read.amplitude, measured: amplitude.measured },
      phase: { ...read.phase, measured: phase.measured },
    }),
  );
  return {
    problem,
    runSimulation,
    remove: () => {
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function plant({ edits }: Bug): string {
  const folder = mkdtempSync(join(tmpdir(), 'licmc-bug-'));
  for (const part of ['src', 'assembly']) cpSync(packagePath(part), join(folder, part), { recursive: true });
  for (const part of ['data', 'priors', 'schema', 'node_modules'])
    symlinkSync(packagePath(part), join(folder, part));
  copyFileSync(packagePath('package.json'), join(folder, 'package.json'));
  for (const edit of edits) {
    const path = join(folder, edit.file);
    writeFileSync(path, edited(edit, readFileSync(path, 'utf8')));
  }
  mkdirSync(join(folder, 'dist'));
  if (edits.some(({ file }) => file.startsWith('assembly/'))) buildKernel(folder);
  else copyFileSync(packagePath('dist', 'kernel.wasm'), join(folder, 'dist', 'kernel.wasm'));
  for (const name of ['mixture.wasm', 'column.wasm'])
    copyFileSync(packagePath('dist', name), join(folder, 'dist', name));
  return folder;
}

/** With the options of scripts/build.mjs. */
function buildKernel(folder: string): void {
  const build = readFileSync(packagePath('scripts', 'build.mjs'), 'utf8');
  const options = [...build.matchAll(/'(--[^']+)'/g)].map(([, option]) => option);
  execFileSync(
    process.execPath,
    [
      packagePath('node_modules', 'assemblyscript', 'bin', 'asc.js'),
      'assembly/kernel.ts',
      '--outFile=dist/kernel.wasm',
      ...options,
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
}
