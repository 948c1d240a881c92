/**
 * The base system of all formulae: cgs, with rigidities in GV and energies in GeV. A quantity in another unit is
 * written `18.5 * pc`; dividing by the unit goes back.
 */

/** km/s in cm/s. */
export const kmPerS = 1e5;

/** Parsec in cm: the IAU 2015 value, 648000/pi astronomical units, to the eight digits that matter here. */
export const pc = 3.0856776e18;

/** Kiloparsec in cm. */
export const kpc = 1e3 * pc;

/** Julian year in s (IAU). */
export const year = 365.25 * 86400;

/** Microgauss in gauss. */
export const microgauss = 1e-6;

/** Gigavolt in volt. */
export const gigavolt = 1e9;

/** GeV in erg: the elementary charge 1.602176634e-19 C of the 2019 SI is exact. */
export const gevInErg = 1.602176634e-3;

/** Degree in radians. */
export const degree = Math.PI / 180;

/** Square metre in cm^2: fluxes are published per m^2. */
export const squareMetre = 1e4;

/** Speed of light in cm/s (exact, SI). */
export const speedOfLight = 2.99792458e10;
