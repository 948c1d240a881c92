/**
 * What the kernel keeps about a spectral point, or about one nucleus of a dipole. Two points share a record: field f of
 * both lies at byte 16 f, as one vector. Fluxes of spectral points are in units of the published one, exponents to base 2. What
 * every call reads comes first, in three lines of the cache. Read by TypeScript and by AssemblyScript (assembly/), so constants only.
 */

/** Exponent of the nearby source without convection. */
export const nearbyExponent = 0;
/** R^(-4/3), and 1/(beta R^(1/3)). */
export const perCritical = 1;
export const perDiffusion = 2;
/** 1/beta. Energy axes only. */
export const perBeta = 3;
/** Factor of both bursts, dR/dx (beta R)^(-1/2). */
export const burstFactor = 4;
/** Flux of the background and of the centre per unit of their normalisation; they depend on the shape of the spectra. */
export const background = 5;
export const center = 6;
/** Of spectra: the measurement, 1 but in synthetic data; inverse variances below and above in units of the published flux, with scatter. */
export const measured = 7;
export const weightBelow = 8;
export const weightAbove = 9;
/** Of dipoles, in their place: kappa_par/kappa_xx, and kappa_perp/kappa_xx over the ratio on large scales. */
export const parallel = 8;
export const perpendicular = 9;

/** Depends on the energy shift: R in GV, log2 R, E/Z, dR/dx. */
export const rigidity = 10;
export const logRigidity = 11;
export const epsilon = 12;
export const jacobian = 13;
/** Depends on the potential too: rigidity outside the heliosphere, and the log2 of its square. */
export const outside = 14;
export const logOutsideSquared = 15;
/** Factor of the background without its powers of rigidity. */
export const backgroundFactor = 16;

/** Where the point was published: scaledX/(1 + d) - offset is its rigidity, or its kinetic energy per charge. */
export const scaledX = 17;
/** On the energy axes. */
export const offset = 18;
/** On the rigidity axis, in its place: log2 of the published R, and that to the power -1/3. */
export const logPublished = 18;
export const rootPublished = 19;
/** d(kinetic energy per charge)/dx, or 1 on the rigidity axis; over the published flux. */
export const perX = 20;
/** m/Z, GV. */
export const mass = 21;
/** The published variances below and above in units of the published flux. Spectra only. */
export const varianceBelow = 22;
export const varianceAbove = 23;

/** More than there are: an odd number of lines of the cache, so that those of all records share its sets evenly. */
export const pointFields = 28;
