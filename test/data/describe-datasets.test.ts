import { describe, expect, test } from 'vitest';
import { datasetDocument, datasetLines, findDataset } from '../../src/data/describe-dataset.js';
import { citation, datasetListLines, listDatasets } from '../../src/data/describe-datasets.js';
import { missingDatasets } from '../../src/data/missing-datasets.js';
import { parseDataset } from '../../src/data/parse-dataset.js';
import { shippedDatasets } from '../../src/data/read-datasets.js';
import { hangText, textTable } from '../../src/data/text-table.js';
import { anisotropyText, spectrumText } from './dataset-texts.js';

const shipped = shippedDatasets();
const mine = parseDataset(spectrumText, 'mine.ecsv');

describe('the list of data sets', () => {
  test('has one JSON row per set', () => {
    const { datasets } = listDatasets([mine, parseDataset(anisotropyText, 'mine.ecsv')]);
    expect(datasets).toEqual([
      {
        name: 'Mine_2027_he',
        kind: 'spectrum',
        experiment: 'Mine',
        species: 'he',
        interaction_model: null,
        axis: 'total-energy',
        group: null,
        points: 3,
        range: [10, 40],
        unit: 'GeV',
        confidence: { high: 0, medium: 0, low: 0 },
        role: 'extra',
        overlaps: [],
        reference: 'A. Author et al., in preparation',
        doi: null,
        arxiv: null,
      },
      expect.objectContaining({
        kind: 'anisotropy',
        group: 'extra',
        axis: null,
        species: null,
        range: [1e4, 1e5],
        unit: 'GeV',
      }),
    ]);
    const auger = listDatasets(shipped).datasets.find(({ name }) => name === 'Auger_2020');
    expect(auger).toMatchObject({
      points: 11,
      confidence: { high: 6, medium: 4, low: 1 },
      overlaps: ['Auger_2020_cumulative'],
    });
    expect(listDatasets(shipped).datasets.find(({ name }) => name === 'AMS02_2015_p')?.unit).toBe('GV');
  });

  test('says that the Tibet-ASgamma spectra are missing, and why, in JSON and in text', () => {
    const list = listDatasets(shipped);
    expect(list.datasets.some(({ name, kind }) => kind === 'spectrum' && name.includes('Tibet'))).toBe(false);
    expect(list.missing[0].what).toMatch(/^Tibet-ASgamma proton and helium spectra/);
    expect(list.missing[0].reason).toContain('No table');
    expect(list.missing).toHaveLength(missingDatasets.length);
    const text = datasetListLines(list).join('\n').replaceAll(/\s+/g, ' ');
    for (const { what, reason } of missingDatasets) expect(text).toContain(`- ${what}. ${reason}`);
  });

  test('prints every set with its reference in at most 120 characters', () => {
    const list = listDatasets(shipped);
    const lines = datasetListLines(list);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(lines).toContain('SPECTRA: 32 data sets, 735 points');
    expect(lines).toContain('ANISOTROPY: 22 data sets, 71 points');
    for (const row of list.datasets) {
      const line = lines.find((candidate) => candidate.startsWith(`${row.name} `))!;
      const number = /\[(\d+)\]$/.exec(line)![1];
      const at = lines.findIndex((candidate) => candidate.trimStart().startsWith(`[${number}] `));
      expect(`${lines[at]} ${lines[at + 1].trim()}`, row.name).toContain(citation(row));
    }
    expect(lines.find((line) => line.startsWith('Auger_2020 '))).toMatch(
      /^Auger_2020 +Auger +11 +5\.1e7 to 4e10 GeV +high 6, medium 4, low 1 +\[\d+\]$/,
    );
    expect(lines.find((line) => line.startsWith('Utah_1981 '))).toMatch(/ 1 +1500 GeV +medium /);
    expect(lines.find((line) => line.startsWith('JACEE_1998_He '))).toMatch(
      / he +Ek\/n +7 +2530 to 2\.63e5 GeV /,
    );
  });

  test.each([
    [{ reference: 'A', doi: '10.1/x', arxiv: '1.2' }, 'A, doi:10.1/x, arXiv:1.2'],
    [{ reference: 'A, arXiv:1.2', doi: null, arxiv: '1.2' }, 'A, arXiv:1.2'],
    [{ reference: 'A', doi: null, arxiv: null }, 'A'],
  ])('citation %#', (reference, expected) => {
    expect(citation(reference)).toBe(expected);
  });
});

describe('findDataset', () => {
  test('finds by exact name', () => {
    expect(findDataset(shipped, 'CREAM1+3_2017_p').name).toBe('CREAM1+3_2017_p');
  });

  test('suggests the nearest name', () => {
    expect(() => findDataset(shipped, 'AMS02_2015_P')).toThrowInputError([
      { where: 'data set', got: '"AMS02_2015_P"', hint: "'AMS02_2015_p'" },
    ]);
  });

  test('says why Tibet spectra are not there', () => {
    expect(() => findDataset(shipped, 'Tibet_2006_p')).toThrowInputError([
      { hint: 'Not shipped: Tibet-ASgamma proton and helium spectra' },
    ]);
  });
});

describe('one data set in full', () => {
  test('as JSON, with the columns of its file', () => {
    expect(datasetDocument(mine)).toMatchObject({
      name: 'Mine_2027_he',
      axis: 'total-energy',
      x_unit: 'GeV',
      flux_unit: 'm-2 s-1 sr-1 GeV-1',
      file: 'mine.ecsv',
      sha256: null,
      points: [
        {
          x: 10,
          x_lo: null,
          x_hi: null,
          flux: 0.03,
          stat_lo: 0.001,
          stat_hi: 0.002,
          sys_lo: null,
          sys_hi: null,
          note: '',
        },
        { x: 20, note: 'first run, only' },
        { x: 40, stat_lo: 0 },
      ],
    });
    expect(datasetDocument(parseDataset(anisotropyText, 'f'))).toMatchObject({
      group: 'extra',
      points: [
        {
          energy_gev: 1e4,
          amplitude: 1e-3,
          amplitude_err_lo: 1e-4,
          amplitude_err_hi: 2e-4,
          amplitude_ul: null,
        },
        {
          phase_ra_deg: -30,
          phase_err_lo_deg: 20,
          phase_err_hi_deg: 20,
          fov_factor: null,
          in_fig2: 'likely',
        },
      ],
    });
  });

  test('as text', () => {
    expect(datasetLines(mine)).toEqual([
      'Mine_2027_he: helium spectrum, Mine, 3 points',
      'axis        x is total-energy in GeV, flux in m-2 s-1 sr-1 GeV-1',
      'reference   A. Author et al., in preparation',
      'read from   not stated',
      'file        mine.ecsv',
      '',
      ' x    flux  stat_lo  stat_hi',
      '10    0.03    0.001    0.002',
      '20   0.004   0.0002   0.0002',
      '40  0.0005        0        0',
      '',
      'line 19: first run, only',
    ]);
  });

  test('as text, with overlaps and caveats and without notes', () => {
    const text = spectrumText
      .replace('"first run, only"', '')
      .replace(
        '# meta:',
        '# meta:\n#   overlaps: [A_1, B_2]\n#   caveats: [One., Two.]\n#   read_from: table 3\n#   interaction_model: QGSJet-01',
      );
    const lines = datasetLines(parseDataset(text, 'f'));
    expect(lines.slice(0, 9)).toEqual([
      'Mine_2027_he: helium spectrum, Mine, QGSJet-01, 3 points',
      'axis        x is total-energy in GeV, flux in m-2 s-1 sr-1 GeV-1',
      'reference   A. Author et al., in preparation',
      'read from   table 3',
      'file        f',
      'overlaps    A_1, B_2 (not independent: use one)',
      'caveats     One.',
      '            Two.',
      '',
    ]);
    expect(lines.at(-1)).toBe('40  0.0005        0        0');
  });

  test('every shipped set fits on a screen 120 wide and says what it overlaps with', () => {
    for (const dataset of shipped) {
      const lines = datasetLines(dataset);
      expect(Math.max(...lines.map((line) => line.length)), dataset.name).toBeLessThanOrEqual(120);
      const text = lines.join(' ').replaceAll(/\s+/g, ' ');
      for (const part of [...dataset.overlaps, ...dataset.caveats]) expect(text).toContain(part);
    }
  });
});

describe('text', () => {
  test('tables are as wide as their widest cell', () => {
    expect(
      textTable([
        { title: 'name', align: 'left', cells: ['a', 'longer'] },
        { title: 'n', align: 'right', cells: ['1', '22'] },
        { title: 'rest', align: 'left', cells: ['', 'x'] },
      ]),
    ).toEqual(['name     n  rest', 'a        1', 'longer  22  x']);
    expect(textTable([])).toEqual([]);
  });

  test('long texts hang behind their label', () => {
    expect(hangText('- ', 'one two three', 9)).toEqual(['- one two', '  three']);
    expect(hangText('- ', 'one two three', 8)).toEqual(['- one', '  two', '  three']);
    expect(hangText('', 'unbreakable', 3)).toEqual(['unbreakable']);
  });
});
