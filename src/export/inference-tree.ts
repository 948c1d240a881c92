/**
 * A chain as an ArviZ document (ArviZ schema specification, https://python.arviz.org/en/stable/schema/schema.html):
 * groups `posterior` and `sample_stats` from the file alone, and further groups that others computed.
 */
import { packageVersion } from '../package-info.js';
import type { ChainSource, SourceColumn } from './chain-source.js';
import { columnsOf } from './chain-source.js';
import { auxiliaryDrawsCoordinates, drawsArray, drawsCoordinates } from './draws-array.js';
import type { ChainsAs } from './export-job.js';
import type { Attributes, LabelledGroup, LabelledTree } from './labelled-tree.js';

/** Names that ArviZ gives to the log densities; the chain's own name stays in the attribute `licmc_column`. */
const statisticNames: Readonly<Record<string, string>> = {
  log_posterior: 'lp',
  log_prior: 'log_prior_total',
  log_likelihood: 'log_lik_total',
};

/** @param createdAt ISO 8601   @param extra groups beside posterior and sample_stats */
export function inferenceTree(
  source: ChainSource,
  chainsAs: ChainsAs,
  createdAt: string,
  extra: readonly LabelledGroup[],
): LabelledTree {
  const common = groupAttributes(source, createdAt);
  const chain = drawsCoordinates(source, chainsAs);
  const draws = (name: string, columns: readonly SourceColumn[], more: Attributes): LabelledGroup => ({
    name,
    attributes: { ...common, ...more },
    auxiliaryCoordinates: auxiliaryDrawsCoordinates,
    arrays: [
      ...chain,
      ...columns.map((column) =>
        drawsArray(source, chainsAs, variableName(column), columnAttributes(column), (...rows) =>
          source.read(column.id, ...rows),
        ),
      ),
    ],
  });
  const superchains = chain.find((array) => array.name === 'ensemble');
  const posterior = draws('posterior', columnsOf(source, 'coordinate', 'derived'), {
    sample_dims: ['chain', 'draw'],
    sampled_variables: columnsOf(source, 'coordinate').map((column) => column.id),
    // Which chains belong to one ensemble and so are not independent: az.rhat_nested(superchain_ids=...).
    superchain_ids: superchains?.type === 'int32' ? Array.from(superchains.values) : [],
  });
  const statistics = draws('sample_stats', columnsOf(source, 'density', 'term'), {});
  const metadata = Object.fromEntries(source.metadata);
  return {
    attributes: { ...common, ...metadata, name: nameOf(source) },
    groups: [posterior, statistics, ...extra],
  };
}

/** The attributes that the schema recommends for every group. */
export function groupAttributes(source: ChainSource, createdAt: string): Attributes {
  const version = source.metadata.get('licmc.version');
  return {
    created_at: createdAt,
    creation_library: 'licmc',
    creation_library_version: packageVersion,
    creation_library_language: 'TypeScript',
    inference_library: 'licmc',
    ...(version === undefined ? {} : { inference_library_version: version }),
  };
}

/** Unit, label and prior of a column; the bounds of the prior as numbers, left out where there are none. */
export function columnAttributes(column: SourceColumn): Attributes {
  const [lower, upper] = column.support;
  return {
    units: column.unit,
    latex: column.latex,
    licmc_column: column.id,
    ...(column.prior === null ? {} : { prior: JSON.stringify(column.prior) }),
    ...(Number.isFinite(lower) ? { prior_lower: lower } : {}),
    ...(Number.isFinite(upper) ? { prior_upper: upper } : {}),
  };
}

function variableName(column: SourceColumn): string {
  return statisticNames[column.id] ?? column.id;
}

function nameOf(source: ChainSource): string {
  return source.path.replace(/^.*[\\/]/, '').replace(/\.arrows?$/, '');
}
