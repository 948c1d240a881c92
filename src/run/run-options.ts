import { InputError, show, type Problem } from '../errors.js';
import { parseMoveMix, type MoveMix } from '../sampler/moves/registry.js';
import { walkerProblems } from '../sampler/start.js';
import { fewestTemperatures } from '../tempering/ladder.js';
import type { SampleOptions } from './sample.js';

/**
 * Refuses numbers a run cannot work with.
 * @throws InputError with every mistake
 */
export function checkRunOptions({ target, threads, settings, interval, stop }: SampleOptions): void {
  const { ensembles, walkers, warmup, thin, moves } = settings;
  const problems: Problem[] = [];
  const whole = (where: string, value: number, least: number): void => {
    if (Number.isSafeInteger(value) && value >= least) return;
    problems.push({ where, expected: `a whole number >= ${least}`, got: show(value) });
  };
  whole('threads', threads, 0);
  whole('ensembles', ensembles, 1);
  whole('warmup', warmup, 0);
  whole('thin', thin, 1);
  whole('interval', interval, 1);
  const { temperatures = 1 } = settings;
  if (temperatures !== 1) whole('temperatures', temperatures, fewestTemperatures);
  if ('steps' in stop) whole('steps', stop.steps, 1);
  else {
    whole('maxSteps', stop.maxSteps, 1);
    whole('firstCheck', stop.firstCheck, 1);
  }
  if (interval % thin !== 0)
    problems.push({ where: 'interval', expected: `a multiple of thin (${thin})`, got: show(interval) });
  const isObject = 'evaluate' in target;
  if (isObject && threads > 0)
    problems.push({
      where: 'threads',
      expected: '0 for a target given as an object',
      got: show(threads),
      hint: 'Functions cannot be sent to another thread: give a module that exports createTarget.',
    });
  let mix: MoveMix = [];
  try {
    mix = parseMoveMix(moves);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
  }
  if (isObject) problems.push(...walkerProblems(walkers, target.coordinates.length, mix));
  if (problems.length > 0) throw new InputError(problems);
}
