/**
 * The first `count` coefficients of the discrete cosine transform II without factors:
 * a_k = sum_j p_j cos(pi k (2 j + 1) / (2 n)). Plain sums with tabulated cosines: a few hundred cells need no fast transform.
 */
export function cosineCoefficients(p: Float64Array, count: number): Float64Array {
  const n = p.length;
  const table = cosineTable(n);
  const period = 4 * n;
  const out = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    let sum = 0;
    let phase = k;
    const step = 2 * k;
    for (let j = 0; j < n; j++) {
      sum += p[j] * table[phase];
      phase += step;
      while (phase >= period) phase -= period;
    }
    out[k] = sum;
  }
  return out;
}

/** The same in both directions of a row-major array [rows * columns]: [count * count], index kRow * count + kColumn. */
export function cosineCoefficients2d(p: Float64Array, columns: number, count: number): Float64Array {
  const rows = p.length / columns;
  const half = new Float64Array(rows * count);
  for (let r = 0; r < rows; r++) {
    half.set(cosineCoefficients(p.subarray(r * columns, (r + 1) * columns), count), r * count);
  }
  const out = new Float64Array(count * count);
  const column = new Float64Array(rows);
  for (let k = 0; k < count; k++) {
    for (let r = 0; r < rows; r++) column[r] = half[r * count + k];
    const transformed = cosineCoefficients(column, count);
    for (let j = 0; j < count; j++) out[j * count + k] = transformed[j];
  }
  return out;
}

const tables = new Map<number, Float64Array>();

/** cos(pi m / (2 n)) for m = 0 ... 4 n - 1. */
function cosineTable(n: number): Float64Array {
  let table = tables.get(n);
  if (table === undefined) {
    table = Float64Array.from({ length: 4 * n }, (_, m) => Math.cos((Math.PI * m) / (2 * n)));
    tables.set(n, table);
  }
  return table;
}
