import type { Layer } from '../../plot/layers/layer.js';
import type { Quantiles } from './pointwise-quantiles.js';
import { BAND_OPACITY } from './styles.js';

/** The 95 % band with the 68 % one on it. `shift` is added to both: a phase band is drawn again a turn away. */
export function bandLayers(x: readonly number[], q: Quantiles, color: string, shift = 0): Layer[] {
  const moved = (values: readonly number[]): readonly number[] =>
    shift === 0 ? values : values.map((v) => v + shift);
  return [
    {
      kind: 'band',
      x,
      lo: moved(q.lo95),
      hi: moved(q.hi95),
      color,
      opacity: BAND_OPACITY.outer,
      group: 'band',
    },
    {
      kind: 'band',
      x,
      lo: moved(q.lo68),
      hi: moved(q.hi68),
      color,
      opacity: BAND_OPACITY.inner,
      group: 'band',
    },
  ];
}
