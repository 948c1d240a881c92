/** Chains, constraints side by side, and the paper's values among them. */
import { observationsOf } from '../../src/inference/posterior.js';
import { centralText, intervalText } from '../../src/report/constraints/constraints-markdown.js';
import { OUTSIDE_MEASUREMENTS } from '../../src/report/page/outside-knowledge.js';
import type { Result } from './chains.js';
import { constraintOf } from './chains.js';
import { dividedBy, drawsOf, intervalOf, placeOf } from './draws.js';
import { markdownTable, number, percent } from './markdown.js';
import { tableOne } from './paper.js';

/** Name and unit of what the page tabulates, as a physicist writes it. */
export const quantities: Readonly<Record<string, { readonly symbol: string; readonly unit: string }>> = {
  v_sun: { symbol: 'V_sun', unit: 'km/s' },
  u_lsr: { symbol: 'u_LSR', unit: 'km/s' },
  theta_deg: { symbol: 'θ', unit: '°' },
  r_cr: { symbol: 'R_cr', unit: 'GV' },
  x_b: { symbol: 'x B', unit: 'pc μG' },
  x_lic: { symbol: 'x', unit: 'pc' },
  b_field: { symbol: 'B', unit: 'μG' },
  delta_b: { symbol: 'δ_b', unit: '' },
  kappa_par_1pv: { symbol: 'κ_∥(1 PV)', unit: 'cm²/s' },
  q0n_p: { symbol: 'Q_0n,p', unit: '1/GV' },
  q0n_he: { symbol: 'Q_0n,He', unit: '1/GV' },
  q0c_p: { symbol: 'Q_0c,p', unit: '1/GV' },
  q0c_he: { symbol: 'Q_0c,He', unit: '1/GV' },
  q0b_p: { symbol: 'Q_0b,p', unit: '1/GV' },
  q0b_he: { symbol: 'Q_0b,He', unit: '1/GV' },
  gamma_p: { symbol: 'Γ_p', unit: '' },
  phi: { symbol: 'φ', unit: 'GV' },
  r_cut: { symbol: 'R_cut', unit: 'GV' },
  r_cutc: { symbol: 'R_cutc', unit: 'GV' },
  u_hc: { symbol: 'u_HC', unit: 'km/s' },
  scatter_amplitude: { symbol: 'scatter of amplitudes', unit: '' },
  scatter_phase_deg: { symbol: 'scatter of phases', unit: '°' },
};

/** The eight of the cloud and its surroundings first. */
const ofTheCloud = [
  'v_sun',
  'u_lsr',
  'theta_deg',
  'r_cr',
  'x_b',
  'x_lic',
  'b_field',
  'delta_b',
  'kappa_par_1pv',
];

export function chainsTable(results: readonly Result[]): string {
  return markdownTable(
    [
      [
        'configuration',
        'model',
        'points',
        'sampled',
        'draws',
        'smallest bulk ESS',
        'largest R-hat',
        'seed',
        'converged',
      ],
      ...results.map(({ name, chain, record, assessment }) => [
        `\`${name}\``,
        record.config.model,
        String(pointsOf(record)),
        String(Object.values(record.config.parameters).filter((p) => 'prior' in p).length),
        String(chain.ensembles * chain.walkers * chain.length),
        String(Math.floor(assessment.minEss)),
        assessment.maxRhat.toFixed(4),
        chain.metadata.seed,
        assessment.converged ? 'yes' : '**no**',
      ]),
    ],
    [2, 3, 4, 5, 6],
  );
}

function pointsOf({ config }: Result['record']): number {
  const { spectrum, amplitude, phase } = observationsOf(config);
  return spectrum.measured.length + amplitude.measured.length + phase.measured.length;
}

/** One column per configuration; "fixed" and a dash where a model does not have a quantity. */
export function constraintsSideBySide(results: readonly Result[]): string {
  return markdownTable([
    ['', 'unit', ...results.map(({ name }) => `\`${name}\``)],
    ...ofTheCloud.map((id) => [
      quantities[id].symbol,
      quantities[id].unit,
      ...results.map((result) => cell(result, id)),
    ]),
  ]);
}

function cell(result: Result, id: string): string {
  // Of the wandering model B is a fixed number without effect, and so is the product with it.
  if (result.record.config.model === 'wandering' && ['r_cr', 'b_field', 'x_b', 'kappa_par_1pv'].includes(id))
    return '–';
  const row = constraintOf(result, id);
  if (row === undefined) return '–';
  return `${centralText(row)} <sub>${row.informed_by ?? ''}</sub>`;
}

/** 95 % intervals of the same. */
export function intervalsSideBySide(results: readonly Result[]): string {
  return markdownTable([
    ['', 'unit', ...results.map(({ name }) => `\`${name}\``)],
    ...ofTheCloud.map((id) => [
      quantities[id].symbol,
      quantities[id].unit,
      ...results.map((result) => (cell(result, id) === '–' ? '–' : intervalText(constraintOf(result, id)!))),
    ]),
  ]);
}

/** The hand-fitted values and where they lie in each posterior. */
export function paperTable(results: readonly Result[]): string {
  const ids = Object.keys(quantities).filter(
    (id) => Number.isFinite(tableOne(id)) && !id.startsWith('scatter'),
  );
  return markdownTable([
    ['', 'unit', 'Table I', ...results.map(({ name }) => `\`${name}\``)],
    ...ids.map((id) => [
      quantities[id].symbol,
      quantities[id].unit,
      number(tableOne(id), 3),
      ...results.map((result) => against(result, id)),
    ]),
  ]);
}

/** Shift of Table I's value from the median in half-widths of the central 68 % on its side, of the logarithm where that was sampled. */
function against(result: Result, id: string): string {
  const row = constraintOf(result, id);
  const values = drawsOf(result.chain, id);
  if (row === undefined || values === null || cell(result, id) === '–') return 'fixed';
  const value = tableOne(id);
  const log = result.chain.ids.includes(`log10_${id}`) || id === 'x_b';
  const on = (x: number): number => (log ? Math.log10(x) : x);
  const side = value > row.median ? on(row.ci68[1]) - on(row.median) : on(row.median) - on(row.ci68[0]);
  const shift = (on(value) - on(row.median)) / side;
  const { tail, beyond } = placeOf(values, value);
  const probability = beyond ? 'outside all draws' : `${percent(tail)} beyond`;
  return `${shift < 0 ? '−' : '+'}${Math.abs(shift).toFixed(1)} σ (${probability})`;
}

/** Measurements of others beside each posterior; x and B from each other by their product. */
export function outsideTable(results: readonly Result[]): string {
  const kinetic = results.filter(({ record }) => record.config.model === 'kinetic');
  const [field] = OUTSIDE_MEASUREMENTS.filter(
    ({ id, error }) => id === 'b_field' && error !== null && error < 0.5,
  );
  const size = kinetic.map((result) => {
    const values = dividedBy(drawsOf(result.chain, 'x_b')!, field.value!, field.error!);
    return centralText({
      ...intervalOf(values),
      id: 'x_lic',
      unit: 'pc',
      latex: '',
      derived: true,
      limit: null,
    });
  });
  const rows = OUTSIDE_MEASUREMENTS.map((m) => [
    `${m.what}: ${m.text} (${m.reference}; ${m.checked})`,
    ...results.map((result) => (cell(result, m.id) === '–' ? '–' : outside(result, m))),
  ]);
  return markdownTable([
    ['measurement of others', ...results.map(({ name }) => `\`${name}\``)],
    ...rows,
    [
      `x that follows from x B with B = ${field.text}, pc`,
      ...results.map((result) => (kinetic.includes(result) ? size[kinetic.indexOf(result)] : '–')),
    ],
  ]);
}

function outside(result: Result, { id, value, error }: (typeof OUTSIDE_MEASUREMENTS)[number]): string {
  const row = constraintOf(result, id)!;
  const text = centralText(row);
  if (row.informed_by === 'prior') return `${text}: prior, no comparison`;
  if (value === null || error === null) return text;
  const side = value > row.median ? row.ci68[1] - row.median : row.median - row.ci68[0];
  return `${text}: ${(Math.abs(row.median - value) / Math.hypot(side, error)).toFixed(1)} σ`;
}
