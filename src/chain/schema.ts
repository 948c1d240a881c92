/** The Arrow schema of a chain: columns and metadata to Arrow and back. */
import { Precision } from 'apache-arrow/enum';
import { Field, Schema } from 'apache-arrow/schema';
import { DataType, Float64, Uint16, Uint32 } from 'apache-arrow/type';
import { InputError } from '../errors.js';
import { canonicalJson } from './canonical-json.js';
import type { ChainColumn, ColumnKind } from './columns.js';

/** What the schema of a chain says about the run as a whole. */
export interface ChainMetadata {
  /** The `licmc` document: resolved configuration, data hashes, settings. Plain JSON without times, durations or host names. */
  readonly document: Readonly<Record<string, unknown>>;
  /** `licmc.seed` */
  readonly seed: string;
  /** `licmc.version`: of the program that drew the chain. */
  readonly version: string;
  /** `licmc.config_sha256`: hash of the resolved configuration. */
  readonly configSha256: string;
}

/** Bits of the unsigned integers in the index columns; every other column is float64. */
const INDEX_BITS: Readonly<Record<string, 16 | 32>> = { ensemble: 16, walker: 16, step: 32 };

/** @param entries further schema metadata, after that of the run */
export function chainSchema(
  columns: readonly ChainColumn[],
  metadata: ChainMetadata,
  entries: Readonly<Record<string, string>> = {},
): Schema {
  const fields = columns.map((column) => {
    const bits = column.kind === 'index' ? INDEX_BITS[column.id] : 64;
    const type = bits === 64 ? new Float64() : bits === 32 ? new Uint32() : new Uint16();
    return new Field(column.id, type, false, fieldMetadata(column));
  });
  return new Schema(
    fields,
    new Map([
      ['licmc', canonicalJson(metadata.document)],
      ['licmc.seed', metadata.seed],
      ['licmc.version', metadata.version],
      ['licmc.config_sha256', metadata.configSha256],
      ...Object.entries(entries),
    ]),
  );
}

function fieldMetadata(column: ChainColumn): Map<string, string> {
  const entries = new Map([
    ['unit', column.unit],
    ['latex', column.latex],
    ['derived', String(column.kind === 'derived')],
    ['kind', column.kind],
  ]);
  if (column.kind === 'coordinate') {
    entries.set('prior', canonicalJson(column.prior ?? null));
    // JSON has no infinity: an open end is null.
    const support = (column.support ?? [-Infinity, Infinity]).map((end) =>
      Number.isFinite(end) ? end : null,
    );
    entries.set('support', canonicalJson(support));
  }
  return entries;
}

/** What a schema says of a chain. */
export interface SchemaContents {
  readonly columns: readonly ChainColumn[];
  readonly metadata: ChainMetadata;
}

/**
 * Reads a schema that another program may have written: everything a reader relies on is checked.
 * @param path of the file, for the message   @throws InputError when it is not that of a chain
 */
export function readChainSchema(schema: Schema, path: string): SchemaContents {
  const fields = schema.fields as readonly Field<DataType>[];
  const document = parseJson(schema.metadata.get('licmc') ?? 'null');
  const missing = isObject(document) ? missingColumn(fields) : "a JSON object as the schema metadata 'licmc'";
  if (missing !== null || !isObject(document))
    throw new InputError({
      where: path,
      expected: `a chain with ${String(missing)}`,
      hint: 'Chains made by other programs are read with `licmc import`.',
    });
  return {
    columns: fields.map(readField),
    metadata: {
      document,
      seed: schema.metadata.get('licmc.seed') ?? '',
      version: schema.metadata.get('licmc.version') ?? '',
      configSha256: schema.metadata.get('licmc.config_sha256') ?? '',
    },
  };
}

function missingColumn(fields: readonly Field<DataType>[]): string | null {
  for (const [id, bits] of Object.entries(INDEX_BITS)) {
    const type = fields.find((field) => field.name === id)?.type;
    const fits = DataType.isInt(type) && !type.isSigned && type.bitWidth === bits;
    if (!fits) return `a column '${id}' of uint${bits}`;
  }
  if (!fields.some((field) => field.name === 'log_posterior')) return "a column 'log_posterior'";
  for (const { name, type } of fields) {
    const fits = name in INDEX_BITS || (DataType.isFloat(type) && type.precision === Precision.DOUBLE);
    if (!fits) return `float64 numbers in column '${name}'`;
  }
  return null;
}

function readField(field: Field): ChainColumn {
  const { metadata, name } = field;
  const column = { id: name, unit: metadata.get('unit') ?? '1', latex: metadata.get('latex') ?? name };
  const kind = readKind(field);
  if (kind !== 'coordinate') return { ...column, kind };
  const [low, high] = readSupport(metadata.get('support'));
  return { ...column, kind, prior: parseJson(metadata.get('prior') ?? 'null'), support: [low, high] };
}

/** Columns without `kind` (chains made elsewhere) are told by what the contract says of each kind. */
function readKind(field: Field): ColumnKind {
  const kind = field.metadata.get('kind');
  if (
    kind === 'index' ||
    kind === 'density' ||
    kind === 'term' ||
    kind === 'coordinate' ||
    kind === 'derived'
  )
    return kind;
  if (field.name in INDEX_BITS) return 'index';
  if (field.name === 'log_posterior' || field.name === 'log_prior' || field.name === 'log_likelihood')
    return 'density';
  if (field.metadata.get('derived') === 'true') return 'derived';
  return field.metadata.has('prior') ? 'coordinate' : 'term';
}

function readSupport(text: string | undefined): readonly [number, number] {
  const ends = parseJson(text ?? 'null');
  const end = (i: number, open: number): number => {
    const value: unknown = Array.isArray(ends) ? ends[i] : null;
    return typeof value === 'number' ? value : open;
  };
  return [end(0, -Infinity), end(1, Infinity)];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** null for text that is not JSON: metadata another program has touched is as good as none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
