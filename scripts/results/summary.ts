/** The page in a few sentences, each computed. */
import type { ChainCheck } from '../../src/check/check-chain.js';
import { onlyTooClose } from '../../src/check/find-failures.js';
import { centralText } from '../../src/report/constraints/constraints-markdown.js';
import type { Sensitivity } from '../../src/sensitivity/sensitivity.js';
import type { Configuration, Result } from './chains.js';
import { constraintOf } from './chains.js';
import { drawsOf, placeOf } from './draws.js';
import { list, number, percent } from './markdown.js';
import { tableOne } from './paper.js';

interface Inputs {
  readonly of: Readonly<Record<Configuration, Result>>;
  readonly checks: ReadonlyMap<Configuration, ChainCheck>;
  readonly sensitivity: Sensitivity;
  readonly evidence: string;
  readonly loo: string;
}

export function summary({ of, checks, sensitivity, evidence, loo }: Inputs): string[] {
  const central = (name: Configuration, id: string): string => centralText(constraintOf(of[name], id)!);
  const tail = (name: Configuration, id: string): string => {
    const { tail: share, beyond } = placeOf(drawsOf(of[name].chain, id)!, tableOne(id));
    return beyond ? 'outside every draw' : `${percent(share)} of the posterior beyond it`;
  };
  const kinetic = (['lic', 'qgsjet', 'modern'] as const).map((name) => of[name]);
  const informed = (id: string): string => {
    const by = (what: string): string[] =>
      kinetic.filter((r) => constraintOf(r, id)!.informed_by === what).map(({ name }) => `\`${name}\``);
    return ['data', 'both', 'prior']
      .filter((what) => by(what).length > 0)
      .map((what) => `${what === 'both' ? 'both data and prior' : `the ${what}`} in ${list(by(what))}`)
      .join(', ');
  };
  const check = checks.get('lic')!;
  const failed = check.failures.filter((failure) => !onlyTooClose(failure));
  const conflicts = sensitivity.parameters.filter(({ diagnosis }) => diagnosis === 'prior-data conflict');
  return [
    `**V_sun** = ${central('lic', 'v_sun')} km/s under \`lic\` (the paper's 15.5 has ${tail('lic', 'v_sun')}), ${central('qgsjet', 'v_sun')} under \`qgsjet\`, ${central('modern', 'v_sun')} under \`modern\`. With published errors alone (\`paper\`) it is ${central('paper', 'v_sun')} km/s: that error bar is the one nobody should believe, since the model misses those data by far more than their errors.`,
    `**x and B** enter only as their product, x B = ${central('lic', 'x_b')} pc μG (\`lic\`), ${central('qgsjet', 'x_b')} (\`qgsjet\`), ${central('modern', 'x_b')} (\`modern\`); the paper's 1.6 pc × 3 μG = ${number(tableOne('x_b'))}. Taken alone, x is decided by ${informed('x_lic')}; B by ${informed('b_field')}.`,
    `**R_cr** = ${central('lic', 'r_cr')} GV (\`lic\`), ${central('qgsjet', 'r_cr')} (\`qgsjet\`), ${central('modern', 'r_cr')} (\`modern\`): it depends on which data are used by more than its error bars.`,
    `**δ_b** is decided by ${informed('delta_b')}; under \`lic\` ${central('lic', 'delta_b')}.`,
    `The dipole needs an intrinsic scatter of ${(100 * check.scatter.amplitude).toFixed(0)} % on amplitudes and ${check.scatter.phase_deg.toFixed(0)}° on phases before the model describes it; with that, ${failed.length === 0 ? 'no test fails' : `what remains unexplained is in ${list([...new Set(failed.map(({ dataset, observable }) => dataset ?? `all of ${observable}`))])}`}. "Naturally explains" is too strong for a fit with so much scatter.`,
    ...(conflicts.length === 0
      ? []
      : [
          `Prior and data pull apart for ${list(conflicts.map(({ id }) => `\`${id}\``))} under \`lic\` (power scaling).`,
        ]),
    `Kinetic or wandering: ${evidence} ${loo}`,
  ];
}
