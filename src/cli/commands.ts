import type { RegisterCommand } from './command.js';

/** A command's name, and how to load it: what one command needs (figures, exports, fits) the others need not wait for. */
export interface CommandEntry {
  readonly name: string;
  readonly load: () => Promise<RegisterCommand>;
}

/** Every command, in the order of the help text. Adding one: a file in `commands/` and a line here. */
export const commands: readonly CommandEntry[] = [
  { name: 'sample', load: async () => (await import('./commands/sample.js')).sample },
  { name: 'predict', load: async () => (await import('./commands/predict.js')).predict },
  { name: 'chi2', load: async () => (await import('./commands/chi2.js')).chi2 },
  { name: 'datasets', load: async () => (await import('./commands/datasets.js')).datasets },
  { name: 'parameters', load: async () => (await import('./commands/parameters.js')).parameters },
  { name: 'config', load: async () => (await import('./commands/config.js')).config },
  { name: 'fit', load: async () => (await import('./commands/fit.js')).fit },
  { name: 'diagnose', load: async () => (await import('./commands/diagnose.js')).diagnose },
  { name: 'constraints', load: async () => (await import('./commands/constraints.js')).constraints },
  { name: 'export', load: async () => (await import('./commands/export.js')).exportCommand },
  { name: 'import', load: async () => (await import('./commands/import.js')).importCommand },
  { name: 'corner', load: async () => (await import('./commands/corner.js')).corner },
  { name: 'figure', load: async () => (await import('./commands/figure.js')).figure },
  { name: 'report', load: async () => (await import('./commands/report.js')).report },
  { name: 'plot', load: async () => (await import('./commands/plot.js')).plot },
  { name: 'scan', load: async () => (await import('./commands/scan.js')).scan },
  { name: 'watch', load: async () => (await import('./commands/watch.js')).watch },
  { name: 'merge', load: async () => (await import('./commands/merge.js')).merge },
  { name: 'compare', load: async () => (await import('./commands/compare.js')).compare },
  { name: 'diff', load: async () => (await import('./commands/diff.js')).diff },
  { name: 'calibrate', load: async () => (await import('./commands/calibrate.js')).calibrate },
  { name: 'sensitivity', load: async () => (await import('./commands/sensitivity.js')).sensitivity },
];
