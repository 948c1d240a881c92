import { existsSync } from 'node:fs';
import { journalPath } from './paths.js';

/** What lies under the name NAME.arrow: a finished chain, the journal of one that is not (a new one may be on its way over an old), or nothing. */
export function chainThere(path: string): 'finished' | 'unfinished' | 'none' {
  if (existsSync(journalPath(path))) return 'unfinished';
  return existsSync(path) ? 'finished' : 'none';
}
