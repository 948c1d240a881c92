/** The sensitivity of constraints for people. */
import { centralText } from '../report/constraints/constraints-markdown.js';
import { mostSensitiveTo } from '../sensitivity/most-sensitive.js';
import type { MovedQuantity } from '../sensitivity/judged-quantity.js';
import type { SensitiveQuantity, Sensitivity, VariedPosterior } from '../sensitivity/sensitivity.js';
import { formatTable } from './table.js';

export function describeSensitivity(result: Sensitivity): string {
  const { path, draws, parameters, variations, notes } = result;
  const logs = parameters.filter(({ scale }) => scale === 'log10').map(({ id }) => id);
  const unknown = variations.filter(({ method }) => method === 'unknown');
  const loose = variations.filter(({ converged }) => converged === false);
  return [
    `${path}: ${draws} draws`,
    '',
    constraintTable(parameters),
    '',
    ...notes,
    'prior, likelihood: change of the posterior when their power doubles (cumulative Jensen-Shannon distance); 0.05 and more counts.',
    'A flat prior is the same to any power: what its ends do is the last row below.',
    '',
    'Shift of the median in standard deviations of the full posterior, with its Monte-Carlo error in units of the last digit, and the',
    `width of the central 68 % over that of the full posterior${logs.length === 0 ? '' : `; of the logarithm of ${logs.join(', ')}`}.`,
    '',
    variationTable(result),
    '',
    ...unknownLines(unknown, result),
    ...(loose.length === 0
      ? []
      : [
          `Drawn anew but not converged: ${loose.map(title).join(', ')}. Raise --max-steps, remove its chain and give --rerun again.`,
        ]),
  ]
    .join('\n')
    .trimEnd();
}

function constraintTable(parameters: readonly SensitiveQuantity[]): string {
  const sensitivity = (value: number | null, error: number | null): string =>
    value === null ? '?' : `${value.toFixed(2)} +- ${(error ?? NaN).toFixed(2)}`;
  return formatTable(
    [
      { title: 'quantity', align: 'left' },
      { title: 'median, 68 % or limit', align: 'left' },
      { title: 'unit', align: 'left' },
      { title: 'informed by', align: 'left' },
      { title: 'prior' },
      { title: 'likelihood' },
      { title: 'most sensitive to', align: 'left' },
      { title: 'diagnosis', align: 'left' },
    ],
    parameters.map((q) => [
      q.id,
      centralText(q),
      q.unit === '1' ? '' : q.unit,
      q.informed_by ?? '',
      sensitivity(q.sensitivities.prior, q.sensitivities.prior_error),
      sensitivity(q.sensitivities.likelihood, q.sensitivities.likelihood_error),
      mostSensitiveTo(q.sensitivities)
        .map(({ name, sensitivity: value }) => `${name} ${value.toFixed(2)}`)
        .join(', '),
      q.diagnosis ?? '',
    ]),
  );
}

function variationTable({ parameters, variations }: Sensitivity): string {
  return formatTable(
    [
      { title: '', align: 'left' },
      { title: 'points' },
      ...parameters.map(({ id }) => ({ title: id })),
      { title: 'how known', align: 'left' },
    ],
    variations.map((variation) => [
      title(variation),
      variation.points === null ? '' : String(variation.points),
      ...parameters.map(({ id }) => cell(variation.parameters?.find((moved) => moved.id === id))),
      howKnown(variation),
    ]),
  );
}

/** "without Tibet", "prior to 0.8". */
export function title({ kind, component, alpha }: VariedPosterior): string {
  if (kind === 'left out') return `without ${component}`;
  return kind === 'narrowed' ? 'flat priors, central 90 %' : `${component} to ${String(alpha)}`;
}

function cell(moved: MovedQuantity | undefined): string {
  if (moved === undefined) return '?';
  const sign = moved.shift < 0 ? '-' : '+';
  const ratio = moved.width_ratio.toFixed(2);
  return `${sign}${Math.abs(moved.shift).toFixed(2)}(${lastDigits(moved.shift_error)}) x${ratio}`;
}

function lastDigits(error: number): string {
  if (!Number.isFinite(error)) return '?';
  return error < 0.995 ? String(Math.max(error > 0 ? 1 : 0, Math.round(100 * error))) : error.toFixed(2);
}

function howKnown({ method, k, ess, converged }: VariedPosterior): string {
  const shape = Number.isFinite(k) ? `k ${k.toFixed(2)}` : k === Infinity ? 'k large' : 'exact';
  switch (method) {
    case 'reweighted':
      return `reweighted, ${shape}`;
    case 'rerun':
      return `drawn anew (${shape})${converged === true ? '' : ', NOT converged'}`;
    case 'unknown':
      return `not known (${shape}, ESS ${Math.floor(ess)})`;
  }
}

function unknownLines(unknown: readonly VariedPosterior[], { path, good_k }: Sensitivity): string[] {
  if (unknown.length === 0) return [];
  return [
    `Not known: Pareto k above ${good_k.toFixed(2)} or fewer than 100 effective draws, so the weights are those of a few draws alone: ${unknown.map(title).join(', ')}.`,
    `Draw them anew with \`licmc sensitivity ${path} --rerun\`.`,
  ];
}
