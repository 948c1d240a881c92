import { InputError, problemsOf, show, type Problem } from '../errors.js';
import { parseMoveMix, type MoveMix } from '../sampler/moves/registry.js';
import { walkerProblems } from '../sampler/start.js';
import { fewestTemperatures } from '../tempering/ladder.js';
import type { Target, TargetSource } from '../target.js';
import {
  abortSignal,
  isObject,
  method,
  required,
  ruleProblems,
  text,
  whole,
  type Rule,
  type Rules,
} from './rules.js';
import type { SampleOptions } from './sample.js';
import type { SamplerSettings } from './ensemble-runner.js';
import { targetProblems } from './target-problems.js';

/** Looked at where their rules need more than the value. */
const ELSEWHERE = ['target', 'settings', 'stop'] as const;
const optionRules: Rules<Exclude<keyof SampleOptions, (typeof ELSEWHERE)[number]>> = {
  threads: required(whole(0)),
  interval: required(whole(1)),
  commit: required(method),
  resumeFrom: {
    expected: 'a checkpoint (Uint8Array) of each ensemble',
    holds: (value) => Array.isArray(value) && value.every((bytes) => bytes instanceof Uint8Array),
  },
  signal: abortSignal,
  onProgress: method,
  clock: method,
};
/** Which one suits depends on the target and the moves. */
export const walkersRule: Rule = { expected: 'an even number', holds: (value) => typeof value === 'number' };
const settingRules: Rules<keyof SamplerSettings> = {
  seed: required(text),
  ensembles: required(whole(1)),
  walkers: required(walkersRule),
  warmup: required(whole(0)),
  thin: required(whole(1)),
  moves: required(text),
  temperatures: {
    expected: `1, or a whole number >= ${fewestTemperatures}`,
    holds: (value) => value === 1 || whole(fewestTemperatures).holds(value),
  },
};
const stepsRules: Rules = { steps: required(whole(1)) };
const untilRules: Rules = {
  maxSteps: required(whole(1)),
  firstCheck: required(whole(1)),
  check: required(method),
};

/**
 * Refuses what a run cannot work with.
 * @throws InputError with every mistake
 */
export function checkRunOptions(options: SampleOptions): void {
  const problems = ruleProblems(options, optionRules, { where: 'options', more: ELSEWHERE });
  if (isObject(options)) problems.push(...runProblems(options));
  if (problems.length > 0) throw new InputError(problems);
}

function runProblems({ target, threads, settings, interval, stop }: SampleOptions): Problem[] {
  const fixed = isObject(stop) && 'steps' in stop;
  const problems = [
    ...targetProblems(target, 'target'),
    ...ruleProblems(settings, settingRules, { where: 'settings' }),
    ...ruleProblems(stop, fixed ? stepsRules : untilRules, { where: 'stop' }),
  ];
  if (!isObject(settings)) return problems;
  const { thin } = settings as SamplerSettings;
  if (whole(1).holds(interval) && whole(1).holds(thin) && interval % thin !== 0)
    problems.push({ where: 'interval', expected: `a multiple of thin (${thin})`, got: show(interval) });
  return [...problems, ...fitProblems(target, threads, settings)];
}

/** Whether walkers and moves suit each other and the target, and threads its kind. Values of another type are told elsewhere. */
export function fitProblems(
  target: Target | TargetSource,
  threads: unknown,
  { walkers, moves }: Partial<Pick<SamplerSettings, 'walkers' | 'moves'>>,
): Problem[] {
  const problems: Problem[] = [];
  let mix: MoveMix = [];
  if (typeof moves === 'string') problems.push(...problemsOf(() => (mix = parseMoveMix(moves))));
  if (!isObject(target)) return problems;
  const isTarget = 'evaluate' in target;
  if (Number(threads) > 0) problems.push(...(isTarget ? [notAlone(threads)] : notPlain(target['options'])));
  const coordinates = isTarget ? target['coordinates'] : null;
  if (Array.isArray(coordinates) && typeof walkers === 'number')
    problems.push(...walkerProblems(walkers, coordinates.length, mix));
  return problems;
}

function notAlone(threads: unknown): Problem {
  return {
    where: 'threads',
    expected: '0 for a target given as an object',
    got: show(threads),
    hint: "Functions cannot be sent to a thread: put them in a module that exports createTarget, and give { module: new URL('./density.mjs', import.meta.url).href, options: {} } in place of the target.",
  };
}

function notPlain(options: unknown): Problem[] {
  try {
    structuredClone(options);
    return [];
  } catch {
    return [
      {
        where: 'options of the module',
        expected: 'plain data, which is sent to each thread',
        got: 'a function or the like',
        hint: 'Put it in the module itself.',
      },
    ];
  }
}
