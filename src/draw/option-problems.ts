/** What is wrong with the options of `sampleToFile`. */
import { problemsOf, type Problem } from '../errors.js';
import {
  abortSignal,
  flag,
  isObject,
  isPositive,
  method,
  positive,
  ruleProblems,
  text,
  whole,
  type Rules,
} from '../run/rules.js';
import { fitProblems, walkersRule } from '../run/run-options.js';
import { defaultMoves } from '../sampler/moves/registry.js';
import { defaultWalkers } from '../sampler/start.js';
import type { Target, TargetSource } from '../target.js';
import { checkNamed } from './named-quantity.js';
import type { SampleToFileOptions } from './sample-to-file.js';

const rules: Rules<keyof SampleToFileOptions> = {
  path: {
    expected: 'the name of the chain, NAME.arrow',
    // A name that ends in a separator or a dot is a folder; NAME.arrows is that of the chain while it is drawn.
    holds: (value) => typeof value === 'string' && !/(^|[/\\])\.{0,2}$|\.arrows$/.test(value),
    required: true,
  },
  seed: {
    expected: 'a whole number or a text',
    holds: (value) => typeof value === 'string' || Number.isSafeInteger(value),
  },
  ensembles: whole(1),
  walkers: walkersRule,
  warmup: whole(0),
  thin: whole(1),
  moves: text,
  steps: whole(1),
  untilEss: positive,
  untilMcse: {
    expected: 'a standard error > 0 for each name',
    holds: (value) => isObject(value) && Object.values(value).every(isPositive),
  },
  maxSteps: whole(1),
  resume: flag,
  overwrite: flag,
  threads: whole(0),
  signal: abortSignal,
  timeIsUp: method,
  onProgress: method,
  onNote: method,
  clock: method,
};

/** What can be told without the target. */
export function optionProblems(options: unknown): Problem[] {
  const problems = ruleProblems(options, rules, { where: 'options' });
  if (!isObject(options)) return problems;
  const { steps, untilEss, untilMcse, resume, overwrite } = options as Partial<SampleToFileOptions>;
  const goal = [
    ...(untilEss === undefined ? [] : ['untilEss']),
    ...(untilMcse === undefined ? [] : ['untilMcse']),
  ];
  if (steps !== undefined && goal.length > 0)
    problems.push({
      where: 'steps',
      expected: 'no goal beside it',
      got: `${goal.join(' and ')} as well`,
      hint: 'To bound a run that waits for a goal use maxSteps.',
    });
  if (resume === true && overwrite === true)
    problems.push({
      where: 'resume',
      expected: 'no overwrite beside it',
      got: 'both',
      hint: 'Continue the chain, or replace it.',
    });
  return problems;
}

/** Whether options suit the target; `density` is what was handed over, perhaps the module that made it. Options of a wrong type are passed over. */
export function unsuitedOptions(options: unknown, density: Target | TargetSource, target: Target): Problem[] {
  if (!isObject(options)) return [];
  const { threads, moves = defaultMoves, untilMcse } = options as Partial<SampleToFileOptions>;
  const { walkers = defaultWalkers(target.coordinates.length) } = options as Partial<SampleToFileOptions>;
  const ids = [...target.coordinates, ...target.derived].map(({ id }) => id);
  return [
    ...fitProblems(target, density === target ? threads : 0, { walkers, moves }),
    ...(density === target ? [] : fitProblems(density, threads, {})),
    ...problemsOf(() => checkNamed(isObject(untilMcse) ? Object.keys(untilMcse) : [], ids)),
  ];
}
