/** What the kernel keeps about a measured dipole; laid out and read like point-fields.ts. */

/** 1/measured amplitude; inverse variances below and above in units of it, with scatter; the published variances. */
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

export const dipoleFields = 9;
