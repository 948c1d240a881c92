/** The results as they are stored: a row per line. */
import { existsSync, readFileSync } from 'node:fs';
import type { Row } from './run-one.js';

/** All whole rows; lines that a killed run tore are passed over. */
export function readRows(path: string): Row[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Row];
      } catch {
        return [];
      }
    });
}
