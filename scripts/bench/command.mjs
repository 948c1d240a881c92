// Seconds of whole commands in a process of their own, the median of several.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../prepare.mjs';
import { median, quick, report } from './measure.mjs';

const cli = join(root, 'dist/cli/main.js');

export function command() {
  const times = quick ? 1 : 7;
  const rows = [
    ['--version'],
    ['parameters', '--json'],
    ['predict', 'spectra', '--species', 'p', '--at', 'log:10:1e7:50', '--json'],
    ['chi2', 'lic', '--json'],
    ['sample', '--help'],
  ].map((args) => {
    const seconds = Array.from({ length: times }, () => {
      const began = process.hrtime.bigint();
      const { status, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`licmc ${args.join(' ')}: exit code ${status}\n${stderr}`);
      return Number(process.hrtime.bigint() - began) / 1e9;
    });
    return {
      command: `licmc ${args.join(' ')}`,
      'median s': median(seconds),
      'best s': Math.min(...seconds),
    };
  });
  report('command', 'Start-up: whole commands, process included', rows);
}
