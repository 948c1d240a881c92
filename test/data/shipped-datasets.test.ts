import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { AnisotropyDataset, SpectrumDataset } from '../../src/data/dataset.js';
import { citation } from '../../src/data/describe-datasets.js';
import { overlappingPairs } from '../../src/data/overlapping-pairs.js';
import { shippedDatasets } from '../../src/data/read-datasets.js';
import { packagePath } from '../../src/package-info.js';

const datasets = shippedDatasets();
const spectra = datasets.filter((d): d is SpectrumDataset => d.kind === 'spectrum');
const anisotropies = datasets.filter((d): d is AnisotropyDataset => d.kind === 'anisotropy');

function spectrum(name: string): SpectrumDataset {
  return spectra.find((d) => d.name === name)!;
}
function dipoles(name: string): AnisotropyDataset {
  return anisotropies.find((d) => d.name === name)!;
}
function sum(values: readonly (number | null)[]): number {
  return values.reduce((total: number, value) => total + (value ?? 0), 0);
}

/** Points and sum of ln(flux) per spectrum, computed with Python from the compilation that the files were made of. */
const checksums: Record<string, [number, number]> = {
  AMS02_2015_p: [72, -2.182371163865934],
  AMS02_2017_He: [68, -155.7801630763828],
  DAMPE_2019_p: [17, -189.2518594355287],
  DAMPE_2021_He: [23, -270.0752847700066],
  JACEE_1998_p: [7, -142.89109448173872],
  JACEE_1998_He: [7, -139.89075500905085],
  CREAM3_2017_p: [12, -202.01272004884413],
  CREAM3_2017_He: [12, -185.97724785260593],
  KASCADE_2005_SIBYLL21_p: [18, -637.1225918600586],
  KASCADE_2005_SIBYLL21_He: [15, -501.4298961648467],
  KASCADE_2005_QGSJET01_p: [20, -714.554431408818],
  KASCADE_2005_QGSJET01_He: [18, -605.3387570712191],
  AMS02_2021_p: [72, -0.927337539256536],
  AMS02_2021_He: [68, -153.74209174273776],
  DAMPE_2026_p: [18, -212.4372316253474],
  DAMPE_2026_He: [18, -235.67330150616718],
  'CREAM1+3_2017_p': [12, -202.04941832982044],
  'CREAM1+3_2017_He': [12, -185.12113994210523],
  CALET_2022_p: [29, -300.0305061147196],
  CALET_2023_He: [19, -237.19323039520302],
  NUCLEON_2019_p: [10, -178.45110631177144],
  NUCLEON_2019_He: [13, -254.6833257717925],
  ISSCREAM_2022_p: [13, -244.07395572187554],
  GRAPES3_2024_p: [8, -194.64676314354435],
  LHAASO_2025_QGSJetII04_p: [19, -547.863649050661],
  LHAASO_2025_EPOSLHC_p: [19, -547.7674395169254],
  LHAASO_2025_SIBYLL23d_p: [19, -549.2507770152303],
  LHAASO_2025_QGSJetII04_He: [19, -545.673507050948],
  LHAASO_2025_EPOSLHC_He: [19, -547.2176189928633],
  LHAASO_2025_SIBYLL23d_He: [19, -545.7418693000933],
  KASCADE_2024ML_p: [20, -700.5211345851293],
  KASCADE_2024ML_He: [20, -713.3970183474793],
};

describe('the shipped spectra', () => {
  test('are all there, with the fluxes of their source', () => {
    expect(spectra.map(({ name }) => name).sort()).toEqual(Object.keys(checksums).sort());
    for (const { name, points } of spectra) {
      const [count, logFlux] = checksums[name];
      expect(points, name).toHaveLength(count);
      expect(sum(points.map(({ flux }) => Math.log(flux)))).toBeAllclose(logFlux, { rtol: 1e-12 });
    }
    expect(sum(spectra.map(({ points }) => points.length))).toBe(735);
  });

  test('have the positions and errors of their source', () => {
    const points = spectra.flatMap((d) => d.points);
    const log = (value: number | null): number => (value === null ? 0 : Math.log(value));
    expect(sum(points.map(({ x }) => log(x)))).toBeAllclose(6397.771621535506, { rtol: 1e-12 });
    expect(sum(points.map(({ xLo }) => log(xLo)))).toBeAllclose(5798.009697773939, { rtol: 1e-12 });
    expect(sum(points.map(({ xHi }) => log(xHi)))).toBeAllclose(5951.972316911486, { rtol: 1e-12 });
    const relative = (key: 'statLo' | 'statHi' | 'sysLo' | 'sysHi'): number =>
      sum(points.map((p) => (p[key] ?? 0) / p.flux));
    expect(relative('statLo')).toBeAllclose(72.77338062429982, { rtol: 1e-12 });
    expect(relative('statHi')).toBeAllclose(75.54224766939181, { rtol: 1e-12 });
    expect(relative('sysLo')).toBeAllclose(43.035430641327025, { rtol: 1e-12 });
    expect(relative('sysHi')).toBeAllclose(43.22257697395415, { rtol: 1e-12 });
    expect(points.filter(({ sysLo }) => sysLo === null)).toHaveLength(85);
    expect(points.filter(({ statLo }) => statLo === 0)).toHaveLength(3 + 6 + 13 + 1);
  });

  test('are the numbers that were published', () => {
    expect(spectrum('AMS02_2015_p').points[0]).toMatchObject({
      x: 1.07634,
      xLo: 1,
      xHi: 1.16,
      flux: 626.9,
      statLo: 0.8,
      statHi: 0.8,
      sysLo: 26.8,
      sysHi: 26.8,
      confidence: 'high',
    });
    // 100 to 108 GV and 12.5 TeV: values known from the abstracts and figures of the publications.
    expect(spectrum('AMS02_2015_p').points.find(({ xLo }) => xLo === 100)?.flux).toBe(0.04085);
    expect(spectrum('DAMPE_2019_p').points.find(({ x }) => x > 12e3 && x < 13e3)?.flux).toBe(1.2e-7);
    // The asymmetric error of the last JACEE helium point, per GeV per nucleon.
    expect(spectrum('JACEE_1998_He').points[6]).toMatchObject({
      x: 263000,
      xLo: null,
      flux: 2.42e-12,
      statLo: 1.79e-12,
      statHi: 2.42e-12,
      sysLo: null,
    });
    expect(spectrum('JACEE_1998_p').points.map(({ confidence }) => confidence)).toEqual([
      ...['low', 'low'],
      ...Array<string>(5).fill('medium'),
    ]);
  });

  test('the paper uses 251 points when KASCADE is taken with SIBYLL-2.1', () => {
    const used = spectra.filter((d) => d.role === 'paper' && d.interactionModel !== 'QGSJet-01');
    expect(sum(used.map(({ points }) => points.length))).toBe(251);
    expect(used.map(({ interactionModel }) => interactionModel)).toContain('SIBYLL-2.1');
  });
});

describe('the shipped anisotropies', () => {
  const points = anisotropies.flatMap((d) => d.points.map((point) => ({ ...point, group: d.group })));

  test('are all there, by group and by presence in Fig. 2', () => {
    const count = (group: string, used: boolean): number =>
      points.filter((p) => p.group === group && (p.inFig2 !== 'no' || !used)).length;
    const groups = [
      'UG-mu',
      'ARGO-YBJ',
      'Tibet-ASgamma',
      'EAS-TOP',
      'IceCube/Top',
      'KASCADE-Grande',
      'Auger',
      'extra',
    ];
    expect(groups.map((group) => count(group, false))).toEqual([6, 15, 7, 3, 14, 3, 12, 11]);
    expect(groups.map((group) => count(group, true))).toEqual([6, 15, 7, 3, 5, 3, 6, 0]);
    expect(points).toHaveLength(71);
    expect(points.filter(({ inFig2 }) => inFig2 === 'likely')).toHaveLength(12);
  });

  test('have the numbers of their source', () => {
    const total = (of: (p: (typeof points)[number]) => number | null): number => sum(points.map(of));
    expect(total((p) => Math.log(p.energyGeV))).toBeAllclose(878.073390993406, { rtol: 1e-12 });
    expect(total((p) => Math.log(p.amplitude))).toBeAllclose(-473.484304911625, { rtol: 1e-12 });
    expect(total((p) => p.amplitudeErrLo / p.amplitude)).toBeAllclose(13.37747866208284, { rtol: 1e-12 });
    expect(total((p) => p.amplitudeErrHi / p.amplitude)).toBeAllclose(21.34828910164329, { rtol: 1e-12 });
    expect(total((p) => p.amplitudeUpperLimit)).toBeAllclose(0.19914, { rtol: 1e-12 });
    expect(total((p) => p.fovFactor)).toBeAllclose(65.83, { rtol: 1e-12 });
    expect(total((p) => p.phaseErrLoDeg)).toBeAllclose(1111.6242, { rtol: 1e-12 });
    expect(total((p) => p.phaseErrHiDeg)).toBeAllclose(1111.6242, { rtol: 1e-12 });
    expect(total((p) => Math.cos((p.phaseDeg * Math.PI) / 180))).toBeAllclose(33.83920878278596, {
      rtol: 1e-12,
    });
    expect(total((p) => Math.sin((p.phaseDeg * Math.PI) / 180))).toBeAllclose(6.809612384370867, {
      rtol: 1e-12,
    });
    expect(points.filter(({ fovFactor }) => fovFactor === null)).toHaveLength(71 - 57);
    expect(points.filter((p) => p.amplitudeUpperLimit !== null)).toHaveLength(12);
  });

  test('have phases between -180 and 180 degrees', () => {
    for (const { phaseDeg } of points) expect(phaseDeg > -180 && phaseDeg <= 180).toBe(true);
    // 348 degrees published.
    expect(dipoles('MACRO_2003').points[0]).toMatchObject({
      energyGeV: 30000,
      amplitude: 0.00082,
      phaseDeg: -12,
    });
    expect(dipoles('ARGO_2018').points.map(({ phaseDeg }) => Math.round(10 * phaseDeg))).toEqual([
      247, 299, 240, 223, -11, -130, -1089, -808,
    ]);
    expect(dipoles('Auger_2020').points[5]).toMatchObject({
      energyGeV: 1.28e9,
      amplitude: 0.0018,
      amplitudeErrLo: 0.0002,
      amplitudeErrHi: 0.0047,
      amplitudeUpperLimit: 0.011,
      phaseDeg: -69,
      phaseErrLoDeg: 100,
      fovFactor: 1,
      inFig2: 'yes',
      confidence: 'high',
    });
  });
});

describe('provenance', () => {
  test('every set says where it comes from, under the name of its file', () => {
    for (const d of datasets) {
      expect(d.reference.length, d.name).toBeGreaterThan(10);
      expect(d.readFrom.length, d.name).toBeGreaterThan(10);
      expect(d.caveats.length, d.name).toBeGreaterThan(0);
      expect(d.file).toBe(`data/${d.kind === 'spectrum' ? 'spectra' : 'anisotropy'}/${d.name}.ecsv`);
      expect(d.points.every(({ confidence }) => confidence !== null)).toBe(true);
      if (d.doi !== null) expect(d.doi).toMatch(/^10\.\d{4}/);
      if (d.arxiv !== null) expect(d.arxiv).toMatch(/^(\d{4}\.\d{4,5}|[a-z-]+\/\d{7})$/);
    }
    expect(new Set(datasets.map(({ name }) => name)).size).toBe(54);
  });

  test('overlaps name sets that exist, of the same kind, and hold both ways', () => {
    for (const d of datasets) {
      for (const name of d.overlaps) {
        const other = datasets.find((candidate) => candidate.name === name);
        expect(other, `${d.name} overlaps ${name}`).toBeDefined();
        expect(other?.kind).toBe(d.kind);
        expect(other?.overlaps).toContain(d.name);
        if (d.kind === 'spectrum') expect((other as SpectrumDataset).species).toBe(d.species);
      }
    }
    const pairs = overlappingPairs(datasets).map(([a, b]) => `${a.name} ${b.name}`);
    expect(pairs).toContain('ARGO_2015 ARGO_2018');
    expect(pairs).toContain('AMS02_2015_p AMS02_2021_p');
    expect(pairs).toContain('Auger_2020 Auger_2020_cumulative');
    expect(pairs).toHaveLength(24);
  });

  test('data/README.md lists every set with its number of rows, reference and overlaps', () => {
    const lines = readFileSync(packagePath('data', 'README.md'), 'utf8').split('\n');
    for (const d of datasets) {
      const line = lines.find((candidate) => candidate.startsWith(`| \`${d.name}\` |`));
      const cells = (line ?? '').split('|').map((cell) => cell.trim());
      expect(cells[d.kind === 'spectrum' ? 2 : 3], d.name).toBe(String(d.points.length));
      expect(cells).toContain(citation(d));
      expect(cells.at(-2)).toBe(d.overlaps.map((name) => `\`${name}\``).join(', '));
    }
    expect(lines.filter((line) => /^\| `\w+_\d{4}/.test(line) || line.startsWith('| `CREAM1+3')).length).toBe(
      54,
    );
  });
});
