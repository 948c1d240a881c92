/**
 * What is kept of the log likelihoods l of all rungs while a tempered ensemble runs: sums over batches of consecutive steps, few
 * enough to be part of every checkpoint. When all batches are full, neighbours are merged and batches become twice as long,
 * so their number stays between half the capacity and the capacity however long a run is.
 */

/** Most batches. */
const CAPACITY = 64;

/** Numbers per batch and rung: sums of d, d^2, d^3 with d = l - shift, and ln of the sum of exp(h l). */
export const PER_RUNG = 4;

/** Mutated in place. */
export interface ThermodynamicSums {
  /** K */
  readonly rungs: number;
  /** Walkers per rung and step. */
  walkers: number;
  /** Steps per full batch. */
  batchSteps: number;
  /** Full batches. */
  full: number;
  /** Steps in the batch after them. */
  begun: number;
  /** [K] subtracted from l before it is summed: its mean on the rung when the sums began. */
  readonly shift: Float64Array;
  /** [K] h = beta of the rung above less its own; 0 for rung 0, from which no stone is stepped on. */
  readonly stride: Float64Array;
  /** [CAPACITY * K * PER_RUNG] */
  readonly batches: Float64Array;
}

export function createSums(rungs: number): ThermodynamicSums {
  return {
    rungs,
    walkers: 0,
    batchSteps: 1,
    full: 0,
    begun: 0,
    shift: new Float64Array(rungs),
    stride: new Float64Array(rungs),
    batches: new Float64Array(CAPACITY * rungs * PER_RUNG),
  };
}

/** What is read of an ensemble. */
interface Rungs {
  readonly betas: Float64Array;
  readonly rungs: readonly {
    readonly walkers: number;
    readonly evaluations: { readonly logLikelihood: Float64Array };
  }[];
}

/** Empties the sums, for a ladder that stays from now on. */
export function resetSums(sums: ThermodynamicSums, { betas, rungs }: Rungs): void {
  sums.walkers = rungs[0].walkers;
  [sums.batchSteps, sums.full, sums.begun] = [1, 0, 0];
  sums.batches.fill(0);
  rungs.forEach(({ evaluations: { logLikelihood } }, k) => {
    const finite = logLikelihood.filter(Number.isFinite);
    sums.shift[k] = finite.reduce((total, l) => total + l / finite.length, 0);
    sums.stride[k] = k === 0 ? 0 : betas[k - 1] - betas[k];
  });
}

/** Adds the walkers of one step. */
export function addStep(sums: ThermodynamicSums, { rungs }: Rungs): void {
  const { batches, shift, stride } = sums;
  const K = sums.rungs;
  if (sums.full === CAPACITY) mergeNeighbours(sums);
  rungs.forEach(({ evaluations: { logLikelihood } }, k) => {
    const at = (sums.full * K + k) * PER_RUNG;
    for (const l of logLikelihood) {
      const d = l - shift[k];
      batches[at] += d;
      batches[at + 1] += d * d;
      batches[at + 2] += d * d * d;
    }
    const first = sums.begun === 0 ? -Infinity : batches[at + 3];
    batches[at + 3] = logSumExp(first, logLikelihood, stride[k]);
  });
  sums.begun++;
  if (sums.begun < sums.batchSteps) return;
  sums.full++;
  sums.begun = 0;
}

function mergeNeighbours(sums: ThermodynamicSums): void {
  const { batches } = sums;
  const K = sums.rungs;
  for (let b = 0; b < CAPACITY / 2; b++) {
    for (let k = 0; k < K; k++) {
      const [one, two, to] = [2 * b, 2 * b + 1, b].map((batch) => (batch * K + k) * PER_RUNG);
      for (let i = 0; i < 3; i++) batches[to + i] = batches[one + i] + batches[two + i];
      batches[to + 3] = logAddExp(batches[one + 3], batches[two + 3]);
    }
  }
  batches.fill(0, (CAPACITY / 2) * K * PER_RUNG);
  sums.full = CAPACITY / 2;
  sums.batchSteps *= 2;
}

/** ln(e^a + sum of e^(h l)). A likelihood of zero adds nothing, also at h = 0. */
function logSumExp(a: number, logLikelihood: Float64Array, h: number): number {
  let largest = a;
  for (const l of logLikelihood) if (l !== -Infinity) largest = Math.max(largest, h * l);
  if (largest === -Infinity) return -Infinity;
  let sum = Math.exp(a - largest);
  for (const l of logLikelihood) if (l !== -Infinity) sum += Math.exp(h * l - largest);
  return largest + Math.log(sum);
}

function logAddExp(a: number, b: number): number {
  const largest = Math.max(a, b);
  return largest === -Infinity
    ? -Infinity
    : largest + Math.log(Math.exp(a - largest) + Math.exp(b - largest));
}
