/** The paper's Appendix A, statement by statement, against the posteriors: which "well constrained" survives. */
import type { ResolvedConfig } from '../../src/config/resolved.js';
import { fitPosterior } from '../../src/inference/fit-posterior.js';
import { centralText } from '../../src/report/constraints/constraints-markdown.js';
import { OUTSIDE_MEASUREMENTS } from '../../src/report/page/outside-knowledge.js';
import type { Result } from './chains.js';
import { constraintOf } from './chains.js';
import { dividedBy, drawsOf, intervalOf, placeOf } from './draws.js';
import { list, markdownTable, number, percent } from './markdown.js';
import { heliosphereVelocities, shownValues, tableOne } from './paper.js';

const half = 0.025;

/** Probability on its side of a value; a value with less than 2.5 % beyond it is outside the central 95 %. */
function tailText(result: Result, id: string, value: number): string {
  const { tail, beyond } = placeOf(drawsOf(result.chain, id)!, value);
  return beyond ? 'outside all draws' : `${percent(tail)} beyond`;
}

function isOutside(result: Result, id: string, value: number): boolean {
  return placeOf(drawsOf(result.chain, id)!, value).tail < half;
}

function byConfiguration(results: readonly Result[], text: (result: Result) => string): string {
  return results.map((result) => `\`${result.name}\` ${text(result)}`).join('; ');
}

/** "survives in a and b, not in c". */
function verdict(results: readonly Result[], holds: (result: Result) => boolean): string {
  const name = ({ name: n }: Result): string => `\`${n}\``;
  const [yes, no] = [results.filter(holds), results.filter((result) => !holds(result))].map((r) =>
    r.map(name),
  );
  if (no.length === 0) return '**survives**';
  if (yes.length === 0) return '**does not survive**';
  return `survives in ${list(yes)}, **not** in ${list(no)}`;
}

function bothOutside(result: Result, id: keyof typeof shownValues): boolean {
  return shownValues[id].every((value) => isOutside(result, id, value));
}

function shown(result: Result, id: keyof typeof shownValues, unit: string): string {
  return shownValues[id]
    .map((value) => `${number(value, 1)}${unit}: ${tailText(result, id, value)}`)
    .join(', ');
}

function isMeasured(result: Result, id: string): boolean {
  const row = constraintOf(result, id)!;
  return row.informed_by === 'data' && row.limit === null;
}

/** @param results all; kinetic ones tell of R_cr and B */
export function statementsTable(results: readonly Result[]): string {
  const kinetic = results.filter(({ record }) => record.config.model === 'kinetic');
  const central = (result: Result, id: string): string => centralText(constraintOf(result, id)!);
  const [field] = OUTSIDE_MEASUREMENTS.filter(
    ({ id, error }) => id === 'b_field' && error !== null && error < 0.5,
  );
  const over = (result: Result, by: number, sd = 0): string => {
    const interval = intervalOf(dividedBy(drawsOf(result.chain, 'x_b')!, by, sd));
    return `${number(interval.ci95[0])} to ${number(interval.ci95[1])}`;
  };
  return markdownTable([
    ['statement of the paper', 'posterior', 'verdict'],
    [
      'A.1: δ_b "can be well constrained by observations" (Fig. 5: 10⁻⁴, 6 × 10⁻⁴, 10⁻³)',
      byConfiguration(
        results,
        (r) =>
          `${central(r, 'delta_b')} (${constraintOf(r, 'delta_b')!.informed_by ?? ''}); ${shown(r, 'delta_b', '')}`,
      ),
      verdict(results, (r) => isMeasured(r, 'delta_b')),
    ],
    [
      'A.2: "CR observations require a value of about 15.5 km/s" for V_sun (Fig. 6: 10, 20)',
      byConfiguration(
        results,
        (r) =>
          `${central(r, 'v_sun')}; ${shown(r, 'v_sun', ' km/s')}; 15.5: ${tailText(r, 'v_sun', tableOne('v_sun'))}`,
      ),
      `that 10 and 20 km/s are both outside the central 95 %: ${verdict(results, (r) => bothOutside(r, 'v_sun'))}; that 15.5 lies inside it: ${verdict(results, (r) => !isOutside(r, 'v_sun', tableOne('v_sun')))}`,
    ],
    [
      'A.4: "an upper limit of a few pc can be derived for x" (Fig. 8: 0.1, 10 pc)',
      byConfiguration(
        kinetic,
        (r) =>
          `x alone ${central(r, 'x_lic')} pc (${constraintOf(r, 'x_lic')!.informed_by ?? ''}), with B = ${field.text} ${over(r, field.value!, field.error!)} pc (95 %)`,
      ),
      `of x alone: ${verdict(kinetic, (r) => isMeasured(r, 'x_lic') || constraintOf(r, 'x_lic')!.limit?.side === 'upper')}; with B from outside, below 10 pc at 97.5 %: ${verdict(kinetic, (r) => intervalOf(dividedBy(drawsOf(r.chain, 'x_b')!, field.value!, field.error!)).ci95[1] < 10)}`,
    ],
    [
      'A.5: "turbulence in the LIC cannot be very high", R_cr not far below 3 PV (Fig. 9: 0.3, 3, 30 PV)',
      byConfiguration(kinetic, (r) => `${central(r, 'r_cr')} GV; ${shown(r, 'r_cr', ' GV')}`),
      `that 0.3 PV is outside the central 95 %, below: ${verdict(kinetic, (r) => constraintOf(r, 'r_cr')!.ci95[0] > shownValues.r_cr[0])}; that 30 PV is, above: ${verdict(kinetic, (r) => constraintOf(r, 'r_cr')!.ci95[1] < shownValues.r_cr[1])}`,
    ],
    [
      'A.5: "B is well constrained at a few μG" (Fig. 10: 1, 3, 9 μG)',
      byConfiguration(
        kinetic,
        (r) =>
          `B alone ${central(r, 'b_field')} μG (${constraintOf(r, 'b_field')!.informed_by ?? ''}), with x held at ${number(tableOne('x_lic'))} pc ${over(r, tableOne('x_lic'))} μG (95 %)`,
      ),
      `of B alone: ${verdict(kinetic, (r) => isMeasured(r, 'b_field'))}; with x held, 1 and 9 μG both outside: ${verdict(kinetic, (r) => shownValues.b_field.every((b) => placeOf(drawsOf(r.chain, 'x_b')!, b * tableOne('x_lic')).tail < half))}`,
    ],
  ]);
}

/** Random starts of each fit. */
const starts = 3;

/** A.3: the highest likelihood with the Sun's velocity in the cloud held at each of Fig. 7's, its prior left out. */
export function velocityTable(results: readonly Result[]): string {
  const fits = results.map(({ record }) =>
    heliosphereVelocities.map(({ u_hc, u_hc_ra, u_hc_dec }) => {
      const fixed = Object.fromEntries(
        Object.entries({ u_hc, u_hc_ra, u_hc_dec }).map(([id, value]) => [id, { value }]),
      );
      const config: ResolvedConfig = {
        ...record.config,
        parameters: { ...record.config.parameters, ...fixed },
      };
      return fitPosterior(config, starts).log_posterior;
    }),
  );
  return markdownTable([
    ['A.3: "an earlier measurement can be ruled out" (Fig. 7)', ...results.map(({ name }) => `\`${name}\``)],
    ...heliosphereVelocities.map(({ name }, i) => [
      name,
      ...fits.map((own) => {
        const difference = own[i] - Math.max(...own);
        return difference === 0 ? 'best' : difference.toFixed(1).replace('-', '−');
      }),
    ]),
  ]);
}
