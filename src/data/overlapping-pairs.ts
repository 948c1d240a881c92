import type { Dataset } from './dataset.js';

/**
 * Pairs among the given data sets that are not independent, each once in the order given: counting both overweights their
 * experiment. Enough that one of the two names the other.
 */
export function overlappingPairs<T extends Pick<Dataset, 'name' | 'overlaps'>>(
  datasets: readonly T[],
): [T, T][] {
  return datasets.flatMap((first, i) =>
    datasets
      .slice(i + 1)
      .filter((second) => first.overlaps.includes(second.name) || second.overlaps.includes(first.name))
      .map((second): [T, T] => [first, second]),
  );
}
