import { InputError } from '../errors.js';
import type { Chain } from './reader.js';

/** @throws InputError for a chain that is still warming up */
export function checkHasDraws({ path, length }: Pick<Chain, 'path' | 'length'>): void {
  if (length > 0) return;
  throw new InputError({
    where: path,
    expected: 'a chain with draws',
    got: 'one that is still warming up',
    hint: 'Wait until its warm-up is over.',
  });
}
