import { parseDataset } from '../data/parse-dataset.js';
import type {
  AnisotropyDataset,
  AnisotropyPoint,
  Dataset,
  SpectrumDataset,
  SpectrumPoint,
} from '../data/dataset.js';
import { shippedDataset, shippedDatasets } from '../data/read-datasets.js';
import { InputError, show, suggestion } from '../errors.js';
import type { Problem } from '../errors.js';
import type { ResolvedConfig, Selection } from './resolved.js';
import type { YamlPath } from './yaml-source.js';

/** A data set with the points of it that a configuration selects. */
export type Measurement =
  | { readonly dataset: SpectrumDataset; readonly points: readonly SpectrumPoint[] }
  | { readonly dataset: AnisotropyDataset; readonly points: readonly AnisotropyPoint[] };

/** Reports a mistake at a path of the configuration. */
type Complain = (path: YamlPath, problem: Omit<Problem, 'where'>) => void;

/**
 * The data sets that a configuration names, spectra first, with the selected points.
 * A name that is not shipped, or is of the other kind, goes to `complain`; so do overlapping selections of no point.
 */
export function loadMeasurements(data: ResolvedConfig['data'], complain: Complain): Measurement[] {
  const measurements: Measurement[] = [];
  for (const kind of ['spectra', 'anisotropy'] as const) {
    data[kind].forEach((selection, i) => {
      const dataset = findDataset(selection.dataset, kind, ['data', kind, i], complain);
      if (dataset === null) return;
      if (data[kind].findIndex((other) => other.dataset === selection.dataset) < i) {
        complain(['data', kind, i], {
          expected: 'each data set once',
          got: show(selection.dataset),
          hint: 'Remove the repetition.',
        });
      }
      measurements.push(select(dataset, selection, ['data', kind, i], complain));
    });
  }
  data.files.forEach((own, i) => {
    measurements.push(select(parseDataset(own.text, own.file), own, ['data', 'files', i], complain));
  });
  return measurements;
}

/** The same for a configuration that was checked before: any complaint is an error. */
export function measurementsOf(config: ResolvedConfig): Measurement[] {
  return loadMeasurements(config.data, (path, problem) => {
    throw new InputError({ where: `${config.name}: ${path.join('.')}`, ...problem });
  });
}

function findDataset(
  name: string,
  kind: 'spectra' | 'anisotropy',
  path: YamlPath,
  complain: Complain,
): Dataset | null {
  const wanted = kind === 'spectra' ? 'spectrum' : 'anisotropy';
  const found = shippedDataset(name);
  if (found?.kind === wanted) return found;
  const names = (): string[] =>
    shippedDatasets().flatMap((dataset) => (dataset.kind === wanted ? [dataset.name] : []));
  const hint =
    found === null
      ? suggestion(name, names())
      : `It belongs under data.${kind === 'spectra' ? 'anisotropy' : 'spectra'}.`;
  complain(path, { expected: `a shipped ${wanted} data set (licmc datasets)`, got: show(name), hint });
  return null;
}

function select(
  dataset: Dataset,
  selection: Omit<Selection, 'dataset'>,
  path: YamlPath,
  complain: Complain,
): Measurement {
  const { min = -Infinity, max = Infinity } = selection.range;
  const kept = (x: number): boolean => x >= min && x <= max && !selection.exclude.includes(x);
  const values: number[] =
    dataset.kind === 'spectrum' ? dataset.points.map((p) => p.x) : dataset.points.map((p) => p.energyGeV);
  selection.exclude.forEach((x, i) => {
    if (values.includes(x)) return;
    const nearest = values.reduce((best, v) => (Math.abs(v - x) < Math.abs(best - x) ? v : best));
    complain([...path, 'exclude', i], {
      expected: `a point of ${dataset.name}`,
      got: show(x),
      hint: `The nearest is at ${nearest}.`,
    });
  });
  if (!values.some(kept)) {
    complain(path, {
      expected: `a selection that keeps a point of ${dataset.name}`,
      got: show(selection.range),
      hint: 'Widen the range or remove the data set.',
    });
  }
  return dataset.kind === 'spectrum'
    ? { dataset, points: dataset.points.filter((p) => kept(p.x)) }
    : { dataset, points: dataset.points.filter((p) => kept(p.energyGeV)) };
}
