/**
 * What a goal names: `v_sun` is its mean, `median:v_sun` its median, `q95:v_sun` its 95 % quantile. Beside the columns of a chain a log10 column
 * has its natural unit: `r_cr` where `log10_r_cr` is drawn.
 */
import { drawsInPieces, type Draws } from '../chain/draws.js';
import { columnError, type Statistic } from '../diagnostics/column-error.js';
import { fillColumn, layoutOf } from '../diagnostics/column-layout.js';
import { createColumn, type Column } from '../diagnostics/column.js';
import { lookAt } from '../diagnostics/look-stride.js';
import { InputError, show, suggestion } from '../errors.js';

export interface NamedQuantity {
  readonly statistic: Statistic;
  /** The column it is computed from. */
  readonly column: string;
  /** Whether through 10^x. */
  readonly natural: boolean;
}

/** @returns what a name stands for, or null where nothing of that name is drawn   @param known ids of the columns */
export function parseNamed(name: string, known: readonly string[]): NamedQuantity | null {
  const whole = columnOf(name, known);
  if (whole !== null) return { statistic: 'mean', ...whole };
  const { statistic, id } = split(name);
  const column = columnOf(id, known);
  return statistic === null || column === null ? null : { statistic, ...column };
}

/** @throws InputError naming every quantity that is not drawn: told before the run, not at its first check */
export function checkNamed(names: readonly string[], known: readonly string[]): void {
  const unknown = names.filter((name) => parseNamed(name, known) === null);
  if (unknown.length === 0) return;
  const natural = known.filter((id) => id.startsWith(LOGARITHM)).map((id) => id.slice(LOGARITHM.length));
  throw new InputError(
    unknown.map((name) => {
      const { statistic, id } = split(name);
      return {
        where: '--until-mcse',
        expected: 'a sampled or derived quantity, or median: or q95: and such a quantity',
        got: show(name),
        hint:
          statistic === null && name.includes(':')
            ? 'A quantile is asked for as q and a per cent between 0 and 100, such as q5:v_sun.'
            : suggestion(id, [...known, ...natural]),
      };
    }),
  );
}

/** Standard errors of named quantities, by name. The names are known: see `checkNamed`. @param every see `createNamedErrors` */
export function namedErrors(
  draws: Draws,
  names: readonly string[],
  every?: number,
): ReadonlyMap<string, number> {
  const errorOf = createNamedErrors(draws, every);
  return new Map(names.map((name) => [name, errorOf(name)]));
}

/**
 * The same, one at a time, in the memory of one column.
 * @param every means are told from every n-th kept step, where these tell as much as all; quantiles, whose draws forget sooner, from all
 */
export function createNamedErrors(draws: Draws, every = 1): (name: string) => number {
  const some = lookAt(draws, every);
  const rooms = new Map<Draws, Column>();
  return (name) => {
    const { statistic, column, natural } = parseNamed(name, draws.ids)!;
    const seen = statistic === 'mean' && !natural ? some : draws;
    const room = rooms.get(seen) ?? createColumn(layoutOf(seen));
    rooms.set(seen, room);
    fillColumn(natural ? inNaturalUnit(seen) : seen, column, room.layout, room.all);
    return columnError(room, statistic);
  };
}

const LOGARITHM = 'log10_';

function columnOf(id: string, known: readonly string[]): Pick<NamedQuantity, 'column' | 'natural'> | null {
  if (known.includes(id)) return { column: id, natural: false };
  return known.includes(LOGARITHM + id) ? { column: LOGARITHM + id, natural: true } : null;
}

/** `statistic` is null where the part before the colon names none. */
function split(name: string): { readonly statistic: Statistic | null; readonly id: string } {
  const [, before, id] = /^([^:]*):(.*)$/.exec(name) ?? [null, 'mean', name];
  const percent = Number(/^q(\d+(?:\.\d+)?)$/.exec(before)?.[1] ?? NaN);
  const statistic =
    before === 'mean'
      ? 'mean'
      : before === 'median'
        ? 0.5
        : percent > 0 && percent < 100
          ? percent / 100
          : null;
  return { statistic, id };
}

function inNaturalUnit(draws: Draws): Draws {
  return drawsInPieces(draws, (id, visit) =>
    draws.pieces(id, (e, first, rows) => {
      visit(
        e,
        first,
        rows.map((x) => 10 ** x),
      );
    }),
  );
}
