/** What `licmc datasets NAME` prints: one data set with all it says about itself. */
import { InputError, show, suggestion } from '../errors.js';
import { axisUnit, fluxUnit } from './dataset.js';
import type { AnisotropyPoint, Dataset, SpectrumAxis, SpectrumPoint } from './dataset.js';
import { citation } from './describe-datasets.js';
import { missingDatasets } from './missing-datasets.js';
import { textTable, hangText } from './text-table.js';

/**
 * The data set of that name.
 * @throws InputError with the nearest name, and the reason when a set of such a name is known to be missing
 */
export function findDataset(datasets: readonly Dataset[], name: string): Dataset {
  const found = datasets.find((dataset) => dataset.name === name);
  if (found !== undefined) return found;
  const asked = name.toLowerCase();
  const missing = missingDatasets.filter(({ words }) => words.some((word) => asked.includes(word)));
  const reasons = missing.map(({ what, reason, instead }) => ` Not shipped: ${what}. ${reason} ${instead}`);
  throw new InputError({
    where: 'data set',
    expected: 'a name that licmc datasets lists',
    got: show(name),
    hint:
      suggestion(
        name,
        datasets.map((dataset) => dataset.name),
      ) + reasons.join(''),
  });
}

const spectrumFields = {
  x: ({ x }) => x,
  x_lo: ({ xLo }) => xLo,
  x_hi: ({ xHi }) => xHi,
  flux: ({ flux }) => flux,
  stat_lo: ({ statLo }) => statLo,
  stat_hi: ({ statHi }) => statHi,
  sys_lo: ({ sysLo }) => sysLo,
  sys_hi: ({ sysHi }) => sysHi,
  confidence: ({ confidence }) => confidence,
  note: ({ note }) => note,
} satisfies Record<string, (point: SpectrumPoint) => number | string | null>;

const anisotropyFields = {
  energy_gev: ({ energyGeV }) => energyGeV,
  amplitude: ({ amplitude }) => amplitude,
  amplitude_err_lo: ({ amplitudeErrLo }) => amplitudeErrLo,
  amplitude_err_hi: ({ amplitudeErrHi }) => amplitudeErrHi,
  amplitude_ul: ({ amplitudeUpperLimit }) => amplitudeUpperLimit,
  phase_ra_deg: ({ phaseDeg }) => phaseDeg,
  phase_err_lo_deg: ({ phaseErrLoDeg }) => phaseErrLoDeg,
  phase_err_hi_deg: ({ phaseErrHiDeg }) => phaseErrHiDeg,
  fov_factor: ({ fovFactor }) => fovFactor,
  in_fig2: ({ inFig2 }) => inFig2,
  confidence: ({ confidence }) => confidence,
  note: ({ note }) => note,
} satisfies Record<string, (point: AnisotropyPoint) => number | string | null>;

/** Column titles of the printed table where the file's own are too long for it. */
const shortTitles: Readonly<Record<string, string | undefined>> = {
  energy_gev: 'E/GeV',
  amplitude_err_lo: '-',
  amplitude_err_hi: '+',
  amplitude_ul: 'limit',
  phase_ra_deg: 'RA/deg',
  phase_err_lo_deg: '-',
  phase_err_hi_deg: '+',
  fov_factor: 'fov',
  in_fig2: 'Fig. 2',
};

type PlainPoint = Readonly<Record<string, number | string | null>>;

function plainPoints(dataset: Dataset): PlainPoint[] {
  return dataset.kind === 'spectrum'
    ? dataset.points.map((point) => take(spectrumFields, point))
    : dataset.points.map((point) => take(anisotropyFields, point));
}

function take<P>(fields: Record<string, (point: P) => number | string | null>, point: P): PlainPoint {
  return Object.fromEntries(Object.entries(fields).map(([name, of]) => [name, of(point)]));
}

/** One data set as a JSON document; points have the column names of the file, phases in (-180, 180]. */
export function datasetDocument(dataset: Dataset): Readonly<Record<string, unknown>> {
  const own =
    dataset.kind === 'spectrum'
      ? {
          species: dataset.species,
          interaction_model: dataset.interactionModel,
          axis: dataset.axis,
          x_unit: axisUnit(dataset.axis),
          flux_unit: fluxUnit(dataset.axis),
        }
      : { group: dataset.group };
  return {
    name: dataset.name,
    kind: dataset.kind,
    experiment: dataset.experiment,
    ...own,
    role: dataset.role,
    reference: dataset.reference,
    doi: dataset.doi,
    arxiv: dataset.arxiv,
    read_from: dataset.readFrom,
    overlaps: dataset.overlaps,
    caveats: dataset.caveats,
    file: dataset.file,
    sha256: dataset.sha256,
    points: plainPoints(dataset),
  };
}

/** One data set for people: provenance, then every point; an empty place is "not published". Notes stand below the table. */
export function datasetLines(dataset: Dataset): string[] {
  const entry = (label: string, text: string): string[] => hangText(label.padEnd(12), text, 110);
  const points = plainPoints(dataset);
  const columns = Object.keys(points[0]).filter(
    (name) => name !== 'note' && points.some((point) => point[name] !== null),
  );
  const notes = dataset.points.filter(({ note }) => note !== '');
  return [
    `${dataset.name}: ${title(dataset)}`,
    ...(dataset.kind === 'spectrum' ? entry('axis', axisText(dataset.axis)) : []),
    ...entry('reference', citation(dataset)),
    ...entry('read from', dataset.readFrom || 'not stated'),
    ...entry('file', dataset.file),
    ...(dataset.overlaps.length > 0
      ? entry('overlaps', `${dataset.overlaps.join(', ')} (not independent: use one)`)
      : []),
    ...dataset.caveats.flatMap((caveat, i) => entry(i === 0 ? 'caveats' : '', caveat)),
    '',
    ...textTable(
      columns.map((name) => ({
        title: shortTitles[name] ?? name,
        align: points.some((point) => typeof point[name] === 'string')
          ? ('left' as const)
          : ('right' as const),
        cells: points.map((point) => String(point[name] ?? '')),
      })),
    ),
    ...(notes.length > 0
      ? ['', ...notes.flatMap(({ line, note }) => hangText(`line ${line}: `, note, 110))]
      : []),
  ];
}

function title(dataset: Dataset): string {
  const points = `${dataset.points.length} ${dataset.points.length === 1 ? 'point' : 'points'}`;
  if (dataset.kind === 'anisotropy')
    return `dipole anisotropy, ${dataset.experiment} (group ${dataset.group}), ${points}`;
  const model = dataset.interactionModel === null ? '' : `, ${dataset.interactionModel}`;
  return `${dataset.species === 'p' ? 'proton' : 'helium'} spectrum, ${dataset.experiment}${model}, ${points}`;
}

function axisText(axis: SpectrumAxis): string {
  return `x is ${axis} in ${axisUnit(axis)}, flux in ${fluxUnit(axis)}`;
}
