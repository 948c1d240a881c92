/** In which settings two runs differ: program, configuration, data. */
import { createHash } from 'node:crypto';
import type { ResolvedConfig, Selection } from '../config/resolved.js';
import { differences } from '../draw/same-document.js';
import type { RunRecord } from '../inference/run-record.js';

/** One setting that differs; a side that does not have it is null. */
export interface RunDifference {
  /** `program`: version, Node, kernel; `config`: what the YAML file says; `data`: hashes of the data files used. */
  readonly kind: 'program' | 'config' | 'data';
  /** Keys from the outermost in, joined by dots. */
  readonly path: string;
  readonly first: unknown;
  readonly second: unknown;
}

/** Every leaf in which two records differ. Data sets are matched by name, so that one more does not move the others. */
export function runDifferences(first: RunRecord, second: RunRecord): RunDifference[] {
  const parts = (['program', 'config', 'data'] as const).map((kind) => ({
    kind,
    found: differences(part(kind, first), part(kind, second)),
  }));
  return parts.flatMap(({ kind, found }) =>
    found.map(({ path, before, now }) => ({ kind, path, first: before ?? null, second: now ?? null })),
  );
}

function part(kind: RunDifference['kind'], { version, node, kernel, config, data }: RunRecord): unknown {
  return { program: { version, node, kernel }, config: byName(config), data }[kind];
}

/** The configuration with its lists as objects by name; a file of the user's own stands for its text by a hash. */
function byName(config: ResolvedConfig): unknown {
  const { spectra, anisotropy, files, energy_gev } = config.data;
  const selections = (list: readonly Selection[]) =>
    Object.fromEntries(list.map(({ dataset, ...how }) => [dataset, selected(how)]));
  return {
    ...config,
    components: Object.fromEntries(config.components.map((name) => [name, true])),
    data: {
      spectra: selections(spectra),
      anisotropy: selections(anisotropy),
      files: Object.fromEntries(
        files.map(({ file, text, ...how }) => [
          file,
          { sha256: createHash('sha256').update(text).digest('hex'), ...selected(how) },
        ]),
      ),
      energy_gev,
    },
  };
}

/** Excluded points as one text: a list of them is one decision. */
function selected({ range, exclude }: Omit<Selection, 'dataset'>): object {
  return { used: true, ...range, ...(exclude.length === 0 ? {} : { exclude: exclude.join(', ') }) };
}
