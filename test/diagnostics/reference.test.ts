import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { integratedTime } from '../../src/diagnostics/autocorrelation-time.js';
import { basicEss, essBulk, essMean, essQuantile, essSd, essTail } from '../../src/diagnostics/ess.js';
import { mcseMean, mcseMedian, mcseQuantile, mcseSd } from '../../src/diagnostics/mcse.js';
import { nestedRhat } from '../../src/diagnostics/nested-rhat.js';
import { splitChains } from '../../src/diagnostics/split-chains.js';
import { basicRhat, rhat, rhatBulk, rhatFolded } from '../../src/diagnostics/rhat.js';
import { variance } from '../../src/math/sum.js';

type Numbers = (number | 'NaN' | null)[];
interface Case {
  readonly name: string;
  readonly chains: Numbers[];
  readonly superchains: number[];
  readonly expected: Record<string, number | null | Numbers>;
}
interface Fixture {
  readonly probabilities: number[];
  readonly cases: Case[];
  readonly nested_cases: Case[];
}
interface TauCase {
  readonly name: string;
  readonly walkers: Numbers[];
  readonly expected: { readonly c: number; readonly averaged: number | null; readonly each: Numbers }[];
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'));
const posterior = read('diagnostics.json') as Fixture;
const emcee = read('autocorrelation.json') as { readonly cases: TauCase[] };

const array = (values: Numbers): Float64Array =>
  Float64Array.from(values, (x) => (x === null ? NaN : Number(x)));
const number = (value: Case['expected'][string]): number => (typeof value === 'number' ? value : NaN);

const diagnostics: Record<string, (chains: Float64Array[]) => number> = {
  rhat,
  rhat_bulk: rhatBulk,
  rhat_folded: rhatFolded,
  rhat_basic: (chains) => basicRhat(splitChains(chains)),
  ess_bulk: essBulk,
  ess_tail: essTail,
  ess_mean: essMean,
  ess_sd: essSd,
  ess_median: (chains) => essQuantile(chains, 0.5),
  ess_basic_unsplit: basicEss,
  mcse_mean: mcseMean,
  mcse_sd: mcseSd,
  mcse_median: mcseMedian,
};

/**
 * Far from zero a mean is known to a few roundings only, in the references as here (in exact rational arithmetic R's basic
 * R-hat of `large_offset`, a hundred million standard deviations from zero, is off by 1.3e-9): the error to allow for.
 */
const rounding = (chains: Float64Array[]): number => {
  const all = chains.flatMap((chain) => [...chain]);
  const sd = Math.sqrt(variance(all));
  return sd > 0 ? (4 * Number.EPSILON * Math.max(...all.map(Math.abs))) / sd : 0;
};

describe('R posterior, to 1e-10', () => {
  test.each(posterior.cases)('$name', ({ chains, expected }) => {
    const input = chains.map(array);
    const tolerance = { rtol: Math.max(1e-10, rounding(input)) };
    for (const [name, diagnostic] of Object.entries(diagnostics))
      expect(diagnostic(input), name).toBeAllclose(number(expected[name]), tolerance);
    for (const [name, at] of [
      ['ess_quantile', essQuantile],
      ['mcse_quantile', mcseQuantile],
    ] as const) {
      const received = posterior.probabilities.map((p) => at(input, p));
      expect(received, name).toBeAllclose(array(expected[name] as Numbers), tolerance);
    }
  });

  test.each(posterior.nested_cases)('nested R-hat: $name', ({ chains, superchains, expected }) => {
    const received = nestedRhat(chains.map(array), superchains);
    expect(received).toBeAllclose(number(expected['rhat_nested']), { rtol: 1e-10 });
  });
});

describe('emcee, to 1e-12', () => {
  test.each(emcee.cases)('$name', ({ walkers, expected }) => {
    const series = walkers.map(array);
    const tolerance = { rtol: 1e-12, atol: Math.max(1e-12, rounding(series)) };
    for (const { c, averaged, each } of expected) {
      expect(integratedTime(series, c)).toBeAllclose(averaged ?? NaN, tolerance);
      expect(series.map((x) => integratedTime([x], c))).toBeAllclose(array(each), tolerance);
    }
  });
});
