import { sensitivityThreshold } from '../diagnostics/power-scaling.js';
import type { PowerSensitivities } from './power-sensitivities.js';

/** The data sets and single priors that move a quantity most, at most `count` of those that count, the first most. */
export function mostSensitiveTo(
  { datasets, priors }: PowerSensitivities,
  count = 2,
): { readonly name: string; readonly sensitivity: number }[] {
  return [
    ...datasets.map(({ dataset, sensitivity }) => ({ name: dataset, sensitivity: sensitivity ?? 0 })),
    ...priors.map(({ coordinate, sensitivity }) => ({
      name: `prior of ${coordinate}`,
      sensitivity: sensitivity ?? 0,
    })),
  ]
    .filter(({ sensitivity }) => sensitivity >= sensitivityThreshold)
    .sort((a, b) => b.sensitivity - a.sensitivity)
    .slice(0, count);
}
