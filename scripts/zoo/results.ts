/** The results as they are stored: a row per line, and a line about the study wherever it was begun or gone on with. */
import { existsSync, readFileSync } from 'node:fs';
import type { Row } from './run-one.js';

/** With which code and Node the rows that follow were made. */
export interface Study {
  readonly commit: string;
  readonly node: string;
  /** What decides a row, by content: equal for two commits that differ elsewhere. Rows made before this was kept have none. */
  readonly sources?: string;
}

export interface Results {
  readonly rows: readonly Row[];
  readonly studies: readonly Study[];
}

/** All whole lines; those that a killed run tore are passed over. */
export function readResults(path: string): Results {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const whole = lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as Row | { readonly study: Study }];
    } catch {
      return [];
    }
  });
  return {
    rows: whole.flatMap((line) => ('id' in line ? [line] : [])),
    studies: whole.flatMap((line) => ('study' in line ? [line.study] : [])),
  };
}

/** Whether all rows were made by the same sources and Node. */
export function isOfOneVersion({ studies }: Results): boolean {
  const version = ({ commit, node, sources }: Study): string => `${sources ?? commit} ${node}`;
  return new Set(studies.map(version)).size === 1;
}

/** Whether the verdict said converged while something was wrong. */
export function isFalselyConverged({ converged, wrong }: Row): boolean {
  return converged && wrong !== null;
}
