/** The measurements of a configuration as layers of points, each with what a page says about it. */
import type { Measurement } from '../../config/measurements.js';
import type { AnisotropyDataset, AnisotropyPoint, SpectrumDataset } from '../../data/dataset.js';
import { rigidityPoints } from '../../data/rigidity-points.js';
import type { DataPoint, PointsLayer } from '../../plot/layers/layer.js';
import type { MarkerShape } from '../../plot/layers/marker.js';
import { MARKER_SHAPES } from '../../plot/layers/marker.js';
import type { LegendEntry } from '../../plot/legend/legend.js';
import type { Theme } from '../../plot/theme.js';
import { AMPLITUDE_UNIT, spectralWeight } from './model-curves.js';
import { speciesColor } from './styles.js';

/** R^2.7 J of every spectral point, one layer per data set. */
export function spectrumLayers(measurements: readonly Measurement[], theme: Theme): PointsLayer[] {
  const sets = measurements.filter(isSpectrum);
  return sets.map(({ dataset, points }) => ({
    kind: 'points',
    color: speciesColor(dataset.species, theme),
    marker: markerOf(dataset.experiment, sets),
    open: dataset.species === 'he',
    size: 2.7,
    group: `experiment:${dataset.experiment}`,
    points: rigidityPoints({ ...dataset, points }).map((p, i): DataPoint => {
      const weight = spectralWeight(p.rigidityGV);
      const y = p.fluxPerGV * weight;
      const lo = Math.hypot(p.statLo ?? 0, p.sysLo ?? 0) * weight;
      const hi = Math.hypot(p.statHi ?? 0, p.sysHi ?? 0) * weight;
      return {
        x: p.rigidityGV,
        y,
        yRange: [y - lo, y + hi],
        tip: spectrumTip(dataset, points[i].x, points[i].flux),
      };
    }),
  }));
}

/** Which of the two numbers of a dipole is shown. */
export type DipoleNumber = 'amplitude' | 'phase';

/** Amplitudes (times 1000; as published, or corrected for the field of view) or phases, one layer per group. */
export function dipoleLayers(
  measurements: readonly Measurement[],
  shown: DipoleNumber,
  fovFactor: boolean,
  theme: Theme,
): PointsLayer[] {
  const sets = measurements.filter(isAnisotropy);
  const groups = [...new Set(sets.map(({ dataset }) => dataset.group))];
  return groups.map((name, k) => ({
    kind: 'points',
    color: theme.muted,
    marker: MARKER_SHAPES[k % MARKER_SHAPES.length],
    open: k % 2 === 1,
    size: 3,
    group: `experiment:${name}`,
    points: sets
      .filter(({ dataset }) => dataset.group === name)
      .flatMap(({ dataset, points }) =>
        points
          .filter((p) => !fovFactor || p.fovFactor !== null)
          .map((p) => dipolePoint(dataset, p, shown, fovFactor)),
      ),
  }));
}

function dipolePoint(
  dataset: AnisotropyDataset,
  p: AnisotropyPoint,
  shown: DipoleNumber,
  fovFactor: boolean,
): DataPoint {
  const factor = (fovFactor ? (p.fovFactor ?? 1) : 1) / AMPLITUDE_UNIT;
  const tip = `${dataset.experiment}\nE = ${short(p.energyGeV)} GeV\namplitude ${short(p.amplitude)}, phase ${short(p.phaseDeg)}°\n${dataset.reference}`;
  if (shown === 'phase') {
    const yRange: readonly [number, number] = [p.phaseDeg - p.phaseErrLoDeg, p.phaseDeg + p.phaseErrHiDeg];
    return { x: p.energyGeV, y: p.phaseDeg, yRange, tip };
  }
  const y = p.amplitude * factor;
  return {
    x: p.energyGeV,
    y,
    yRange: [y - p.amplitudeErrLo * factor, y + p.amplitudeErrHi * factor],
    tip,
  };
}

/** Experiments of the spectra with their markers, in ink: the colour says which nucleus. */
export function experimentEntries(measurements: readonly Measurement[], theme: Theme): LegendEntry[] {
  const sets = measurements.filter(isSpectrum);
  return [...new Set(sets.map(({ dataset }) => dataset.experiment))].map((name) => ({
    text: name,
    swatch: { kind: 'marker', color: theme.muted, shape: markerOf(name, sets) },
    group: `experiment:${name}`,
  }));
}

/** Groups of the dipole measurements with their markers. */
export function groupEntries(layers: readonly PointsLayer[]): LegendEntry[] {
  return layers.map((layer) => ({
    text: typesetGroup((layer.group ?? '').replace('experiment:', '')),
    swatch: { kind: 'marker', color: layer.color, shape: layer.marker, open: layer.open ?? false },
    ...(layer.group === undefined ? {} : { group: layer.group }),
  }));
}

/** Names as the paper writes them: UG-mu is UG-μ. */
function typesetGroup(name: string): string {
  return name.replace(/-mu$/, '-μ').replace(/gamma$/, 'γ');
}

function spectrumTip(dataset: SpectrumDataset, x: number, flux: number): string {
  const unit = dataset.axis === 'rigidity' ? 'GV' : dataset.axis.endsWith('nucleon') ? 'GeV/n' : 'GeV';
  const model = dataset.interactionModel === null ? '' : ` (${dataset.interactionModel})`;
  const nucleus = dataset.species === 'p' ? 'protons' : 'helium';
  return `${dataset.experiment}${model}, ${nucleus}\n${short(x)} ${unit}: ${short(flux)} per m² s sr ${unit}\n${dataset.reference}`;
}

function markerOf(
  experiment: string,
  sets: readonly { readonly dataset: { readonly experiment: string } }[],
): MarkerShape {
  const names = [...new Set(sets.map(({ dataset }) => dataset.experiment))];
  return MARKER_SHAPES[names.indexOf(experiment) % MARKER_SHAPES.length];
}

function isSpectrum(m: Measurement): m is Extract<Measurement, { dataset: SpectrumDataset }> {
  return m.dataset.kind === 'spectrum';
}

function isAnisotropy(m: Measurement): m is Extract<Measurement, { dataset: AnisotropyDataset }> {
  return m.dataset.kind === 'anisotropy';
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
