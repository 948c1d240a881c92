/**
 * A target for worker threads: a correlated Gaussian with one term and one derived quantity. Options: `dim`; `fail` makes it
 * misbehave: 'load' throws while it is built, 'input' throws an InputError, 'bug' a TypeError, 'nan' yields NaN,
 * 'exit' ends the thread; all but the first after `failAfter` batches.
 */
import { InputError } from '../../dist/errors.js';

export function createTarget({ dim, fail, failAfter = 0 }) {
  if (fail === 'load')
    throw new InputError({ where: 'a.yaml:3:1', expected: 'a good file', got: '7', hint: 'Mend it.' });
  const quantity = (id) => ({ id, unit: '1', latex: id });
  let batches = 0;
  return {
    coordinates: Array.from({ length: dim }, (_, k) => ({
      ...quantity(`x${k}`),
      support: [-10, 10],
      prior: null,
      start: (u) => 8 * u - 4,
    })),
    terms: [quantity('square')],
    derived: [quantity('sum'), quantity('first')],
    evaluate(theta, count, out) {
      const failing = ++batches > failAfter;
      if (failing && fail === 'input')
        throw new InputError({ where: 'a.yaml:3:1', expected: 'a good file', got: '7' });
      if (failing && fail === 'bug') theta.no.such.thing();
      if (failing && fail === 'exit') process.exit(3);
      for (let i = 0; i < count; i++) {
        let [square, previous] = [0, 0];
        for (let k = 0; k < dim; k++) {
          const x = theta[i * dim + k];
          square += (x - 0.8 * previous) ** 2;
          previous = x;
        }
        out.logPrior[i] = -1;
        out.logLikelihood[i] = -square / 2;
        out.logPosterior[i] = failing && fail === 'nan' ? NaN : -1 - square / 2;
        out.terms[i] = square;
      }
    },
    derive(theta, at, out, outAt) {
      out[outAt] = 0;
      for (let k = 0; k < dim; k++) out[outAt] += theta[at + k];
      out[outAt + 1] = theta[at];
    },
  };
}
