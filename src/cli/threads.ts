import { availableParallelism } from 'node:os';

/** Worker threads for so many ensembles. Threads load compiled code: run from the sources (tests), everything happens in this thread. */
export function threadsFor(ensembles: number, asked: number | undefined): number {
  if (!import.meta.url.endsWith('.js')) return 0;
  return Math.min(ensembles, asked ?? availableParallelism());
}
