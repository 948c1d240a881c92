/** What each chain fails to explain, in words. */
import { checkChain } from '../../src/check/check-chain.js';
import type { ChainCheck } from '../../src/check/check-chain.js';
import { onlyTooClose } from '../../src/check/find-failures.js';
import { findings } from '../../src/check/findings.js';
import type { Result } from './chains.js';
import { bullets, list, markdownTable } from './markdown.js';

export function checkResult({ chain }: Result): ChainCheck {
  return checkChain(chain);
}

export function checkSection({ name }: Result, check: ChainCheck): string {
  const parts = findings(check).map(({ title, failures }) =>
    failures.length === 0 ? title : `${title}\n\n${bullets(failures.map(({ message }) => message))}`,
  );
  return `### \`${name}\`\n\n${parts.join('\n\n')}`;
}

/** chi2 of all of an observable, measured and replicated, and the scatter that the noise model needs. */
export function scatterTable(results: readonly Result[], checks: readonly ChainCheck[]): string {
  return markdownTable(
    [
      [
        'configuration',
        'tests',
        'failures',
        'scatter of fluxes',
        'scatter of amplitudes',
        'scatter of phases',
        'χ² of amplitudes and phases against published errors alone',
      ],
      ...results.map(({ name }, i) => {
        const { tests, failures, scatter, groups } = checks[i];
        const dipoles = groups.filter(
          ({ dataset, observable }) => dataset === null && observable !== 'spectrum',
        );
        const bare = dipoles.map(({ chi2, chi2_without_scatter }) => chi2_without_scatter ?? chi2.observed);
        return [
          `\`${name}\``,
          String(tests),
          String(failures.length),
          `${(100 * scatter.spectrum).toFixed(2)} %`,
          `${(100 * scatter.amplitude).toFixed(0)} %`,
          `${scatter.phase_deg.toFixed(0)}°`,
          `${bare.map((x) => x.toFixed(0)).join(', ')} for ${dipoles.map(({ n }) => String(n)).join(', ')} points`,
        ];
      }),
    ],
    [1, 2, 3, 4, 5],
  );
}

/** Which subjects both models of Sec. II and III fail to explain, scatter aside. */
export function sharedFailures(checks: ReadonlyMap<string, ChainCheck>): string {
  const subjects = (name: string): Set<string> => {
    const check = checks.get(name)!;
    const failed = [...check.failures, ...(check.failures_without_scatter ?? [])].filter(
      (f) => !onlyTooClose(f),
    );
    return new Set(failed.map(({ dataset, observable }) => `${dataset ?? 'all'} (${observable})`));
  };
  const [kinetic, wandering] = [subjects('lic'), subjects('wandering')];
  const both = [...kinetic].filter((subject) => wandering.has(subject));
  const alone = (one: Set<string>, other: Set<string>): string => {
    const own = [...one].filter((subject) => !other.has(subject));
    return own.length === 0 ? 'nothing' : list(own);
  };
  return `Against the published errors both models fail to explain ${both.length === 0 ? 'nothing' : list(both)}; \`lic\` alone ${alone(kinetic, wandering)}, \`wandering\` alone ${alone(wandering, kinetic)}.`;
}
