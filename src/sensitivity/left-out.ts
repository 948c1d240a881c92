/** A configuration without some of its measurements. */
import type { ResolvedConfig, Selection } from '../config/resolved.js';
import { isSampled } from '../config/resolved.js';
import type { Dataset } from '../data/dataset.js';
import { parseDataset } from '../data/parse-dataset.js';
import { shippedDataset } from '../data/read-datasets.js';
import { energyScaleId } from '../likelihood/nuisances.js';

/** Who measured: the experiment of a spectrum, the group of dipole measurements. */
export function experimentOf(dataset: Dataset): string {
  return dataset.kind === 'spectrum' ? dataset.experiment : dataset.group;
}

/** As chi2 tables call it: the data set of a spectrum, the group of dipole measurements. */
export function componentOf(dataset: Dataset): string {
  return dataset.kind === 'spectrum' ? dataset.name : dataset.group;
}

/**
 * The configuration with the data sets that `keep` accepts. The energy scale of an experiment of which nothing is left enters nowhere:
 * its posterior is its prior, and it is fixed at 0 in place of being drawn.
 */
export function selectData(config: ResolvedConfig, keep: (dataset: Dataset) => boolean): ResolvedConfig {
  const shipped = ({ dataset }: Selection): boolean => keep(shippedDataset(dataset)!);
  const data = {
    ...config.data,
    spectra: config.data.spectra.filter(shipped),
    anisotropy: config.data.anisotropy.filter(shipped),
    files: config.data.files.filter(({ file, text }) => keep(parseDataset(text, file))),
  };
  const left = new Set(
    datasetsOf({ ...config, data }).map((dataset) => energyScaleId(experimentOf(dataset))),
  );
  const gone = datasetsOf(config)
    .filter((dataset) => dataset.kind === 'spectrum')
    .map((dataset) => energyScaleId(experimentOf(dataset)))
    .filter((id) => !left.has(id));
  const parameters = Object.fromEntries(
    Object.entries(config.parameters).map(([id, setting]) =>
      gone.includes(id) && isSampled(setting) ? [id, { value: 0 }] : [id, setting],
    ),
  );
  return { ...config, data, parameters };
}

/** The configuration without an experiment, under a name that says so. */
export function leaveOut(config: ResolvedConfig, experiment: string): ResolvedConfig {
  return {
    ...selectData(config, (dataset) => experimentOf(dataset) !== experiment),
    name: `${config.name}-without-${fileName(experiment)}`,
  };
}

/** Lower case, everything but letters and digits a hyphen. */
export function fileName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-|-$/g, '');
}

function datasetsOf({ data }: ResolvedConfig): Dataset[] {
  return [
    ...[...data.spectra, ...data.anisotropy].map(({ dataset }) => shippedDataset(dataset)!),
    ...data.files.map(({ file, text }) => parseDataset(text, file)),
  ];
}
