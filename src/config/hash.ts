import { createHash } from 'node:crypto';
import type { ResolvedConfig } from './resolved.js';

/** JSON with sorted keys and no white space: the same text for the same value, whatever order it was built in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) =>
    v !== null && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
}

/** SHA-256 (hex) of what decides the draws: everything but the stop rule, which may change when a run is continued. */
export function configHash(config: ResolvedConfig): string {
  const { stop: _stop, ...decisive } = config;
  return createHash('sha256').update(canonicalJson(decisive)).digest('hex');
}
