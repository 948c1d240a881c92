/** A published measurement of the paper's figures that is not shipped, and why. */
export interface MissingDataset {
  readonly what: string;
  /** Lower-case words in a name by which someone might ask for it. */
  readonly words: readonly string[];
  readonly reason: string;
  /** What to use in its place. */
  readonly instead: string;
}

/** What a reader of Xue & Liu (2025) would look for here in vain. */
export const missingDatasets: readonly MissingDataset[] = Object.freeze([
  {
    what: 'Tibet-ASgamma proton and helium spectra, SIBYLL+HD (Amenomori et al. 2006, Phys. Lett. B 632, 58)',
    words: ['tibet', 'amenomori'],
    reason:
      'No table of them was found, in this or any other interaction model: the numbers seem to exist only as a figure, ' +
      'and nothing was digitised from a picture or filled in from memory.',
    instead: 'Use LHAASO_2025_* or KASCADE_2005_* between 0.2 and 10 PeV, or load a table of your own.',
  },
  {
    what: 'IceCube and IceTop anisotropy table (Aartsen et al. 2016, Astrophys. J. 826, 220)',
    words: ['icecube', 'icetop', 'aartsen'],
    reason:
      'No readable copy of the table was found. Fig. 2 shows 17 points of IceCube and IceTop, 5 are here.',
    instead: 'Use IceCube_2025: the same quantity from the same detector with more data.',
  },
  {
    what: 'Twelve of the 18 underground-muon points of Fig. 2',
    words: ['mayflower', 'baksan', 'poatina', 'hobart', 'misato', 'sakashita'],
    reason: 'No readable source with both amplitude and phase was found for them.',
    instead: 'The six UG-mu sets shipped cover 0.5 to 30 TeV.',
  },
  {
    what: 'Two Tibet-ASgamma (2005) and four EAS-TOP (1995, 1996) anisotropy points of Fig. 2',
    words: ['tibet', 'eastop', 'eas-top'],
    reason:
      'The higher energies of 2005, the conference values of 1995 and the separate values of 1996 were not found.',
    instead: 'Use Tibet_2017 and EASTOP_2009.',
  },
]);
