import { InputError } from '../errors.js';
import type { Target, TargetSource } from '../target.js';
import { callFactory } from './load-factory.js';
import { targetProblems } from './target-problems.js';

/** Builds the target that a source describes. @throws as `callFactory`, and InputError for what is no target */
export async function loadTarget(source: TargetSource): Promise<Target> {
  const target = await callFactory(source, 'createTarget');
  const isSource = typeof target === 'object' && target !== null && 'module' in target;
  const problems = targetProblems(isSource ? null : target, `createTarget of ${source.module}`);
  if (problems.length > 0) throw new InputError(problems);
  return target as Target;
}
