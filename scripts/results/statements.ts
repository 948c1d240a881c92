/** The paper's Appendix A, statement by statement, against the posteriors: which "well constrained" survives. */
import type { ResolvedConfig } from '../../src/config/resolved.js';
import { fitPosterior } from '../../src/inference/fit-posterior.js';
import { centralText } from '../../src/report/constraints/constraints-markdown.js';
import { OUTSIDE_MEASUREMENTS } from '../../src/report/page/outside-knowledge.js';
import type { Result } from './chains.js';
import { constraintOf } from './chains.js';
import type { Interval } from './draws.js';
import { dividedBy, drawsOf, intervalOf, placeOf } from './draws.js';
import { list, markdownTable, number, percent } from './markdown.js';
import { heliosphereVelocities, shownValues, tableOne } from './paper.js';

const half = 0.025;

/** Probability on its side of a value; a value with less than 2.5 % beyond it is outside the central 95 %. */
function tailText(result: Result, id: string, value: number): string {
  const { tail, beyond } = placeOf(drawsOf(result.chain, id)!, value);
  return beyond ? 'no draw' : percent(tail);
}

function isOutside(result: Result, id: string, value: number): boolean {
  return placeOf(drawsOf(result.chain, id)!, value).tail < half;
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

function isMeasured(result: Result, id: string): boolean {
  const row = constraintOf(result, id)!;
  return row.informed_by === 'data' && row.limit === null;
}

interface Statement {
  readonly quote: string;
  readonly results: readonly Result[];
  readonly columns: Readonly<Record<string, (result: Result) => string>>;
  /** What is asked, and in which posteriors it holds. */
  readonly verdicts: readonly (readonly [string, (result: Result) => boolean])[];
}

function statementSection({ quote, results, columns, verdicts }: Statement): string {
  const table = markdownTable([
    ['', ...Object.keys(columns)],
    ...results.map((result) => [`\`${result.name}\``, ...Object.values(columns).map((text) => text(result))]),
  ]);
  const words = verdicts.map(([question, holds]) => `${question}: ${verdict(results, holds)}.`).join(' ');
  return `**${quote}**\n\n${table}\n\n${words}`;
}

/** @param all posteriors; kinetic ones tell of R_cr and B */
export function statementsSection(all: readonly Result[]): string {
  const kinetic = all.filter(({ record }) => record.config.model === 'kinetic');
  const posterior =
    (id: string) =>
    (result: Result): string => {
      const row = constraintOf(result, id)!;
      return `${centralText(row)}, ${row.informed_by ?? ''}`;
    };
  const beyond =
    (id: string, value: number) =>
    (result: Result): string =>
      tailText(result, id, value);
  const [field] = OUTSIDE_MEASUREMENTS.filter(
    ({ id, error }) => id === 'b_field' && error !== null && error < 0.5,
  );
  const quotient = (result: Result, by: number, sd = 0): Interval =>
    intervalOf(dividedBy(drawsOf(result.chain, 'x_b')!, by, sd));
  const range = ({ ci95 }: Interval): string => `${number(ci95[0])} … ${number(ci95[1])}`;
  const [low, high] = shownValues.r_cr;
  const statements: readonly Statement[] = [
    {
      quote: 'A.1: δ_b "can be well constrained by observations" (Fig. 5: 10⁻⁴, 6 × 10⁻⁴, 10⁻³)',
      results: all,
      columns: {
        δ_b: posterior('delta_b'),
        'beyond 10⁻⁴': beyond('delta_b', shownValues.delta_b[0]),
        'beyond 10⁻³': beyond('delta_b', shownValues.delta_b[1]),
      },
      verdicts: [['Well constrained', (r) => isMeasured(r, 'delta_b')]],
    },
    {
      quote:
        'A.2: "CR observations require a value of about 15.5 km/s" for V_sun (Fig. 6: 10, 15.5, 20 km/s)',
      results: all,
      columns: {
        'V_sun, km/s': posterior('v_sun'),
        'beyond 10': beyond('v_sun', shownValues.v_sun[0]),
        'beyond 15.5': beyond('v_sun', tableOne('v_sun')),
        'beyond 20': beyond('v_sun', shownValues.v_sun[1]),
      },
      verdicts: [
        ['10 and 20 km/s are both excluded', (r) => bothOutside(r, 'v_sun')],
        ['15.5 km/s is not', (r) => !isOutside(r, 'v_sun', tableOne('v_sun'))],
      ],
    },
    {
      quote: 'A.4: "an upper limit of a few pc can be derived for x" (Fig. 8: 0.1, 1.6, 10 pc)',
      results: kinetic,
      columns: {
        'x alone, pc': posterior('x_lic'),
        [`x with B = ${field.text}, pc (95 %)`]: (r) => range(quotient(r, field.value!, field.error!)),
      },
      verdicts: [
        [
          'An upper limit on x alone',
          (r) => isMeasured(r, 'x_lic') || constraintOf(r, 'x_lic')!.limit?.side === 'upper',
        ],
        [
          'With B from outside, below 10 pc',
          (r) => quotient(r, field.value!, field.error!).ci95[1] < shownValues.x_lic[1],
        ],
      ],
    },
    {
      quote:
        'A.5: "turbulence in the LIC cannot be very high": R_cr not far below 3 PV (Fig. 9: 0.3, 3, 30 PV)',
      results: kinetic,
      columns: {
        'R_cr, GV': posterior('r_cr'),
        'beyond 0.3 PV': beyond('r_cr', low),
        'beyond 30 PV': beyond('r_cr', high),
      },
      verdicts: [
        ['0.3 PV is too low', (r) => constraintOf(r, 'r_cr')!.ci95[0] > low],
        ['30 PV is too high', (r) => constraintOf(r, 'r_cr')!.ci95[1] < high],
      ],
    },
    {
      quote: 'A.5: "B is well constrained at a few μG" (Fig. 10: 1, 3, 9 μG)',
      results: kinetic,
      columns: {
        'B alone, μG': posterior('b_field'),
        [`B with x held at ${number(tableOne('x_lic'))} pc, μG (95 %)`]: (r) =>
          range(quotient(r, tableOne('x_lic'))),
      },
      verdicts: [
        ['B alone', (r) => isMeasured(r, 'b_field')],
        [
          'With x held, 3 μG is inside',
          (r) => {
            const [from, to] = quotient(r, tableOne('x_lic')).ci95;
            return tableOne('b_field') >= from && tableOne('b_field') <= to;
          },
        ],
        [
          'With x held, 1 and 9 μG both excluded',
          (r) => {
            const [from, to] = quotient(r, tableOne('x_lic')).ci95;
            return shownValues.b_field.every((b) => b < from || b > to);
          },
        ],
      ],
    },
  ];
  return statements.map(statementSection).join('\n\n');
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
