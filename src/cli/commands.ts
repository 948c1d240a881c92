import type { RegisterCommand } from './command.js';
import { chi2 } from './commands/chi2.js';
import { config } from './commands/config.js';
import { datasets } from './commands/datasets.js';
import { exportCommand } from './commands/export.js';
import { fit } from './commands/fit.js';
import { parameters } from './commands/parameters.js';
import { predict } from './commands/predict.js';
import { sample } from './commands/sample.js';

/** Every command, in the order of the help text. Adding one: a file in `commands/` and a line here. */
export const commands: readonly RegisterCommand[] = [
  sample,
  predict,
  chi2,
  datasets,
  parameters,
  config,
  fit,
  exportCommand,
];
