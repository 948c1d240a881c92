import {
  modelDefaults,
  parameterSlots,
  type ParameterId,
  type TransportModel,
} from '../../src/model/parameters.js';

/** Values of some parameters, in public units. */
export type Changes = Readonly<Partial<Record<ParameterId, number>>>;

/** The model's default parameters with some changed. */
export function withValues(model: TransportModel, changes: Changes = {}): Float64Array {
  const values = modelDefaults(model);
  for (const [id, value] of Object.entries(changes)) values[parameterSlots[id as ParameterId]] = value;
  return values;
}
