/** Measurements by others of what the fit infers, for comparison only. `checked` says where each number was read. */
export interface OutsideMeasurement {
  /** Quantity of the chain in its natural unit. */
  readonly id: string;
  readonly value: number | null;
  /** 1 sigma, statistical and systematic in quadrature; null where there is none. */
  readonly error: number | null;
  /** The value in words, with unit. */
  readonly text: string;
  readonly what: string;
  readonly reference: string;
  readonly url: string | null;
  readonly checked: string;
}

export const OUTSIDE_MEASUREMENTS: readonly OutsideMeasurement[] = [
  {
    id: 'v_sun',
    value: 12.24,
    error: Math.hypot(0.47, 2),
    text: '12.24 ± 0.47 (stat.) ± 2 (syst.) km/s',
    what: 'Solar motion toward Galactic rotation, stellar kinematics',
    reference: 'Schönrich, Binney & Dehnen 2010, MNRAS 403, 1829',
    url: 'https://arxiv.org/abs/0912.3693',
    checked: 'read in the abstract',
  },
  {
    id: 'b_field',
    value: 3,
    error: 1,
    text: '3.0 ± 1.0 μG',
    what: 'Local interstellar field, shape of the IBEX ribbon',
    reference: 'Grygorczuk et al. 2011, ApJ 727, L48',
    url: 'https://doi.org/10.1088/2041-8205/727/2/L48',
    checked: 'read in the abstract',
  },
  {
    id: 'b_field',
    value: 3.75,
    error: 0.05,
    text: '3.7 to 3.8 μG',
    what: 'Undisturbed interstellar field, from the Voyagers at the heliopause and a model of the heliosphere',
    reference: 'Izmodenov & Alexashov 2020, arXiv:2001.03061',
    url: 'https://arxiv.org/abs/2001.03061',
    checked: 'read in the abstract, which gives a range and no error',
  },
  {
    id: 'x_lic',
    value: null,
    error: null,
    text: 'a few pc across, the Sun very close to its edge toward the Galactic centre',
    what: 'Size of the cloud, interstellar absorption lines',
    reference:
      'Linsky, Redfield, Wood & Piskunov 2000, ApJ 528, 756; Linsky & Redfield 2014, Ap&SS 354, 29; Xue & Liu 2025, Sec. I',
    url: 'https://doi.org/10.1007/s10509-014-1943-6',
    checked: 'read in the abstracts of the first two and the text of the last',
  },
];
