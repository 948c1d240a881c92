/** Passes of the diagnostics over one column of a chain. src/diagnostics/plain-column.ts does the same, bit for bit, where there is no SIMD. */
export { choose, moments, addPower } from './series';
export { range, squaresAbout, sort, centralScores, rankNormalise, foldedSums } from './order';
export { packBelow, countPairs, addEdges } from './pairs';

/** First byte that is free. */
export const heap: usize = __heap_base;
