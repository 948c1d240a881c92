import type { Target, TargetSource } from '../target.js';
import { callFactory } from './load-factory.js';

/** Builds the target that a source describes. @throws as `callFactory` */
export async function loadTarget(source: TargetSource): Promise<Target> {
  return (await callFactory(source, 'createTarget')) as Target;
}
