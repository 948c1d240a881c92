/**
 * Fast Fourier transform of power-of-two length and the autocovariances computed with it.
 * The forward transform leaves its result in digit-reversed order and the inverse starts from there: a power spectrum
 * needs no order, so the two permutations are never made.
 */

/** Twiddle factors of one length. */
export interface FftPlan {
  /** Length, a power of two. */
  readonly size: number;
  /** [size / 2] cos(2 pi k / size) */
  readonly cos: Float64Array;
  /** [size / 2] sin(2 pi k / size) */
  readonly sin: Float64Array;
}

/** The smallest power of two that is at least n; 1 for n <= 1. */
export function nextPowerOfTwo(n: number): number {
  let size = 1;
  while (size < n) size *= 2;
  return size;
}

/** @throws RangeError when size is not a power of two */
export function fftPlan(size: number): FftPlan {
  if (!Number.isInteger(size) || nextPowerOfTwo(size) !== size)
    throw new RangeError(`fftPlan: size must be a power of two, got ${size}`);
  const half = Math.max(1, size / 2);
  const cos = new Float64Array(half);
  const sin = new Float64Array(half);
  for (let k = 0; k < half; k++) {
    cos[k] = Math.cos((2 * Math.PI * k) / size);
    sin[k] = Math.sin((2 * Math.PI * k) / size);
  }
  return { size, cos, sin };
}

/** Those of lengths up to this are kept: half a megabyte in all. */
const KEPT_LENGTH = 1 << 14;
const plans = new Map<number, FftPlan>();

/** As `fftPlan`, which takes as long as several transforms. */
export function planOf(size: number): FftPlan {
  const known = plans.get(size);
  if (known !== undefined) return known;
  const plan = fftPlan(size);
  if (size <= KEPT_LENGTH) plans.set(size, plan);
  return plan;
}

/**
 * In place: X_k = sum_s x_s exp(-2 pi i k s / size), stored in digit-reversed order of k. Decimation in frequency,
 * radix 4 (two thirds of the time of radix 2) with one stage of radix 2 where log2(size) is odd.
 */
export function forwardFft(plan: FftPlan, re: Float64Array, im: Float64Array): void {
  const { size, cos, sin } = plan;
  let length = size;
  for (let stride = 1; length >= 4; length >>= 2, stride <<= 2) {
    const q = length >> 2;
    // k outside: the three twiddle factors are read once per stage and frequency.
    for (let k = 0; k < q; k++) {
      const c1 = cos[k * stride];
      const s1 = sin[k * stride];
      const c2 = c1 * c1 - s1 * s1;
      const s2 = 2 * c1 * s1;
      const c3 = c1 * c2 - s1 * s2;
      const s3 = s1 * c2 + c1 * s2;
      for (let j0 = k; j0 < size; j0 += length) {
        const j1 = j0 + q;
        const j2 = j1 + q;
        const j3 = j2 + q;
        const ar = re[j0] + re[j2];
        const ai = im[j0] + im[j2];
        const br = re[j0] - re[j2];
        const bi = im[j0] - im[j2];
        const cr = re[j1] + re[j3];
        const ci = im[j1] + im[j3];
        const dr = im[j1] - im[j3];
        const di = re[j3] - re[j1];
        re[j0] = ar + cr;
        im[j0] = ai + ci;
        const er = br + dr;
        const ei = bi + di;
        re[j1] = er * c1 + ei * s1;
        im[j1] = ei * c1 - er * s1;
        const fr = ar - cr;
        const fi = ai - ci;
        re[j2] = fr * c2 + fi * s2;
        im[j2] = fi * c2 - fr * s2;
        const gr = br - dr;
        const gi = bi - di;
        re[j3] = gr * c3 + gi * s3;
        im[j3] = gi * c3 - gr * s3;
      }
    }
  }
  if (length === 2) pairs(re, im);
}

/** In place, from the order `forwardFft` leaves: size * x_s = sum_k X_k exp(+2 pi i k s / size). Decimation in time. */
export function inverseFft(plan: FftPlan, re: Float64Array, im: Float64Array): void {
  const { size, cos, sin } = plan;
  const odd = Math.log2(size) % 2 === 1;
  if (odd) pairs(re, im);
  for (let length = odd ? 8 : 4; length <= size; length *= 4) {
    const q = length >> 2;
    const stride = size / length;
    for (let k = 0; k < q; k++) {
      const c1 = cos[k * stride];
      const s1 = sin[k * stride];
      const c2 = c1 * c1 - s1 * s1;
      const s2 = 2 * c1 * s1;
      const c3 = c1 * c2 - s1 * s2;
      const s3 = s1 * c2 + c1 * s2;
      for (let j0 = k; j0 < size; j0 += length) {
        const j1 = j0 + q;
        const j2 = j1 + q;
        const j3 = j2 + q;
        const br = re[j1] * c1 - im[j1] * s1;
        const bi = im[j1] * c1 + re[j1] * s1;
        const cr = re[j2] * c2 - im[j2] * s2;
        const ci = im[j2] * c2 + re[j2] * s2;
        const dr = re[j3] * c3 - im[j3] * s3;
        const di = im[j3] * c3 + re[j3] * s3;
        const er = re[j0] + cr;
        const ei = im[j0] + ci;
        const fr = re[j0] - cr;
        const fi = im[j0] - ci;
        const gr = br + dr;
        const gi = bi + di;
        const hr = bi - di;
        const hi = dr - br;
        re[j0] = er + gr;
        im[j0] = ei + gi;
        re[j1] = fr - hr;
        im[j1] = fi - hi;
        re[j2] = er - gr;
        im[j2] = ei - gi;
        re[j3] = fr + hr;
        im[j3] = fi + hi;
      }
    }
  }
}

/** The stage of radix 2: its own inverse up to the factor 2 that belongs to `size`. */
function pairs(re: Float64Array, im: Float64Array): void {
  for (let j = 0; j < re.length; j += 2) {
    const r = re[j + 1];
    const i = im[j + 1];
    re[j + 1] = re[j] - r;
    im[j + 1] = im[j] - i;
    re[j] += r;
    im[j] += i;
  }
}

/**
 * Series one at a time: an array of arrays, or something that yields them from where they lie. What `at` yields may be overwritten by
 * its next call.
 */
export type SeriesList = Pick<readonly Float64Array[], 'length' | 'at'>;

/**
 * Sum over several series of their autocovariance sums: out[t] = sum_c scale_c^2 sum_s d_c[s] d_c[s + t] with
 * d_c = series_c - center_c.
 * Two series ride in one complex transform: the real part of the autocovariance of x + iy is the sum of the two. Transforms add to one of
 * two sums of powers in turn, because assembly/series.ts makes two at a time, to the same bits.
 * @param series equally long, length n   @param lags how many lags from 0, at most n
 * @returns [lags]
 */
export function autocovarianceSums(
  series: SeriesList,
  centers: ArrayLike<number>,
  scales: ArrayLike<number> | null,
  lags: number,
): Float64Array {
  const n = series.at(0)?.length ?? 0;
  const size = paddedLength(n, lags);
  const { plan, re, im } = workspaceOf(size);
  const power = new Float64Array(2 * size);
  for (let c = 0; c < series.length; c += 2) {
    load(series.at(c)!, centers[c], scales === null ? 1 : scales[c], re);
    if (c + 1 < series.length)
      load(series.at(c + 1)!, centers[c + 1], scales === null ? 1 : scales[c + 1], im);
    else im.fill(0);
    forwardFft(plan, re, im);
    for (let k = 0, to = (c >> 1) & 1; k < size; k++, to += 2) power[to] += re[k] * re[k] + im[k] * im[k];
  }
  return sumsFromPower(power, lags);
}

/** Length of a transform: a lag t < lags must not reach round the end, hence zeros after n values. */
export function paddedLength(n: number, lags: number): number {
  return nextPowerOfTwo(n + lags - 1);
}

/**
 * As many lags as a transform yields, n at most, that is just long enough for the likely ones if they include the one asked for; else all n.
 * @param likely number of lags, at least 1
 */
export function lagsFor(n: number, lag: number, likely: number): number {
  const fitting = Math.min(n, paddedLength(n, Math.min(n, likely)) - n + 1);
  return lag < fitting ? fitting : n;
}

/** The sums of autocovariances. @param power [2 * size] their transform, in the order of `forwardFft`, as the sum of even and odd places */
export function sumsFromPower(power: Float64Array, lags: number): Float64Array {
  const size = power.length / 2;
  const { plan, re, im } = workspaceOf(size);
  for (let k = 0; k < size; k++) re[k] = power[2 * k] + power[2 * k + 1];
  im.fill(0);
  inverseFft(plan, re, im);
  const out = re.slice(0, lags);
  for (let t = 0; t < lags; t++) out[t] /= size;
  return out;
}

function load(x: Float64Array, center: number, scale: number, into: Float64Array): void {
  for (let i = 0; i < x.length; i++) into[i] = (x[i] - center) * scale;
  into.fill(0, x.length);
}

interface Workspace {
  readonly plan: FftPlan;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Of the last two lengths, because columns of a chain are equally long and are transformed whole and in halves. */
const workspaces: Workspace[] = [];
const KEPT_WORKSPACES = 2;

function workspaceOf(size: number): Workspace {
  const known = workspaces.findIndex(({ plan }) => plan.size === size);
  const [found] =
    known >= 0
      ? workspaces.splice(known, 1)
      : [{ plan: planOf(size), re: new Float64Array(size), im: new Float64Array(size) }];
  workspaces.unshift(found);
  workspaces.length = Math.min(workspaces.length, KEPT_WORKSPACES);
  return found;
}
