import { energyScalePrefix, nuisanceTable } from '../likelihood/nuisances.js';
import { parameterTable } from '../model/parameters.js';
import type { Quantity } from '../target.js';

/** A parameter as people meet it: every id of the model and of the noise model. */
export interface ParameterDescription extends Quantity {
  readonly symbol: string;
  /** Default in `unit`: Table I of the paper, 0 for the noise model. */
  readonly value: number;
  /** Where the default comes from. */
  readonly source: string;
}

/** All parameters, the model's in the order of the paper's table, then the noise model's. */
export const allParameters: readonly ParameterDescription[] = [...parameterTable, ...nuisanceTable];

/** Unit and label of a parameter, also of the energy scale of an experiment that only a user's own file knows. */
export function describeParameter(id: string): ParameterDescription {
  const found = allParameters.find((parameter) => parameter.id === id);
  if (found !== undefined) return found;
  if (!id.startsWith(energyScalePrefix))
    throw new RangeError(`describeParameter: expected a known id, got '${id}'`);
  const experiment = id.slice(energyScalePrefix.length).replaceAll('_', '\\,');
  return {
    id,
    symbol: id,
    latex: `\\delta_{\\mathrm{${experiment}}}`,
    unit: '1',
    value: 0,
    source: "a user's own data file",
  };
}
