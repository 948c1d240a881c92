/** The three origins of cosmic rays in the model (Sec. II). */
export type Component = 'background' | 'nearby' | 'galactic_center';

/** All components, in the order of every array that has one entry per component. */
export const componentNames: readonly Component[] = Object.freeze([
  'background',
  'nearby',
  'galactic_center',
] as const);
