import type { RegisterCommand } from './command.js';
import { calibrate } from './commands/calibrate.js';
import { chi2 } from './commands/chi2.js';
import { compare } from './commands/compare.js';
import { config } from './commands/config.js';
import { constraints } from './commands/constraints.js';
import { corner } from './commands/corner.js';
import { diff } from './commands/diff.js';
import { figure } from './commands/figure.js';
import { plot } from './commands/plot.js';
import { scan } from './commands/scan.js';
import { sensitivity } from './commands/sensitivity.js';
import { datasets } from './commands/datasets.js';
import { diagnose } from './commands/diagnose.js';
import { exportCommand } from './commands/export.js';
import { fit } from './commands/fit.js';
import { importCommand } from './commands/import.js';
import { merge } from './commands/merge.js';
import { parameters } from './commands/parameters.js';
import { predict } from './commands/predict.js';
import { report } from './commands/report.js';
import { sample } from './commands/sample.js';
import { watch } from './commands/watch.js';

/** Every command, in the order of the help text. Adding one: a file in `commands/` and a line here. */
export const commands: readonly RegisterCommand[] = [
  sample,
  predict,
  chi2,
  datasets,
  parameters,
  config,
  fit,
  diagnose,
  constraints,
  exportCommand,
  importCommand,
  corner,
  figure,
  report,
  plot,
  scan,
  watch,
  merge,
  compare,
  diff,
  calibrate,
  sensitivity,
];
