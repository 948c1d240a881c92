/** What the kernel keeps about a measured dipole; laid out and read like point-fields.ts. */

/** 1/published amplitude; inverse variances below and above in units of it, with scatter; the published variances. */
export const perAmplitude = 0;
export const amplitudeWeightBelow = 1;
export const amplitudeWeightAbove = 2;
export const amplitudeVarianceBelow = 3;
export const amplitudeVarianceAbove = 4;
/** Direction opposite to the measured phase; inverse variance with scatter and published variance, degrees. */
export const minusCosPhase = 5;
export const minusSinPhase = 6;
export const phaseWeight = 7;
export const phaseVariance = 8;

/** Measured amplitude in units of the published one: 1 but in synthetic data. */
export const measuredAmplitude = 9;
/** Streaming along x and y of the equator, of the walker at hand. */
export const streamingX = 10;
export const streamingY = 11;

export const dipoleFields = 12;
