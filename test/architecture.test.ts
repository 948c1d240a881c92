import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packagePath } from '../src/package-info.js';

/**
 * The dependency direction. Left of the waist (target.ts) knows cosmic rays and nothing of sampling; right of it knows
 * sampling and nothing of cosmic rays; config and cli, the shell, may import everything; nobody imports the cli.
 * A part is a folder of src, or a file of src itself without its ending.
 */
const base = ['errors', 'units', 'math', 'target', 'package-info'];
const allowed: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  units: [],
  target: [],
  'package-info': [],
  math: ['errors'],
  prior: ['errors', 'math'],
  physics: ['errors', 'units', 'math'],
  model: [...base, 'physics'],
  data: [...base, 'physics'],
  likelihood: [...base, 'physics', 'data'],
  wasm: ['errors', 'package-info'],
  kernel: [...base, 'physics', 'model', 'likelihood', 'wasm'],
  predictive: ['errors', 'math', 'physics', 'likelihood', 'diagnostics'],
  sampler: ['errors', 'math', 'target', 'wasm'],
  tempering: ['errors', 'math', 'target', 'sampler'],
  run: ['errors', 'math', 'target', 'sampler', 'tempering', 'chain'],
  chain: ['errors', 'math', 'target'],
  diagnostics: ['errors', 'math', 'target', 'chain', 'wasm'],
  evidence: ['errors', 'math', 'tempering', 'diagnostics'],
  draw: ['errors', 'math', 'target', 'sampler', 'run', 'chain', 'diagnostics', 'evidence', 'package-info'],
  calibration: ['errors', 'math', 'target', 'run', 'chain', 'diagnostics'],
  fit: ['errors', 'math', 'target', 'prior'],
  plot: ['errors', 'math', 'target', 'chain', 'diagnostics', 'calibration', 'package-info'],
};

/** Where code may touch files, clocks, processes and threads. */
const shell = [
  'cli',
  'config',
  'draw/open-chain-file.ts',
  'data/read-datasets.ts',
  'wasm/module.ts',
  'chain',
  'run/worker.ts',
  'run/pool.ts',
  'calibration/journal.ts',
  'calibration/worker.ts',
  'calibration/pool.ts',
  'package-info.ts',
  'export',
  'import',
  'report',
  'plot/write',
];

/** Third-party packages and the one place of each. */
const homes: Readonly<Record<string, string>> = {
  '@stdlib': 'math/special.ts',
  seedrandom: 'math/rng.ts',
  'apache-arrow': 'chain/',
  '@commander-js/extra-typings': 'cli/',
  commander: 'cli/',
};

const src = packagePath('src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8');
  const found = text.matchAll(
    /(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)/g,
  );
  return [...found].map((match) => match[1] ?? match[2]);
}

function partOf(file: string): string {
  const [first] = file.split('/');
  return first.replace(/\.ts$/, '');
}

describe('the dependency direction', () => {
  test.each(files)('%s imports only what its part may', (file) => {
    const part = partOf(file);
    for (const specifier of importsOf(file).filter((s) => s.startsWith('.'))) {
      const target = partOf(relative(src, join(src, file, '..', specifier)).replace(/\.js$/, '.ts'));
      if (part !== 'cli')
        expect(target, `src/${file} imports the command line (${specifier})`).not.toBe('cli');
      const may = allowed[part];
      if (may === undefined || target === part) continue;
      expect(may, `src/${file} imports ${specifier}: ${part} may import ${may.join(', ')}`).toContain(target);
    }
  });

  test.each(files)('%s keeps files, threads and third parties in their places', (file) => {
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith('node:') && !/^node:(crypto|url|path|buffer|zlib)$/.test(specifier)) {
        expect(
          shell.some((place) => file.startsWith(place)),
          `src/${file} imports ${specifier} outside the shell`,
        ).toBe(true);
      }
      const home = Object.entries(homes).find(
        ([name]) =>
          specifier === name || specifier.startsWith(`${name}/`) || specifier.startsWith(`${name}-`),
      );
      if (home !== undefined)
        expect(file, `${home[0]} belongs in src/${home[1]}`).toMatch(new RegExp(`^${home[1]}`));
    }
  });

  test('what lies right of the waist names no physics', () => {
    const right = [
      'sampler',
      'tempering',
      'run',
      'chain',
      'diagnostics',
      'evidence',
      'draw',
      'calibration',
      'fit',
      'plot',
    ];
    for (const part of right) {
      for (const physics of ['physics', 'model', 'likelihood', 'config', 'data'])
        expect(allowed[part]).not.toContain(physics);
    }
  });
});
