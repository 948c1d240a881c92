// A density that costs next to nothing, as a target.
export function standardNormal(dim) {
  return {
    coordinates: Array.from({ length: dim }, (_, k) => ({
      id: `x${k}`,
      unit: '1',
      latex: `x_{${k}}`,
      support: [-Infinity, Infinity],
      prior: null,
      start: (u) => 4 * u - 2,
    })),
    terms: [],
    derived: [],
    evaluate(theta, count, out) {
      for (let i = 0; i < count; i++) {
        let squares = 0;
        for (let k = 0; k < dim; k++) squares += theta[i * dim + k] * theta[i * dim + k];
        out.logPosterior[i] = -0.5 * squares;
        out.logPrior[i] = NaN;
        out.logLikelihood[i] = NaN;
      }
    },
    derive() {},
  };
}

/** For worker threads. */
export const createTarget = ({ dim }) => standardNormal(dim);
