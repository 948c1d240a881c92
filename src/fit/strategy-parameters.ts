/** Constants of the covariance matrix adaptation evolution strategy: Hansen (2016), arXiv:1604.00772, table 1. */

export interface StrategyParameters {
  readonly lambda: number;
  readonly mu: number;
  readonly muEff: number;
  /** [lambda] eq. (53): the first mu positive with sum 1, the rest negative. */
  readonly weights: Float64Array;
  readonly weightSum: number;
  readonly cSigma: number;
  readonly dSigma: number;
  readonly cC: number;
  readonly c1: number;
  readonly cMu: number;
  /** E|N(0, I)| */
  readonly expectedLength: number;
  /** Generations between eigendecompositions (Hansen 2016, appendix B.2: O(1/((c1 + cmu) n 10))). */
  readonly decompositionGap: number;
}

/** Defaults of table 1, eqs. (49)-(58), for n coordinates and a population of lambda >= 4. */
export function strategyParameters(n: number, lambda: number): StrategyParameters {
  const mu = Math.floor(lambda / 2);
  const raw = Float64Array.from({ length: lambda }, (_, i) => Math.log((lambda + 1) / 2) - Math.log(i + 1));
  const sums = (rows: Float64Array): [number, number] => [
    rows.reduce((sum, w) => sum + w, 0),
    rows.reduce((sum, w) => sum + w * w, 0),
  ];
  const [positive, positiveSquares] = sums(raw.subarray(0, mu));
  const [negative, negativeSquares] = sums(raw.subarray(mu));
  const muEff = positive ** 2 / positiveSquares;
  const muEffMinus = negative ** 2 / negativeSquares;
  const c1 = 2 / ((n + 1.3) ** 2 + muEff); // (57)
  const cMu = Math.min(1 - c1, (2 * (muEff - 2 + 1 / muEff)) / ((n + 2) ** 2 + muEff)); // (58)
  const alpha = Math.min(
    1 + c1 / cMu, // (50)
    1 + (2 * muEffMinus) / (muEff + 2), // (51)
    (1 - c1 - cMu) / (n * cMu), // (52)
  );
  const weights = raw.map((w) => (w >= 0 ? w / positive : (alpha * w) / -negative));
  const cSigma = (muEff + 2) / (n + muEff + 5); // (55)
  return {
    lambda,
    mu,
    muEff,
    weights,
    weightSum: sums(weights)[0],
    cSigma,
    dSigma: 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma, // (55)
    cC: (4 + muEff / n) / (n + 4 + (2 * muEff) / n), // (56)
    c1,
    cMu,
    expectedLength: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
    decompositionGap: Math.max(1, Math.floor(1 / (10 * n * (c1 + cMu)))),
  };
}
