import { InputError } from '../errors.js';
import type { Problem } from '../errors.js';
import { speciesList, spectrumAxes } from '../physics/rigidity.js';
import { anisotropyPoints } from './anisotropy-points.js';
import { attributeReader } from './attribute-reader.js';
import type { AttributeReader } from './attribute-reader.js';
import { checkRows } from './check-rows.js';
import { anisotropyColumns, spectrumColumns } from './columns.js';
import type { AnisotropyDataset, Dataset, Provenance, SpectrumDataset } from './dataset.js';
import { parseEcsv } from './ecsv.js';
import type { EcsvTable } from './ecsv.js';
import { spectrumPoints } from './spectrum-points.js';

/**
 * Reads a data set from the text of its file in the schema of data/README.md.
 * Numbers come as they are written, phases wrapped to (-180, 180]; an empty cell is null, "not published".
 * @param file how the file is called in messages and in the result
 * @throws InputError with every mistake and its file:line:column
 */
export function parseDataset(text: string, file: string): Dataset {
  const problems: Problem[] = [];
  const table = parseEcsv(text, file, problems);
  if (table === null) throw new InputError(problems);

  const attributes = attributeReader(table.attributes, table.attributesWhere, problems);
  const before = problems.length;
  const kind = attributes.oneOf('kind', ['spectrum', 'anisotropy']);
  // Without a kind there is no telling which other attributes and columns belong.
  if (problems.length > before) throw new InputError(problems);
  const read = kind === 'spectrum' ? readSpectrum : readAnisotropy;
  const dataset = read(table, attributes, file, problems);
  if (problems.length > 0) throw new InputError(problems);
  return Object.freeze(dataset);
}

type Read<T> = (table: EcsvTable, attributes: AttributeReader, file: string, problems: Problem[]) => T;

const readSpectrum: Read<SpectrumDataset> = (table, attributes, file, problems) => {
  const provenance = readProvenance(attributes, file);
  const before = problems.length;
  const species = attributes.oneOf('species', speciesList);
  const beforeAxis = problems.length;
  const axis = attributes.oneOf('axis', spectrumAxes);
  const axisIsKnown = problems.length === beforeAxis;
  const kinematicsIsKnown = problems.length === before;
  const interactionModel = attributes.optionalText('interaction_model');
  attributes.rejectOthers();
  const rows = checkRows(table, spectrumColumns(axisIsKnown ? axis : null), file, problems);
  const points = Object.freeze(kinematicsIsKnown ? spectrumPoints(rows, { axis, species }, problems) : []);
  return { kind: 'spectrum', ...provenance, species, interactionModel, axis, points };
};

const readAnisotropy: Read<AnisotropyDataset> = (table, attributes, file, problems) => {
  const provenance = readProvenance(attributes, file);
  const group = attributes.text('group');
  attributes.rejectOthers();
  const rows = checkRows(table, anisotropyColumns, file, problems);
  const points = Object.freeze(anisotropyPoints(rows, problems));
  return { kind: 'anisotropy', ...provenance, group, points };
};

function readProvenance(attributes: AttributeReader, file: string): Provenance {
  return {
    name: attributes.name('dataset'),
    experiment: attributes.text('experiment'),
    reference: attributes.text('reference'),
    doi: attributes.optionalText('doi'),
    arxiv: attributes.optionalText('arxiv'),
    readFrom: attributes.optionalText('read_from') ?? '',
    role: attributes.oneOf('role', ['paper', 'extra'], 'extra'),
    overlaps: Object.freeze(attributes.list('overlaps')),
    caveats: Object.freeze(attributes.list('caveats')),
    file,
    sha256: null,
  };
}
