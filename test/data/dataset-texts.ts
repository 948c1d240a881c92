/** Data files for tests, small enough to be read beside the expectation. */
import { expect } from 'vitest';
import { InputError } from '../../src/errors.js';
import type { Problem } from '../../src/errors.js';

declare module 'vitest' {
  interface Matchers<T> {
    /** Calls the received function; it must throw an InputError with exactly these problems, matched as substrings. */
    toThrowInputError(expected: readonly Partial<Problem>[]): T;
  }
}

expect.extend({
  toThrowInputError(received: () => unknown, expected: readonly Partial<Problem>[]) {
    let thrown: unknown = null;
    try {
      received();
    } catch (error) {
      thrown = error;
    }
    if (!(thrown instanceof InputError)) {
      return { pass: false, message: () => `expected an InputError, got ${String(thrown)}` };
    }
    const { problems, message } = thrown;
    const pass =
      problems.length === expected.length &&
      expected.every((want, i) =>
        Object.entries(want).every(([key, text]) => {
          const got = problems[i][key as keyof Problem];
          return key === 'where' ? got === text : got?.includes(text) === true;
        }),
      );
    return { pass, message: () => `expected ${JSON.stringify(expected, null, 1)}\ngot ${message}` };
  },
});

/** Header of 16 lines, column names in line 17, points in lines 18 to 20. */
export const spectrumText = `# %ECSV 1.0
# ---
# delimiter: ','
# datatype:
# - {name: x, unit: GeV, datatype: float64}
# - {name: flux, unit: m-2 s-1 sr-1 GeV-1, datatype: float64}
# - {name: stat_lo, unit: m-2 s-1 sr-1 GeV-1, datatype: float64}
# - {name: stat_hi, unit: m-2 s-1 sr-1 GeV-1, datatype: float64}
# - {name: note, datatype: string}
# meta:
#   dataset: Mine_2027_he
#   kind: spectrum
#   experiment: Mine
#   species: he
#   axis: total-energy
#   reference: A. Author et al., in preparation
x,flux,stat_lo,stat_hi,note
10,3e-2,1e-3,2e-3,
20,4e-3,2e-4,2e-4,"first run, only"
40,.5e-3,0,0,
`;

/** Header of 16 lines, column names in line 17, points in lines 18 and 19. */
export const anisotropyText = `# %ECSV 1.0
# ---
# delimiter: ','
# datatype:
# - {name: energy_gev, unit: GeV, datatype: float64}
# - {name: amplitude, datatype: float64}
# - {name: amplitude_err_lo, datatype: float64}
# - {name: amplitude_err_hi, datatype: float64}
# - {name: phase_ra_deg, unit: deg, datatype: float64}
# - {name: phase_err_lo_deg, unit: deg, datatype: float64}
# - {name: phase_err_hi_deg, unit: deg, datatype: float64}
# - {name: fov_factor, datatype: float64}
# - {name: amplitude_ul, datatype: float64}
# - {name: in_fig2, datatype: string}
# meta: {dataset: Mine_2027, kind: anisotropy, experiment: Mine, group: extra,
#   reference: A. Author et al.}
energy_gev,amplitude,amplitude_err_lo,amplitude_err_hi,phase_ra_deg,phase_err_lo_deg,phase_err_hi_deg,fov_factor,amplitude_ul,in_fig2
1e4,1e-3,1e-4,2e-4,358.5,5,6,1.2,,
1e5,2e-4,5e-5,5e-5,-30,20,20,,5e-4,likely
`;
