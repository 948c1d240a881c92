/**
 * Adjusted p-values of Holm (1979), Scand. J. Statist. 6, 65: calling those wrong that are at most alpha means a false alarm
 * among all of them with probability alpha at most, whatever their dependence.
 */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].sort((a, b) => pValues[a] - pValues[b]);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((q, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[q]));
    adjusted[q] = largest;
  });
  return adjusted;
}
