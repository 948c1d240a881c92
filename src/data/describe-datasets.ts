/** What `licmc datasets` prints: the measurements shipped and those that a reader would miss. */
import { axisUnit } from './dataset.js';
import type { Confidence, Dataset, SpectrumAxis } from './dataset.js';
import { missingDatasets } from './missing-datasets.js';
import type { MissingDataset } from './missing-datasets.js';
import { textTable, hangText } from './text-table.js';
import type { TextColumn } from './text-table.js';

/** One data set as a row of the list; field names are those of the JSON output. */
export interface DatasetRow {
  readonly name: string;
  readonly kind: Dataset['kind'];
  readonly experiment: string;
  /** Null for anisotropies. */
  readonly species: string | null;
  readonly interaction_model: string | null;
  readonly axis: SpectrumAxis | null;
  /** Null for spectra. */
  readonly group: string | null;
  readonly points: number;
  /** First and last point, in `unit`. */
  readonly range: readonly [number, number];
  readonly unit: string;
  /** Number of points of each confidence; those without are not counted. */
  readonly confidence: Readonly<Record<Confidence, number>>;
  readonly role: Dataset['role'];
  readonly overlaps: readonly string[];
  readonly reference: string;
  readonly doi: string | null;
  readonly arxiv: string | null;
}

/** The list as a JSON document. */
export interface DatasetList {
  readonly datasets: readonly DatasetRow[];
  readonly missing: readonly Omit<MissingDataset, 'words'>[];
}

/** Lists data sets in the order given, together with what is not shipped. */
export function listDatasets(datasets: readonly Dataset[]): DatasetList {
  return {
    datasets: datasets.map(datasetRow),
    missing: missingDatasets.map(({ what, reason, instead }) => ({ what, reason, instead })),
  };
}

function datasetRow(dataset: Dataset): DatasetRow {
  const spectrum = dataset.kind === 'spectrum' ? dataset : null;
  const at =
    dataset.kind === 'spectrum'
      ? dataset.points.map(({ x }) => x)
      : dataset.points.map(({ energyGeV }) => energyGeV);
  const count = (level: Confidence): number =>
    dataset.points.filter(({ confidence }) => confidence === level).length;
  return {
    name: dataset.name,
    kind: dataset.kind,
    experiment: dataset.experiment,
    species: spectrum?.species ?? null,
    interaction_model: spectrum?.interactionModel ?? null,
    axis: spectrum?.axis ?? null,
    group: dataset.kind === 'anisotropy' ? dataset.group : null,
    points: dataset.points.length,
    range: [at[0], at[at.length - 1]],
    unit: spectrum === null ? 'GeV' : axisUnit(spectrum.axis),
    confidence: { high: count('high'), medium: count('medium'), low: count('low') },
    role: dataset.role,
    overlaps: dataset.overlaps,
    reference: dataset.reference,
    doi: dataset.doi,
    arxiv: dataset.arxiv,
  };
}

const shortAxis: Readonly<Record<SpectrumAxis, string>> = {
  rigidity: 'R',
  'total-energy': 'E',
  'kinetic-energy': 'Ek',
  'kinetic-energy-per-nucleon': 'Ek/n',
};

/** The list for people, at most 120 characters wide. */
export function datasetListLines({ datasets, missing }: DatasetList): string[] {
  const references = [...new Set(datasets.map(citation))];
  const table = (rows: readonly DatasetRow[], own: readonly TextColumn[]): string[] =>
    textTable([
      { title: 'data set', align: 'left', cells: rows.map(({ name }) => name) },
      ...own,
      { title: 'points', align: 'right', cells: rows.map(({ points }) => String(points)) },
      { title: 'range', align: 'left', cells: rows.map(rangeText) },
      { title: 'confidence', align: 'left', cells: rows.map(confidenceText) },
      {
        title: 'ref.',
        align: 'right',
        cells: rows.map((row) => `[${references.indexOf(citation(row)) + 1}]`),
      },
    ]);
  const spectra = datasets.filter(({ kind }) => kind === 'spectrum');
  const dipoles = datasets.filter(({ kind }) => kind === 'anisotropy');
  const heading = (rows: readonly DatasetRow[]): string =>
    `${rows.length} data sets, ${rows.reduce((sum, { points }) => sum + points, 0)} points`;
  return [
    `SPECTRA: ${heading(spectra)}`,
    'axis: R rigidity; E total, Ek kinetic energy per nucleus; Ek/n kinetic energy per nucleon',
    ...table(spectra, [
      { title: 'species', align: 'left', cells: spectra.map(({ species }) => species ?? '') },
      {
        title: 'axis',
        align: 'left',
        cells: spectra.map(({ axis }) => (axis === null ? '' : shortAxis[axis])),
      },
      { title: 'model', align: 'left', cells: spectra.map((row) => row.interaction_model ?? '') },
    ]),
    '',
    `ANISOTROPY: ${heading(dipoles)}`,
    ...table(dipoles, [{ title: 'group', align: 'left', cells: dipoles.map(({ group }) => group ?? '') }]),
    '',
    'REFERENCES',
    ...references.flatMap((reference, i) => hangText(`[${i + 1}] `.padStart(5), reference, 118)),
    '',
    'NOT SHIPPED, though in the figures of Xue & Liu (2025)',
    ...missing.flatMap(({ what, reason, instead }) => hangText('- ', `${what}. ${reason} ${instead}`, 110)),
    '',
    'licmc datasets NAME prints one with its overlaps and caveats. data/README.md explains the files and how to add your own.',
  ];
}

/** The reference with its DOI and arXiv number, which is not repeated when the reference has it. */
export function citation({ reference, doi, arxiv }: Pick<DatasetRow, 'reference' | 'doi' | 'arxiv'>): string {
  const parts = [reference];
  if (doi !== null) parts.push(`doi:${doi}`);
  if (arxiv !== null && !reference.includes(arxiv)) parts.push(`arXiv:${arxiv}`);
  return parts.join(', ');
}

function rangeText({ range: [first, last], unit }: DatasetRow): string {
  const short = (x: number): string => {
    const digits = x.toPrecision(4);
    return x < 1e5 ? String(Number(digits)) : Number(digits).toExponential().replace('e+', 'e');
  };
  return first === last ? `${short(first)} ${unit}` : `${short(first)} to ${short(last)} ${unit}`;
}

function confidenceText({ points, confidence }: DatasetRow): string {
  const levels = (['high', 'medium', 'low'] as const).filter((level) => confidence[level] > 0);
  return levels
    .map((level) => (confidence[level] === points ? level : `${level} ${confidence[level]}`))
    .join(', ');
}
