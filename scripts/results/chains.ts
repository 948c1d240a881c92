/** The chains that the page is made of: opened, or drawn by `licmc sample` where they are missing. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { openChain } from '../../src/chain/reader.js';
import type { Chain } from '../../src/chain/reader.js';
import { assessDraws } from '../../src/draw/assess-chain.js';
import type { Assessment } from '../../src/draw/assess-chain.js';
import { chainConstraints } from '../../src/inference/constraints.js';
import type { ChainConstraint } from '../../src/inference/constraints.js';
import { recordOf } from '../../src/inference/run-record.js';
import { packagePath } from '../../src/package-info.js';

export const configurations = ['lic', 'paper', 'wandering', 'qgsjet', 'modern'] as const;
export type Configuration = (typeof configurations)[number];

export interface Result {
  readonly name: Configuration;
  readonly chain: Chain;
  readonly record: ReturnType<typeof recordOf>;
  readonly assessment: Assessment;
  readonly constraints: readonly ChainConstraint[];
}

/** For the evidence: drawn with a ladder of temperatures, fewer ensembles and steps than it takes for intervals. */
export const temperedOptions = [
  '--temperatures',
  '30',
  '--ensembles',
  '2',
  '--warmup',
  '1500',
  '--steps',
  '2000',
];

export function loadResult(name: Configuration): Result {
  const chain = openChain(draw(name, `chains/${name}.arrow`, []));
  return {
    name,
    chain,
    record: recordOf(chain.metadata.document, chain.path),
    assessment: assessDraws(chain, {}),
    constraints: chainConstraints(chain),
  };
}

/** With `--no-draw` only what is there is used, and the page says what is missing: null. */
export const mayDraw = !process.argv.includes('--no-draw');

export function loadTempered(name: Configuration): Chain | null {
  const path = `chains/${name}-tempered.arrow`;
  if (!mayDraw && !existsSync(path)) return null;
  return openChain(draw(name, path, temperedOptions));
}

/** Draws the chain where there is none, continues one that was interrupted; exit code 3, drawn but not converged, is for the page to tell. */
export function draw(config: string, path: string, options: readonly string[]): string {
  const unfinished = existsSync(`${path}s`);
  if (existsSync(path) && !unfinished) return path;
  run(['sample', config, '--out', path, ...options, ...(unfinished ? ['--resume'] : [])]);
  return path;
}

/** A command of the built program. */
export function run(args: readonly string[]): void {
  console.error(`licmc ${args.join(' ')}`);
  const { status, error } = spawnSync(process.execPath, ['dist/cli/main.js', ...args], {
    cwd: packagePath('.'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (error !== undefined) throw error;
  if (status !== 0 && status !== 3) process.exit(status ?? 130);
}

export function constraintOf({ constraints }: Result, id: string): ChainConstraint | undefined {
  return constraints.find((row) => row.id === id);
}
