/** Simulation-based calibration of a configuration: the settings, the journal's record, the run and the verdict. */
import { calibrate } from '../calibration/calibrate.js';
import { openJournal, readJournal } from '../calibration/journal.js';
import {
  agreeingRhat,
  type CalibrationSettings,
  type SimulationRecord,
} from '../calibration/run-simulation.js';
import { judge, type CalibrationVerdict } from '../calibration/verdict.js';
import { isSampled, type ResolvedConfig } from '../config/resolved.js';
import { differences } from '../draw/same-document.js';
import { InputError, show, type Problem } from '../errors.js';
import type { Quantity } from '../target.js';
import { calibrationProblem } from './calibration-problem.js';
import { runRecord, type RunRecord } from './run-record.js';

export interface CalibrateOptions {
  readonly config: ResolvedConfig;
  readonly journal: string;
  readonly simulations: number;
  readonly threads: number;
  /** Steps of both ensembles that are not kept; default: those of `calibrationSettings`. */
  readonly warmup?: number;
  /** Go on with the journal that is there. */
  readonly resume: boolean;
  /** Replace the journal that is there. */
  readonly force: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (records: readonly SimulationRecord[]) => void;
}

export interface CalibrationResult {
  readonly quantities: readonly Quantity[];
  readonly records: readonly SimulationRecord[];
  readonly settings: CalibrationSettings;
  /** Null where there is no simulation to judge. */
  readonly verdict: CalibrationVerdict | null;
  /** Simulations in which an ensemble that starts all over the prior arrived at the same posterior. */
  readonly found: number;
  /** Simulations whose draws are worth fewer independent ones than asked for. */
  readonly short: number;
}

/** Draws that the truth is ranked among: ranks 0 ... 99, whose cells are per cents. */
const DRAWS = 99;
/**
 * Effective size at which draws end. Picking L rows of a sample worth E independent draws gives ranks whose spread exceeds that of
 * uniform ones by about 2/E: a per cent, where 1000 simulations tell spreads to 3 %.
 */
const ESS = 200;
const FIRST_LOOK = 1000;
const MAX_STEPS = 8000;
/** To find a posterior from anywhere in the prior takes longer than from the starts of a configuration. */
const WARMUPS = 4;

/** Settings for a configuration: its moves and walkers; its warm-up several times. */
export function calibrationSettings(
  { sampler }: ResolvedConfig,
  warmup = WARMUPS * sampler.warmup,
): CalibrationSettings {
  return {
    seed: String(sampler.seed),
    walkers: sampler.walkers,
    warmup,
    moves: sampler.moves,
    draws: DRAWS,
    ess: ESS,
    firstLook: FIRST_LOOK,
    maxSteps: MAX_STEPS,
  };
}

/** What decides the records. */
type CalibrationRecord = RunRecord & { readonly calibration: CalibrationSettings };

/**
 * Runs what is missing of the simulations and judges all that are there.
 * @throws InputError when there is a journal and nobody said what to do with it, or when that was begun under other conditions;
 * RunError when the disk fails or a likelihood is not a number
 */
export async function calibrateConfig(options: CalibrateOptions): Promise<CalibrationResult> {
  const { config, journal: path, simulations, threads, signal, onProgress } = options;
  checkSampled(config);
  checkFree(options);
  const settings = calibrationSettings(config, options.warmup);
  const problem = calibrationProblem(config);
  const header: CalibrationRecord = { ...runRecord(config), calibration: settings };
  const journal = openJournal(
    path,
    header,
    options.force ? null : (before) => checkSame(before as CalibrationRecord, header, path),
  );
  try {
    const records = await calibrate({
      // Functions cannot be posted to a thread: each builds the problem again, from the configuration.
      problem:
        threads === 0
          ? problem
          : { module: new URL('./calibration-problem.js', import.meta.url).href, options: config },
      settings,
      simulations,
      threads,
      journal,
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    const { quantities } = problem;
    return {
      quantities,
      records,
      settings,
      verdict: records.length === 0 ? null : judge(quantities, records, settings.draws),
      found: records.filter(({ rhat }) => rhat < agreeingRhat).length,
      short: records.filter(({ ess }) => ess < settings.ess).length,
    };
  } finally {
    journal.close();
  }
}

function checkSampled({ name, parameters, prior_only }: ResolvedConfig): void {
  if (prior_only)
    throw new InputError({ where: name, expected: 'a posterior', got: 'the prior alone, without data' });
  if (Object.values(parameters).some(isSampled)) return;
  throw new InputError({
    where: `${name}: parameters`,
    expected: 'at least one parameter with a prior',
    got: 'none',
    hint: 'Give one a `prior`.',
  });
}

function checkFree({ journal, resume, force }: CalibrateOptions): void {
  if (force) return;
  const there = readJournal(journal);
  if (there === null || resume) return;
  throw new InputError({
    where: journal,
    expected: 'no file of that name',
    got: `a journal of ${there.records.length} simulations`,
    hint: 'Go on with --resume, replace it with --force, or write elsewhere with --journal.',
  });
}

/** The same but for the stop rule of the configuration, which does not concern simulations. */
function checkSame(before: CalibrationRecord, now: CalibrationRecord, where: string): void {
  const decisive = ({ config, ...rest }: CalibrationRecord): object => {
    const { stop: _stop, ...decides } = config;
    return { ...rest, config: decides };
  };
  const problems = differences(decisive(before), decisive(now)).map(
    ({ path, before: was, now: is }): Problem => ({
      where: `${where}: ${path}`,
      expected: `what the journal was begun with, ${show(was)}`,
      got: show(is),
      hint: 'Undo the change, or begin anew with --force or --journal.',
    }),
  );
  if (problems.length > 0) throw new InputError(problems);
}
