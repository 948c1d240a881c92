/** The parameter changes of the paper's Appendix A, and scans over any parameter. */
import { loadConfig } from '../../config/load.js';
import type { ResolvedConfig } from '../../config/resolved.js';
import { parameterIndex, parameterTable } from '../../model/parameters.js';
import { typesetQuantity, withUnit } from '../../plot/text/quantity-label.js';
import type { ModelPoint } from './model-curves.js';
import { configSource, modelPoint } from './figure-source.js';
import { pointView, posteriorView } from './model-view.js';
import { residuals } from './residuals.js';
import type { ScanColumn } from './scan-figure.js';

export interface AppendixScan {
  readonly title: string;
  /** Values of one or several parameters per column, in public units. */
  readonly columns: readonly Changes[];
}

/** Captions of Figs. 5-10 of Xue & Liu (2025). */
export const APPENDIX_SCANS: Readonly<Record<number, AppendixScan>> = {
  5: { title: 'Influence of the background dipole', columns: values('delta_b', [1e-4, 6e-4, 1e-3]) },
  6: { title: 'Influence of the solar motion', columns: values('v_sun', [10, 15.5, 20]) },
  7: {
    title: 'Influence of the velocity of the cloud',
    columns: [
      { u_hc: 23.2, u_hc_ra: 78.5, u_hc_dec: 18 },
      { u_hc: 25.4, u_hc_ra: 74.9, u_hc_dec: 17.6 },
      { u_hc: 26.6, u_hc_ra: 75, u_hc_dec: 17.7 },
    ],
  },
  8: { title: 'Influence of the size of the cloud', columns: values('x_lic', [0.1, 1.6, 10]) },
  9: { title: 'Influence of the critical rigidity', columns: values('r_cr', [3e5, 3e6, 3e7]) },
  10: { title: 'Influence of the magnetic field', columns: values('b_field', [1, 3, 9]) },
};

type Changes = Readonly<Record<string, number>>;

/** The point with the changes of each column. */
export function scanPoints(point: ModelPoint, columns: readonly Changes[]): ModelPoint[] {
  return columns.map((changes) => ({ ...point, values: moved(point.values, changes) }));
}

/** Columns of a scan of one point, titled with their changes. */
export function scanColumns(point: ModelPoint, columns: readonly Changes[]): ScanColumn[] {
  return scanPoints(point, columns).map((p, k) => ({
    settings: settings(columns[k]),
    view: pointView(p),
    residuals: null,
  }));
}

/** Columns of a scan of a posterior: all draws with the changes of each column, everything else as drawn. */
export function posteriorScanColumns(
  config: ResolvedConfig,
  draws: readonly Float64Array[],
  columns: readonly Changes[],
): ScanColumn[] {
  return columns.map((changes) => {
    const values = draws.map((draw) => moved(draw, changes));
    return {
      settings: settings(changes),
      view: posteriorView(values.map((v) => modelPoint(config, v))),
      residuals: residuals(config, values),
    };
  });
}

/** Model parameters come first among the values of a configuration, in the order of `parameterTable`. */
function moved(values: Float64Array, changes: Changes): Float64Array {
  const out = values.slice();
  for (const [id, value] of Object.entries(changes)) out[parameterIndex(id)] = value;
  return out;
}

function settings(changes: Changes): string[] {
  return Object.entries(changes).map(([id, value]) => setting(id, value));
}

/** The point that the paper's figures are drawn at. */
export function paperPoint(): ModelPoint {
  return configSource(loadConfig('paper')).point;
}

function values(id: string, list: readonly number[]): Readonly<Record<string, number>>[] {
  return list.map((value) => ({ [id]: value }));
}

/** `$V_\odot = 15.5\,\mathrm{km\,s^{-1}}$` */
function setting(id: string, value: number): string {
  const { latex, unit } = parameterTable[parameterIndex(id)];
  const typeset = typesetQuantity(latex, unit);
  return `$${typeset.symbol} = ${withUnit(numberLatex(value), typeset.unit)}$`;
}

function numberLatex(value: number): string {
  const magnitude = Math.abs(value);
  if (value === 0 || (magnitude >= 0.01 && magnitude < 1e5)) return String(value);
  const exponent = Math.floor(Math.log10(magnitude) + 1e-12);
  const mantissa = Number((value / 10 ** exponent).toPrecision(6));
  const power = `10^{${String(exponent)}}`;
  return mantissa === 1 ? power : `${String(mantissa)}\\times ${power}`;
}
