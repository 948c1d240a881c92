/** Mistakes to be found: each an edit of the project's own source, on the side of the inference. */

export interface Edit {
  /** Below the root of the project. */
  readonly file: string;
  /** Occurs there exactly once. */
  readonly find: string;
  readonly replace: string;
}

export interface Bug {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** Which code evaluates the likelihood, where the mistake is in code that the compiled kernel does without. */
  readonly kernel?: 'typescript';
}

const medium = 'src/model/medium.ts';
const observations = 'src/likelihood/observations.ts';

export const bugs: readonly Bug[] = [
  {
    name: 'Compton-Getting effect with the wrong sign',
    edits: [
      {
        file: medium,
        find: 'const comptonGetting = (3 * values[at.cg_index]) / speedOfLight;',
        replace: 'const comptonGetting = -(3 * values[at.cg_index]) / speedOfLight;',
      },
    ],
  },
  {
    name: 'factor 3 of the dipole along the field dropped',
    edits: [
      {
        file: 'assembly/anisotropy.ts',
        find: '(-3 / speedOfLight) * one(walker, walkers.along)',
        replace: '(-1 / speedOfLight) * one(walker, walkers.along)',
      },
    ],
  },
  {
    name: 'wrong power of R_cr in the magnetisation',
    edits: [
      {
        file: medium,
        find: 'medium.criticalFactor = criticalRigidity * root;',
        replace: 'medium.criticalFactor = criticalRigidity;',
      },
    ],
  },
  {
    name: 'systematic error counted twice',
    edits: (['Lo', 'Hi'] as const).map((side) => ({
      file: observations,
      find: `quadrature(point.stat${side}, point.sys${side})`,
      replace: `quadrature(quadrature(point.stat${side}, point.sys${side}), point.sys${side})`,
    })),
  },
  {
    name: 'upper and lower errors of amplitudes exchanged',
    edits: [
      {
        file: 'assembly/anisotropy.ts',
        find: 'v128.bitselect(get(d, dipole.amplitudeWeightAbove), get(d, dipole.amplitudeWeightBelow), isAbove)',
        replace:
          'v128.bitselect(get(d, dipole.amplitudeWeightBelow), get(d, dipole.amplitudeWeightAbove), isAbove)',
      },
    ],
  },
  {
    name: 'Jacobian of 10^x where the prior is flat in x',
    edits: [
      {
        file: 'src/inference/posterior.ts',
        find: 'const logPrior = jointPrior(theta, at);',
        replace:
          'const logPrior = jointPrior(theta, at) + isLog.reduce((sum, log, k) => sum + (log === 1 ? Math.LN10 * theta[at + k] : 0), 0);',
      },
    ],
  },
  {
    name: 'Jacobian of the energy scale dropped',
    edits: [
      {
        file: 'assembly/places.ts',
        find: 'f64x2.mul(f64x2.mul(get(p, point.perX), stretch), perBeta)',
        replace: 'f64x2.mul(get(p, point.perX), perBeta)',
      },
    ],
  },
  {
    name: 'energy scale with the wrong sign',
    edits: [
      {
        file: 'assembly/places.ts',
        find: 'f64x2.splat(1 / (1 + d))',
        replace: 'f64x2.splat(1 + d)',
      },
    ],
  },
  {
    name: 'normalisation of the amplitudes forgets the scatter',
    edits: [
      {
        file: 'assembly/noise.ts',
        find: 'return logSpectrum + logAmplitude + logPhase;',
        replace: 'return logSpectrum + logPhase;',
      },
    ],
  },
  {
    name: 'scatter of the amplitudes not squared',
    edits: [
      {
        file: 'assembly/noise.ts',
        find: 'const scatter = f64x2.splat(amplitude * amplitude);',
        replace: 'const scatter = f64x2.splat(amplitude);',
      },
    ],
  },
  {
    name: 'phase residuals not wrapped',
    kernel: 'typescript',
    edits: [
      {
        file: 'src/likelihood/likelihood.ts',
        find: 'const residual = wrapDegrees(model[i] - measured[i]);',
        replace: 'const residual = model[i] - measured[i];',
      },
    ],
  },
  {
    name: 'chi2 without its half',
    edits: [
      {
        file: 'assembly/kernel.ts',
        find: '-0.5 * (spectrum + amplitude + phase)',
        replace: '-1.0 * (spectrum + amplitude + phase)',
      },
    ],
  },
  {
    name: 'phases left out of the likelihood',
    edits: [
      {
        file: 'assembly/kernel.ts',
        find: '-0.5 * (spectrum + amplitude + phase)',
        replace: '-0.5 * (spectrum + amplitude)',
      },
    ],
  },
  {
    name: 'flat priors half as wide again',
    edits: [
      {
        file: 'src/prior/uniform.ts',
        find: '    min,\n    max,\n    logDensity',
        replace: '    min: min - 0.5 * width,\n    max,\n    logDensity',
      },
    ],
  },
];
