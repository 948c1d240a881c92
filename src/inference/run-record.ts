/** What a chain says about the run that drew it: the `licmc` document of its metadata. */
import { createHash } from 'node:crypto';
import { configHash } from '../config/hash.js';
import { measurementsOf } from '../config/measurements.js';
import type { ResolvedConfig } from '../config/resolved.js';
import { datasetHash } from '../data/read-datasets.js';
import type { RunOutcome } from '../draw/draw-chain.js';
import { checkSameDocument } from '../draw/same-document.js';
import { InputError } from '../errors.js';
import { bestKernel } from '../kernel/module.js';
import { packageVersion } from '../package-info.js';

/** Decides the draws: a run is continued only under an equal one (the stop rule aside). Plain JSON without times or host names. */
export interface RunRecord {
  readonly program: 'licmc';
  readonly version: string;
  readonly node: string;
  readonly kernel: string;
  readonly config: ResolvedConfig;
  readonly config_sha256: string;
  /** SHA-256 of every data file used. */
  readonly data: Readonly<Record<string, string>>;
}

/** The record of a run of this program with a configuration. */
export function runRecord(config: ResolvedConfig): RunRecord {
  const shipped = measurementsOf({ ...config, data: { ...config.data, files: [] } });
  const own = config.data.files.map(({ file, text }) => [
    file,
    createHash('sha256').update(text).digest('hex'),
  ]);
  return {
    program: 'licmc',
    version: packageVersion,
    node: process.versions.node,
    kernel: bestKernel(),
    config,
    config_sha256: configHash(config),
    data: Object.fromEntries([
      ...shipped.map(({ dataset }) => [dataset.name, datasetHash(dataset)]),
      ...own,
    ]) as Record<string, string>,
  };
}

/** The record of a chain; null for one made elsewhere and one of a density of the user's own. */
export function findRecord(
  document: Readonly<Record<string, unknown>>,
): (RunRecord & Partial<RunOutcome>) | null {
  if (document['program'] !== 'licmc' || typeof document['config'] !== 'object') return null;
  return document as unknown as RunRecord & Partial<RunOutcome>;
}

/** Reads the record of a chain. @throws InputError for a chain that was not drawn from a configuration */
export function recordOf(
  document: Readonly<Record<string, unknown>>,
  where: string,
): RunRecord & Partial<RunOutcome> {
  const record = findRecord(document);
  if (record !== null) return record;
  throw new InputError({
    where,
    expected: 'a chain drawn by `licmc sample` from a configuration',
    got: document['program'] === 'licmc' ? "one of a density of the user's own" : 'one made elsewhere',
    hint: 'If it is of a configuration known here, import it again with --config.',
  });
}

/**
 * Refuses to continue a run under other conditions, naming each difference.
 * @throws InputError with one problem per differing entry
 */
export function checkSameRun(before: RunRecord, now: RunRecord, where: string): void {
  const decisive = ({ version, node, kernel, config: { stop: _stop, ...config }, data }: RunRecord) => ({
    version,
    node,
    kernel,
    config,
    data: shippedData(data, config),
  });
  checkSameDocument(decisive(before), decisive(now), where);
}

/** Hashes of the shipped data: files of the user's own stand in the configuration whole, where it can be told what of them differs. */
export function shippedData(
  data: RunRecord['data'],
  config: Pick<ResolvedConfig, 'data'>,
): Readonly<Record<string, string>> {
  const own = config.data.files.map(({ file }) => file);
  return Object.fromEntries(Object.entries(data).filter(([name]) => !own.includes(name)));
}
