/** What each chain fails to explain, in words. */
import { checkChain } from '../../src/check/check-chain.js';
import type { ChainCheck } from '../../src/check/check-chain.js';
import { findings } from '../../src/check/findings.js';
import type { Result } from './chains.js';
import { bullets, markdownTable } from './markdown.js';

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
