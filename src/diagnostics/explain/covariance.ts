import { mean } from '../../math/sum.js';

/** [k * k] covariance of columns of equal length, divisor n. @param columns [k][n] */
export function covarianceOf(columns: readonly Float64Array[]): Float64Array {
  const k = columns.length;
  const centered = columns.map((x) => {
    const center = mean(x);
    return x.map((value) => value - center);
  });
  const out = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let row = 0; row < centered[i].length; row++) sum += centered[i][row] * centered[j][row];
      out[i * k + j] = out[j * k + i] = sum / centered[i].length;
    }
  return out;
}
