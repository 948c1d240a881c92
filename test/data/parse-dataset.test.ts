import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDataset } from '../../src/data/parse-dataset.js';
import { packagePath } from '../../src/package-info.js';
import { anisotropyText, spectrumText } from './dataset-texts.js';

const parse = (text: string) => parseDataset(text, 'mine.ecsv');

describe('parseDataset', () => {
  test('a spectrum', () => {
    const notGiven = { xLo: null, xHi: null, sysLo: null, sysHi: null, confidence: null };
    expect(parse(spectrumText)).toEqual({
      kind: 'spectrum',
      name: 'Mine_2027_he',
      experiment: 'Mine',
      species: 'he',
      axis: 'total-energy',
      interactionModel: null,
      reference: 'A. Author et al., in preparation',
      doi: null,
      arxiv: null,
      readFrom: '',
      role: 'extra',
      overlaps: [],
      caveats: [],
      file: 'mine.ecsv',
      sha256: null,
      points: [
        { ...notGiven, x: 10, flux: 0.03, statLo: 0.001, statHi: 0.002, note: '', line: 18 },
        {
          ...notGiven,
          x: 20,
          flux: 0.004,
          statLo: 0.0002,
          statHi: 0.0002,
          note: 'first run, only',
          line: 19,
        },
        { ...notGiven, x: 40, flux: 0.0005, statLo: 0, statHi: 0, note: '', line: 20 },
      ],
    });
  });

  test('an anisotropy, phases wrapped', () => {
    const dataset = parse(anisotropyText);
    expect(dataset).toMatchObject({ kind: 'anisotropy', group: 'extra', name: 'Mine_2027' });
    expect(dataset.points).toEqual([
      {
        energyGeV: 1e4,
        amplitude: 1e-3,
        amplitudeErrLo: 1e-4,
        amplitudeErrHi: 2e-4,
        amplitudeUpperLimit: null,
        phaseDeg: 358.5 - 360,
        phaseErrLoDeg: 5,
        phaseErrHiDeg: 6,
        fovFactor: 1.2,
        inFig2: 'no',
        confidence: null,
        note: '',
        line: 18,
      },
      {
        energyGeV: 1e5,
        amplitude: 2e-4,
        amplitudeErrLo: 5e-5,
        amplitudeErrHi: 5e-5,
        amplitudeUpperLimit: 5e-4,
        phaseDeg: -30,
        phaseErrLoDeg: 20,
        phaseErrHiDeg: 20,
        fovFactor: null,
        inFig2: 'likely',
        confidence: null,
        note: '',
        line: 19,
      },
    ]);
  });

  test.each([
    ['180', 180],
    ['-180', 180],
    ['180.5', -179.5],
    ['-180.5', 179.5],
    ['360', 0],
    ['-360', 0],
    ['0', 0],
    ['-179.9', -179.9],
  ])('the phase %s is %d degrees', (published, phaseDeg) => {
    const dataset = parse(anisotropyText.replace('358.5', published));
    expect(dataset.points[0]).toMatchObject({ phaseDeg });
  });

  test('provenance in full, identifiers as they are written', () => {
    const text = spectrumText.replace(
      '# meta:',
      `# meta:
#   role: paper
#   interaction_model: QGSJet-01
#   doi: 10.1000/x
#   arxiv: 2002.06170
#   read_from: table 3 of
#     the publication
#   overlaps: [A_1, B_2]
#   caveats:
#   - one
#   - 'two: three'`,
    );
    expect(parse(text)).toMatchObject({
      role: 'paper',
      interactionModel: 'QGSJet-01',
      doi: '10.1000/x',
      arxiv: '2002.06170',
      readFrom: 'table 3 of the publication',
      overlaps: ['A_1', 'B_2'],
      caveats: ['one', 'two: three'],
    });
  });

  test('bins and systematic errors in columns of any order', () => {
    const text = spectrumText
      .replaceAll('stat_lo', 'sys_lo')
      .replaceAll('stat_hi', 'sys_hi')
      .replace(
        '# - {name: note',
        '# - {name: x_hi, unit: GeV, datatype: float32}\n# - {name: x_lo, unit: GeV, datatype: int64}\n# - {name: note',
      )
      .replace('sys_hi,note', 'sys_hi,x_hi,x_lo,note')
      .replace('2e-3,', '2e-3,12,8,')
      .replace('2e-4,"', '2e-4,25,20,"')
      .replace('0,0,', '0,0,,,');
    expect(parse(text).points).toMatchObject([
      { xLo: 8, xHi: 12, statLo: null, statHi: null, sysLo: 0.001, sysHi: 0.002 },
      { xLo: 20, xHi: 25, sysLo: 0.0002 },
      { xLo: null, xHi: null, sysLo: 0, sysHi: 0 },
    ]);
  });

  test.each([
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte-order mark', (text: string) => `\uFEFF${text}`],
    ['no newline at the end', (text: string) => text.trimEnd()],
    ['blank lines at the end', (text: string) => `${text}\n  \n\n`],
    ['blanks around cells', (text: string) => text.replace('10,3e-2,1e-3', ' 10 ,  3e-2, 1e-3 ')],
    ['quoted numbers', (text: string) => text.replace('10,3e-2', '"10","3e-2"')],
    [
      'units as astropy writes them',
      (text: string) => text.replaceAll('m-2 s-1 sr-1 GeV-1', '1 / (GeV s sr m2)'),
    ],
    [
      'a schema line',
      (text: string) => text.replace('# meta:', '# schema: astropy-2.0\n# meta:').replace('# ---\n', ''),
    ],
    ['a bare comment line in the header', (text: string) => text.replace('# ---\n', '#\n')],
  ])('%s make no difference', (_, change) => {
    const changed = change(spectrumText);
    expect(changed).not.toBe(spectrumText);
    expect(parse(changed)).toEqual(parse(spectrumText));
  });

  test('a row behind # is taken out, and lines are counted as in the file', () => {
    const text = spectrumText.replace('\n20,', '\n\n#20,');
    expect(parse(text).points.map(({ line }) => line)).toEqual([18, 21]);
  });

  test('the example of data/README.md loads', () => {
    const readme = readFileSync(packagePath('data', 'README.md'), 'utf8');
    const example = /```\n(# %ECSV[^`]*)```/.exec(readme);
    expect(parse(example![1])).toMatchObject({
      name: 'mine_2027_p',
      axis: 'kinetic-energy',
      points: [{ x: 1000 }, { x: 1585, statHi: 9e-7 }],
    });
  });
});

describe('tables that astropy 8.0.2 wrote', () => {
  test('Table.write with its default, a blank as the delimiter', () => {
    const text = `# %ECSV 1.0
# ---
# datatype:
# - {name: x, unit: GV, datatype: float64}
# - {name: flux, unit: 1 / (GV s sr m2), datatype: float64}
# - {name: stat_lo, unit: 1 / (GV s sr m2), datatype: float64}
# - {name: stat_hi, unit: 1 / (GV s sr m2), datatype: float64}
# - {name: note, datatype: string}
# meta: !!omap
# - {dataset: mine}
# - {kind: spectrum}
# - {experiment: Mine}
# - {species: p}
# - {axis: rigidity}
# - {reference: in preparation}
# - caveats: [a, b]
# - {doi: null}
# schema: astropy-2.0
x flux stat_lo stat_hi note
1.0 3e-05 1e-06 2e-06 "a b"
2.0 1e-06 "" "" ""
`;
    expect(parse(text)).toMatchObject({
      name: 'mine',
      doi: null,
      caveats: ['a', 'b'],
      points: [
        { x: 1, flux: 3e-5, statLo: 1e-6, statHi: 2e-6, note: 'a b', line: 20 },
        { x: 2, flux: 1e-6, statLo: null, statHi: null, note: '', line: 21 },
      ],
    });
  });

  test('QTable.write, with its own bookkeeping of units', () => {
    const text = `# %ECSV 1.0
# ---
# datatype:
# - {name: x, unit: GV, datatype: float64}
# - {name: flux, unit: 1 / (GV s sr m2), datatype: float64}
# meta: !!omap
# - {dataset: mine}
# - {kind: spectrum}
# - {experiment: Mine}
# - {species: p}
# - {axis: rigidity}
# - {reference: in preparation}
# - __serialized_columns__:
#     flux:
#       __class__: astropy.units.quantity.Quantity
#       unit: !astropy.units.Unit {unit: 1 / (GV s sr m2)}
#       value: !astropy.table.SerializedColumn {name: flux}
#     x:
#       __class__: astropy.units.quantity.Quantity
#       unit: !astropy.units.Unit {unit: GV}
#       value: !astropy.table.SerializedColumn {name: x}
# schema: astropy-2.0
x flux
10.0 0.3
20.0 0.01
`;
    expect(parse(text).points).toMatchObject([
      { x: 10, flux: 0.3 },
      { x: 20, flux: 0.01 },
    ]);
  });
});
