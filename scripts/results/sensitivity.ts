/** What the constraints of `lic` rest on. */
import { openChain } from '../../src/chain/reader.js';
import { assessDraws } from '../../src/draw/assess-chain.js';
import { findRerun, rerunPath } from '../../src/sensitivity/reruns.js';
import { mostSensitiveTo } from '../../src/sensitivity/most-sensitive.js';
import { sensitivityOf } from '../../src/sensitivity/sensitivity.js';
import type { Sensitivity, VariedPosterior } from '../../src/sensitivity/sensitivity.js';
import type { Result } from './chains.js';
import { mayDraw, run } from './chains.js';
import { markdownTable } from './markdown.js';
import { quantities } from './tables.js';

/** With the chains drawn anew that are there; the missing ones are drawn first. */
export async function sensitivityOfResult({ chain, constraints }: Result): Promise<Sensitivity> {
  const withReruns = (): Promise<Sensitivity> =>
    sensitivityOf(chain, constraints, undefined, ({ id, anew }) =>
      anew === null ? null : findRerun(rerunPath(chain.path, id), anew),
    );
  const found = await withReruns();
  if (!mayDraw || found.variations.every(({ method }) => method !== 'unknown')) return found;
  run(['sensitivity', chain.path, '--rerun']);
  return withReruns();
}

export function basisTable({ parameters }: Sensitivity): string {
  const with_ = (value: number | null, error: number | null): string =>
    value === null ? '?' : `${value.toFixed(2)} ± ${error!.toFixed(2)}`;
  return markdownTable([
    ['', 'informed by', 'sensitivity to the prior', 'to the likelihood', 'most sensitive to', 'diagnosis'],
    ...parameters.map(({ id, informed_by, sensitivities, diagnosis }) => [
      quantities[id].symbol,
      informed_by ?? '',
      with_(sensitivities.prior, sensitivities.prior_error),
      with_(sensitivities.likelihood, sensitivities.likelihood_error),
      mostSensitiveTo(sensitivities, 3)
        .map(({ name, sensitivity }) => `${name.replace(/of (.*)/, 'of `$1`')} ${sensitivity.toFixed(2)}`)
        .join(', '),
      diagnosis ?? '',
    ]),
  ]);
}

/** Experiments left out and the rows that concern the prior. */
export function leftOutTable({ parameters, variations }: Sensitivity): string {
  const shown = variations.filter(({ kind, component }) => kind !== 'power' || component === 'prior');
  return markdownTable(
    [
      ['', 'points', ...parameters.map(({ id }) => quantities[id].symbol), 'how known'],
      ...shown.map((variation) => [
        rowTitle(variation),
        variation.points === null ? '' : String(variation.points),
        ...parameters.map(({ id }) => {
          const moved = variation.parameters?.find((m) => m.id === id);
          return moved === undefined
            ? '?'
            : `${signed(moved.shift)} ± ${moved.shift_error.toFixed(2)} (× ${moved.width_ratio.toFixed(2)})`;
        }),
        howKnown(variation),
      ]),
    ],
    [1],
  );
}

function rowTitle({ kind, component, alpha }: VariedPosterior): string {
  if (kind === 'left out') return `without ${component}`;
  return kind === 'narrowed'
    ? 'flat priors cut to their central 90 %'
    : `prior to the power ${String(alpha)}`;
}

function signed(x: number): string {
  return `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(2)}`;
}

function howKnown({ method, k, converged }: VariedPosterior): string {
  const shape = Number.isFinite(k) ? `k = ${k.toFixed(2)}` : 'no tail';
  if (method === 'reweighted') return `reweighted, ${shape}`;
  if (method === 'unknown') return `not known, ${shape}`;
  return `drawn anew (${shape})${converged === true ? '' : ', **not converged**'}`;
}

/** The largest shift of a constraint by leaving out an experiment, one sentence per constraint. */
export function largestShifts({ parameters, variations }: Sensitivity): string[] {
  return parameters.map(({ id }) => {
    const moved = variations.flatMap(({ kind, component, parameters: own }) => {
      const shift = kind === 'left out' ? own?.find((m) => m.id === id) : undefined;
      return shift === undefined ? [] : [{ component, shift }];
    });
    const most = moved.reduce((a, b) => (Math.abs(b.shift.shift) > Math.abs(a.shift.shift) ? b : a));
    return `${quantities[id].symbol}: at most ${Math.abs(most.shift.shift).toFixed(1)} posterior standard deviations, ${most.shift.shift < 0 ? 'down' : 'up'} without ${most.component}`;
  });
}

/** What keeps reruns from having converged. */
export function rerunProblems({ variations }: Sensitivity): string {
  const bad = variations.flatMap((variation) => {
    if (variation.converged !== false || variation.chain === null) return [];
    const chain = openChain(variation.chain);
    try {
      const { problems } = assessDraws(chain, {});
      return [`Not converged, ${rowTitle(variation)}: ${problems.map(({ message }) => message).join(' ')}`];
    } finally {
      chain.close();
    }
  });
  return bad.join(' ');
}
