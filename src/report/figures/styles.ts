/** One colour and one dash per meaning, the same in every figure. */
import type { Component } from '../../model/components.js';
import type { DipoleTerm } from '../../model/predict.js';
import type { Species } from '../../physics/rigidity.js';
import type { Dash } from '../../plot/layers/layer.js';
import type { Theme } from '../../plot/theme.js';

export const SPECIES_NAMES: Readonly<Record<Species, string>> = { p: 'protons', he: 'helium' };

export const TERM_NAMES: Readonly<Record<DipoleTerm, string>> = {
  background: 'background',
  nearby: 'nearby source',
  galactic_center: 'Galactic centre',
  compton_getting: 'Compton-Getting',
};

/** The paper's dashes (Fig. 1). */
export const COMPONENT_DASHES: Readonly<Record<Component, Dash>> = {
  background: 'dashed',
  nearby: 'dash-dot',
  galactic_center: 'dotted',
};

/** The same in the dipole, whose fourth term is constant and so cannot be mistaken for another line. */
export const TERM_DASHES: Readonly<Record<DipoleTerm, Dash>> = {
  ...COMPONENT_DASHES,
  compton_getting: 'solid',
};

/** Dipoles of one nucleus alone. */
export const SPECIES_DASHES: Readonly<Record<Species, Dash>> = { p: 'long-dash', he: 'dash-dot-dot' };

export function speciesColor(species: Species, theme: Theme): string {
  return theme.series[species === 'p' ? 0 : 1];
}

export function termColor(term: DipoleTerm, theme: Theme): string {
  return theme.series[{ background: 5, nearby: 2, galactic_center: 3, compton_getting: 4 }[term]];
}

/** Opacities of the 95 and 68 % bands; the second lies on the first. */
export const BAND_OPACITY = { outer: 0.18, inner: 0.28 } as const;
