/** Whether the columns of a run that is continued are those it was begun with: names, units, priors and bounds. */
import { canonicalJson } from '../chain/canonical-json.js';
import type { ChainColumn } from '../chain/columns.js';
import { InputError } from '../errors.js';
import { checkSameDocument } from './same-document.js';

/** @throws InputError naming everything that differs */
export function checkSameColumns(
  before: readonly ChainColumn[],
  now: readonly ChainColumn[],
  where: string,
): void {
  const [was, is] = [before, now].map((columns) => columns.map(({ id }) => id).join(', '));
  if (was !== is)
    throw new InputError({
      where,
      expected: `the columns it was begun with, ${was}`,
      got: is,
      hint: 'Draw a new chain with --force or --out.',
    });
  checkSameDocument(described(before), described(now), where);
}

/** What the file says of each column, whichever side of the file it comes from: there are no negative zeros in JSON. */
function described(columns: readonly ChainColumn[]): unknown {
  return Object.fromEntries(
    columns.map(({ id, kind, unit, latex, prior = null, support: [min, max] = [-Infinity, Infinity] }) => [
      id,
      { kind, unit, latex, prior: JSON.parse(canonicalJson(prior)) as unknown, min: min + 0, max: max + 0 },
    ]),
  );
}
