/** The report of a chain: one HTML document that needs nothing else. Composes; what it says comes from the other modules. */
import { basename } from 'node:path';
import type { Chain } from '../../chain/reader.js';
import { assessDraws } from '../../draw/assess-chain.js';
import { checkChain, defaultReplicates } from '../../check/check-chain.js';
import { evaluateAt } from '../../inference/chi2.js';
import { chainConstraints } from '../../inference/constraints.js';
import { bestRow, jointSummary } from '../../inference/joint-summary.js';
import { themes } from '../../plot/theme.js';
import { recordOf } from '../../inference/run-record.js';
import { cornerChain, cornerParameters, paperMark } from '../corner-of-chains.js';
import { checkFigure } from '../figures/check-figure.js';
import { chainSource, drawValues } from '../figures/figure-source.js';
import { dipoleFigure, spectraFigure } from '../figures/paper-figures.js';
import { skyFigure } from '../figures/sky-figure.js';
import type { Sensitivity } from '../../sensitivity/sensitivity.js';
import { checkSection } from './check-section.js';
import { escapeHtml } from './html.js';
import { bestRowSection, correlationSection } from './joint-section.js';
import { pageStyles } from './page-styles.js';
import { PAGE_SCRIPT } from './page-script.js';
import { pairPicker } from './pair-picker.js';
import {
  chi2Section,
  comparisonSection,
  constraintsSection,
  downloadsSection,
  provenanceSection,
  runSection,
  verdictSection,
} from './sections.js';
import { sensitivitySection } from './sensitivity-section.js';

/**
 * Everything about a chain on one page.
 * @param sensitivity left out where null   @param replicates of the posterior predictive check
 * @throws InputError for a chain that was not drawn from a configuration
 */
export function reportPage(
  chain: Chain,
  sensitivity: Sensitivity | null = null,
  replicates = defaultReplicates,
): string {
  const record = recordOf(chain.metadata.document, chain.path);
  const { config } = record;
  const assessment = assessDraws(chain, {});
  const constraints = chainConstraints(chain);
  const source = chainSource(chain);
  const parameters = cornerParameters([chain], undefined);
  const chi2 = evaluateAt(config, bestPoint(chain, config));
  const { correlation, covariance } = jointSummary(chain);
  const check = checkChain(chain, { replicates });
  const name = basename(chain.path);
  const theme = themes.page;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(name)}: report</title>
<style>${pageStyles()}#pair path { vector-effect: non-scaling-stroke; }</style>
</head>
<body>
<div class="controls" style="float:right"><button id="theme" type="button">light / dark</button></div>
<h1>Posterior of the Local Interstellar Cloud: ${escapeHtml(config.name)}</h1>
<p class="muted">${escapeHtml(config.description)}</p>
${verdictSection(assessment, chain)}
${runSection(record, chain)}
<h2>Constraints</h2>
${constraintsSection(constraints)}
${bestRowSection(bestRow(chain))}
${correlationSection(correlation, covariance)}
<h2>Beside outside measurements</h2>
${comparisonSection(constraints)}
${sensitivity === null ? '' : `<h2>What the constraints rest on</h2>\n${sensitivitySection(sensitivity)}`}
<h2>Spectra</h2>
<p class="muted">Point at a measurement for its reference; click an entry of the legend to hide or show it.</p>
<figure>${spectraFigure(source, theme, 'r1').svg}<figcaption>Spectra of protons and helium with the posterior of the model, and the residuals.</figcaption></figure>
<h2>Dipole anisotropy</h2>
<figure>${dipoleFigure(source, theme, 'r2').svg}<figcaption>Amplitude and right ascension of the equatorial dipole, with the posterior of the model, and the residuals.</figcaption></figure>
<h2>Directions</h2>
<figure>${skyFigure(source, theme).svg}<figcaption>Draws of the direction of the total dipole along energy; marked directions at the highest posterior of the chain.</figcaption></figure>
<h2>Parameters in pairs</h2>
${pairPicker({ parameters, chains: [cornerChain(chain)], marks: [paperMark(parameters)] })}
<h2>Fit by data set</h2>
${chi2Section(chi2)}
<h2>What the model does not explain</h2>
${checkSection(check)}
<figure>${checkFigure(check, theme, 'r3').svg}<figcaption>Pulls of all measurements along energy, and χ² per point beside that of replicated data.</figcaption></figure>
<h2>Reproduce it</h2>
${provenanceSection(record, chain)}
<h2>Tables</h2>
${downloadsSection(constraints, chi2, source.residuals, record)}
<div id="tooltip" hidden></div>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

/** The draw with the highest posterior, as `--set` would give it. */
function bestPoint(
  chain: Chain,
  config: ReturnType<typeof recordOf>['config'],
): { id: string; value: number }[] {
  const logPosterior = chain.column('log_posterior');
  const best = logPosterior.reduce((at, value, i) => (value > logPosterior[at] ? i : at), 0);
  const [values] = drawValues(chain, config, [best]);
  return Object.keys(config.parameters).map((id, i) => ({ id, value: values[i] }));
}
