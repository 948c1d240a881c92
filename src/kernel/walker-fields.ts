/**
 * What the kernel is told about a walker and what it answers, as 64-bit floats; pairs are p, He. Names and meanings as in
 * model/medium.ts. Read by TypeScript and by AssemblyScript (assembly/), so constants only.
 */
export const potentialGV = 0;
export const inverseCutoff = 1;
export const inverseCenterCutoff = 2;
export const index = 3;
export const nearbyDiffusion = 5;
export const centerDiffusion = 6;
export const scatterSpectrum = 7;
export const scatterAmplitude = 8;
export const scatterPhaseDeg = 9;
export const backgroundScale = 10;
export const nearbyScale = 12;
export const centerScale = 14;
export const convection = 16;
export const perpendicularRatio = 17;
export const criticalFactor = 18;
export const cosSquared = 19;
export const sinSquared = 20;
export const along = 21;
export const backgroundAlong = 22;
export const centerAlong = 23;
/** Equatorial x and y each. */
export const comptonGetting = 24;
export const field = 26;
export const across = 28;
/** The energy shift of every experiment, as many as there are. */
export const shifts = 30;

/** Answers. `trusted` is 0 where the kernel's arithmetic does not do and the definition must be asked, else 1. */
export const trusted = 0;
export const logLikelihood = 1;
export const chi2Spectrum = 2;
export const chi2Amplitude = 3;
export const chi2Phase = 4;

export const answerFields = 5;
