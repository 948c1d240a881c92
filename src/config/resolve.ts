import { InputError, show, suggestion } from '../errors.js';
import type { Problem } from '../errors.js';
import { energyScale, energyScalePrefix, nuisanceTable } from '../likelihood/nuisances.js';
import { modelDefaults, parameterTable } from '../model/parameters.js';
import type { TransportModel } from '../model/parameters.js';
import type { Prior } from '../prior/prior.js';
import { createPrior } from '../prior/registry.js';
import { defaultMoves, parseMoveMix } from '../sampler/moves/registry.js';
import { defaultWalkers } from '../sampler/start.js';
import { fewestTemperatures } from '../tempering/ladder.js';
import { loadMeasurements } from './measurements.js';
import { coordinateId, isSampled } from './resolved.js';
import type { OwnFile, ParameterSetting, ResolvedConfig, SampledParameter, Selection } from './resolved.js';
import type { ConfigInput, ParameterEntry } from './schema.js';
import type { YamlPath, YamlSource } from './yaml-source.js';

/** Where a configuration came from: its name, the positions of its values, and how to read the user's own data files. */
export interface ConfigOrigin {
  readonly name: string;
  readonly source: YamlSource;
  /** The option of the command line that gave the value at a path, null for those of the source. */
  optionOf(path: YamlPath): string | null;
  /** Text of a file named in `data.files`. @throws InputError when it cannot be read */
  readText(file: string): string;
}

/**
 * Writes out every default of a configuration and checks what a schema cannot: known names, starts inside their priors,
 * parameters that the chosen model feels.
 * @throws InputError with every mistake found
 */
export function resolveConfig(input: ConfigInput, origin: ConfigOrigin): ResolvedConfig {
  const problems: Problem[] = [];
  const complain = (path: YamlPath, problem: Omit<Problem, 'where'>): void => {
    const where = origin.optionOf(path) ?? `${origin.source.locate(path)}: ${path.join('.')}`;
    problems.push({ where, ...problem });
  };
  const files = input.data.files.map((entry): OwnFile => {
    const { file, range = {}, exclude = [] } = typeof entry === 'string' ? { file: entry } : entry;
    return { file, text: origin.readText(file), range: defined(range), exclude };
  });
  const data = {
    spectra: input.data.spectra.map(selection),
    anisotropy: input.data.anisotropy.map(selection),
    files,
    energy_gev: defined(input.data.energy_gev),
  };
  const measurements = loadMeasurements(data, complain);
  const experiments = new Set(
    measurements.flatMap((m) => (m.dataset.kind === 'spectrum' ? [m.dataset.experiment] : [])),
  );
  const parameters = resolveParameters(input, experiments, origin.source, problems, complain);
  const sampled = Object.values(parameters).filter(isSampled).length;
  const {
    steps,
    until_ess,
    until_mcse,
    max_steps,
    walkers,
    moves,
    temperatures = 1,
    ...sampler
  } = input.sampler;
  if (walkers !== undefined && (walkers % 2 !== 0 || walkers < 2 * sampled)) {
    complain(['sampler', 'walkers'], {
      expected: `an even number, at least twice the ${sampled} sampled parameters`,
      got: show(walkers),
      hint: 'Leave it out to have it chosen.',
    });
  }
  if (temperatures === 2) {
    complain(['sampler', 'temperatures'], {
      expected: `1, or at least ${fewestTemperatures}: posterior, prior and one between`,
      got: '2',
    });
  }
  checkMoves(moves, complain);
  if (problems.length > 0) throw new InputError(problems);
  return {
    name: origin.name,
    description: input.description,
    model: input.model,
    components: input.components,
    data,
    noise: input.noise,
    prior_only: false,
    parameters,
    sampler: {
      ...sampler,
      walkers: walkers ?? defaultWalkers(sampled),
      moves: moves ?? defaultMoves,
      ...(temperatures === 1 ? {} : { temperatures }),
    },
    stop: {
      ...(steps === undefined ? {} : { steps }),
      ...(until_ess === undefined ? {} : { until_ess }),
      ...(until_mcse === undefined ? {} : { until_mcse }),
      max_steps,
    },
  };
}

function selection(entry: ConfigInput['data']['spectra'][number]): Selection {
  const { dataset, range = {}, exclude = [] } = typeof entry === 'string' ? { dataset: entry } : entry;
  return { dataset, range: defined(range), exclude };
}

/** Leaves out keys that are undefined, so that the resolved document is plain JSON. */
function defined(range: { min?: number | undefined; max?: number | undefined }): {
  min?: number;
  max?: number;
} {
  return {
    ...(range.min === undefined ? {} : { min: range.min }),
    ...(range.max === undefined ? {} : { max: range.max }),
  };
}

type Complain = (path: YamlPath, problem: Omit<Problem, 'where'>) => void;

function checkMoves(moves: string | undefined, complain: Complain): void {
  if (moves === undefined) return;
  try {
    parseMoveMix(moves);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const { expected, got, hint } of error.problems) {
      complain(['sampler', 'moves'], {
        expected,
        ...(got === undefined ? {} : { got }),
        ...(hint === undefined ? {} : { hint }),
      });
    }
  }
}

/** Settings of every id in table order: the model's, the shipped nuisances, energy scales of the user's own experiments. */
function resolveParameters(
  input: ConfigInput,
  experiments: ReadonlySet<string>,
  source: YamlSource,
  problems: Problem[],
  complain: Complain,
): Record<string, ParameterSetting> {
  const entries = input.parameters as Readonly<Record<string, ParameterEntry | undefined>>;
  const defaults = defaultValues(input.model, experiments);
  for (const id of Object.keys(entries)) {
    if (defaults.has(id)) continue;
    const hint =
      id.startsWith('log10_') && defaults.has(id.slice(6))
        ? `Write '${id.slice(6)}' with log10: true.`
        : suggestion(id, [...defaults.keys()]);
    problems.push({
      where: `${source.locateKey(['parameters', id])}: parameters.${id}`,
      expected: 'a known parameter',
      got: show(id),
      hint,
    });
  }
  const used = new Set([...experiments].map((experiment) => energyScale(experiment).id));
  const settings: Record<string, ParameterSetting> = {};
  for (const [id, value] of defaults) {
    const entry = entries[id];
    const path = ['parameters', id];
    if (entry?.prior === undefined) {
      settings[id] = { value: entry?.value ?? value };
      continue;
    }
    if (id.startsWith(energyScalePrefix) && !used.has(id)) {
      complain(path, {
        expected: 'an experiment among the selected spectra',
        got: show(id),
        hint: 'Fix it, or select its data.',
      });
    }
    if (input.model === 'wandering' && (id === 'r_cr' || id === 'b_field')) {
      complain(path, {
        expected: 'a fixed value: the wandering model does not feel it (Sec. III)',
        got: 'a prior',
        hint: 'Give `value` instead.',
      });
    }
    settings[id] = resolveSampled(id, entry, value, complain);
  }
  return settings;
}

function resolveSampled(
  id: string,
  entry: ParameterEntry,
  fallback: number,
  complain: Complain,
): SampledParameter {
  const spec = entry.prior!;
  const log10 = entry.log10 ?? false;
  const prior = createPrior(spec);
  const coordinate = (natural: number): number => (log10 ? Math.log10(natural) : natural);
  const start =
    entry.start ??
    (inside(prior, coordinate(fallback))
      ? fallback
      : log10
        ? 10 ** prior.quantile(0.5)
        : prior.quantile(0.5));
  const setting: SampledParameter = { prior: spec, log10, start };
  if (!inside(prior, coordinate(start))) {
    complain(['parameters', id, 'start'], {
      expected: `a start inside the prior of ${coordinateId(id, setting)}, ${prior.support.join(' to ')}`,
      got: show(coordinate(start)),
      hint: log10
        ? 'The prior is on log10 of the parameter, `start` is the parameter itself.'
        : 'Move the start or widen the prior.',
    });
  }
  return setting;
}

function inside(prior: Prior, x: number): boolean {
  return prior.logPdf(x) > -Infinity;
}

function defaultValues(model: TransportModel, experiments: ReadonlySet<string>): Map<string, number> {
  const values = modelDefaults(model);
  const defaults = new Map(parameterTable.map((info, i) => [info.id as string, values[i]]));
  for (const info of nuisanceTable) defaults.set(info.id, 0);
  for (const experiment of experiments) defaults.set(energyScale(experiment).id, 0);
  return defaults;
}
