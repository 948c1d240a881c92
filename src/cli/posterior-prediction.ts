/** `licmc predict spectra|anisotropy --chain`: bands instead of one curve. */
import { checkHasDraws } from '../chain/has-draws.js';
import { openChain, type Chain } from '../chain/reader.js';
import type { Species, SpectrumAxis } from '../physics/rigidity.js';
import type { Bands } from '../report/prediction/bands.js';
import { predictAtData, type PredictedMeasurement } from '../report/prediction/predict-at-data.js';
import { predictChainDipole, predictChainSpectra } from '../report/prediction/predict-at-points.js';
import type { CommandResult } from './command.js';
import { chainNotes } from './running-note.js';
import { formatNumber, formatTable } from './table.js';

export interface ChainOptions {
  readonly chain: string;
  readonly error: number;
  readonly phaseError: number;
  readonly seed: string;
}

/** Bands at points, or without points at the measurements of the chain. */
export function chainSpectra(
  options: ChainOptions,
  species: Species,
  axis: SpectrumAxis,
  x: readonly number[] | null,
  fluxUnit: string,
): CommandResult {
  return withChain(options.chain, (chain) => {
    if (x === null) return atData(chain, species, options.seed);
    const result = predictChainSpectra(chain, { ...noiseOf(options), species, axis, x });
    const { draws, total, components, model, noisy } = result;
    const title = axis === 'rigidity' ? 'R/GV' : `${axis}/GeV`;
    return {
      json: {
        species,
        axis,
        x,
        total,
        components,
        flux_unit: fluxUnit,
        chain: chain.path,
        draws,
        model,
        noisy,
      },
      text: `${bandTable(title, x, [['flux', model, noisy]])}\nflux unit: ${fluxUnit}; ${NOISY}`,
    };
  });
}

export function chainDipole(options: ChainOptions, energiesGeV: readonly number[] | null): CommandResult {
  return withChain(options.chain, (chain) => {
    if (energiesGeV === null) return atData(chain, null, options.seed);
    const { draws, ...result } = predictChainDipole(chain, { ...noiseOf(options), energiesGeV });
    const { model, noisy } = result;
    const blocks: Block[] = [
      ['amplitude', model.amplitude, noisy.amplitude],
      ['RA/deg', model.phase_ra_deg, noisy.phase_ra_deg],
    ];
    return {
      json: { ...result, chain: chain.path, draws },
      text: `${bandTable('E/GeV', energiesGeV, blocks)}\n${NOISY}`,
    };
  });
}

const NOISY = 'with noise: the scatter of the noise model and the errors given by --error and --phase-error';

function withChain(path: string, run: (chain: Chain) => CommandResult): CommandResult {
  const chain = openChain(path);
  try {
    chainNotes(chain);
    checkHasDraws(chain);
    return run(chain);
  } finally {
    chain.close();
  }
}

function noiseOf({ error, phaseError, seed }: ChainOptions) {
  return { relativeError: error, phaseErrorDeg: phaseError, seed };
}

type Block = readonly [title: string, model: Bands, noisy: Bands];

function bandTable(title: string, x: readonly number[], blocks: readonly Block[]): string {
  const titles = blocks.flatMap(([name]) => [name, '68 %', '95 %', 'with noise 68 %', '95 %']);
  return formatTable(
    [title, ...titles].map((text) => ({ title: text })),
    x.map((value, i) => [
      formatNumber(value),
      ...blocks.flatMap(([, model, noisy]) => [
        formatNumber(model.median[i], 4),
        ...[model.ci68[i], model.ci95[i], noisy.ci68[i], noisy.ci95[i]].map(span),
      ]),
    ]),
  );
}

function span([lo, hi]: readonly [number, number]): string {
  return `${formatNumber(lo, 4)} .. ${formatNumber(hi, 4)}`;
}

function atData(chain: Chain, species: Species | null, seed: string): CommandResult {
  const measurements = predictAtData(chain, species, seed);
  const row = (m: PredictedMeasurement): string[] => [
    m.dataset,
    m.observable,
    formatNumber(m.x, 4),
    formatNumber(m.measured, 4),
    formatNumber(m.model.median, 4),
    span(m.model.ci68),
    span(m.noisy.ci68),
    span(m.noisy.ci95),
  ];
  const titles = ['x', 'measured', 'model', '68 %', 'replicated 68 %', '95 %'];
  const table = formatTable(
    [
      { title: 'data set', align: 'left' },
      { title: 'observable', align: 'left' },
      ...titles.map((title) => ({ title })),
    ],
    measurements.map(row),
  );
  return { json: { species, chain: chain.path, measurements }, text: table };
}
