/** Distribution functions of ranks minus the diagonal, with the envelopes that uniform ranks stay inside. */
import type { SimulationRecord } from '../../calibration/run-simulation.js';
import { countsBelow, uniformityTest, type Envelope } from '../../calibration/uniformity.js';
import { falseAlarm } from '../../calibration/verdict.js';
import type { Quantity } from '../../target.js';
import { panelGrid } from '../chain/panel-grid.js';
import type { Figure } from '../figure.js';
import type { Layer } from '../layers/layer.js';
import type { PanelSpec } from '../panel.js';
import { quantityLabel } from '../text/quantity-label.js';
import type { Theme } from '../theme.js';

/**
 * One panel per quantity. Inner band: where a single calibrated quantity stays with 95 %; outer band: where all quantities
 * together stay with 95 % (each with 1 - 5 %/quantities; what leaves it is not calibrated).
 * @param records at least one   @param draws L
 */
export function rankEcdfFigure(
  quantities: readonly Quantity[],
  records: readonly SimulationRecord[],
  draws: number,
  theme: Theme,
): Figure {
  const n = records.length;
  const test = uniformityTest(n, draws);
  const x = Array.from({ length: draws + 2 }, (_, i) => i / (draws + 1));
  /** Differences from the diagonal at all places, the two ends included. */
  const difference = (counts: ArrayLike<number>): number[] =>
    x.map((u, i) => (i === 0 || i === draws + 1 ? 0 : counts[i - 1] / n - u));
  const band = ({ lowest, highest }: Envelope, opacity: number): Layer => ({
    kind: 'band',
    x,
    lo: difference(lowest),
    hi: difference(highest),
    color: theme.series[5],
    opacity,
  });
  const all = test.envelope(1 - falseAlarm / quantities.length);
  const bands = [band(all, 0.3), band(test.envelope(1 - falseAlarm), 0.45)];
  const curves = quantities.map((_, q) =>
    difference(
      countsBelow(
        records.map(({ ranks }) => ranks[q]),
        draws,
      ),
    ),
  );
  const top =
    1.15 *
    [...curves.flat(), ...difference(all.highest), ...difference(all.lowest)].reduce(
      (most, y) => Math.max(most, Math.abs(y)),
      0,
    );
  const panels = quantities.map(({ latex }, q): PanelSpec => ({
    id: `ranks-${String(q)}`,
    x: { scale: 'linear', domain: [0, 1], label: 'Rank of the truth among the draws' },
    y: { scale: 'linear', domain: [-top, top], label: quantityLabel(latex, '1'), tickCount: 3 },
    layers: [
      ...bands,
      { kind: 'rule', axis: 'y', at: 0, color: theme.muted, width: 0.8, dash: 'dashed' },
      { kind: 'line', x, y: curves[q], color: theme.series[0], width: 1.3 },
    ],
  }));
  return panelGrid(
    panels,
    [
      {
        text: `ranks of ${n} simulations: distribution minus uniform`,
        swatch: { kind: 'line', color: theme.series[0] },
      },
      { text: '95 % of one quantity', swatch: { kind: 'band', color: theme.series[5], opacity: 0.62 } },
      { text: '95 % of all together', swatch: { kind: 'band', color: theme.series[5], opacity: 0.3 } },
    ],
    'Calibration',
    theme,
  );
}
