import { describe, expect, test } from 'vitest';
import type { Problem } from '../../src/errors.js';
import { parseDataset } from '../../src/data/parse-dataset.js';
import { anisotropyText, spectrumText } from './dataset-texts.js';

interface Case {
  readonly name: string;
  /** Replacements in the good text, in turn. */
  readonly edits: readonly (readonly [string, string])[];
  readonly problems: readonly Partial<Problem>[];
}

function run(good: string, { edits, problems }: Case): void {
  let text = good;
  for (const [from, to] of edits) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  expect(() => parseDataset(text, 'f')).toThrowInputError(problems);
}

const form: readonly Case[] = [
  { name: 'an empty file', edits: [[spectrumText, '']], problems: [{ where: 'f', got: 'an empty file' }] },
  {
    name: 'blank lines alone',
    edits: [[spectrumText, ' \n\r\n']],
    problems: [{ where: 'f', got: 'an empty file' }],
  },
  {
    name: 'a plain CSV file',
    edits: [[spectrumText, 'x,flux\n1,2\n']],
    problems: [{ where: 'f:1:1', expected: "'# %ECSV 1.0'", got: '"x,flux"', hint: 'data/README.md' }],
  },
  {
    name: 'a header that ends the file',
    edits: [[spectrumText, spectrumText.slice(0, spectrumText.indexOf('x,flux'))]],
    problems: [{ where: 'f:17:1', expected: 'column names and rows', got: 'the end of the file' }],
  },
  {
    name: 'column names without rows',
    edits: [[spectrumText, spectrumText.slice(0, spectrumText.indexOf('10,3e-2'))]],
    problems: [{ where: 'f:17:1', expected: 'at least one row', got: 'column names only' }],
  },
  {
    name: 'comment signs without a blank',
    edits: [
      ['# ---', '#---'],
      ['# meta', '##meta'],
    ],
    problems: [
      { where: 'f:2:1', expected: "'# '", got: '"#---"' },
      { where: 'f:10:1', expected: "'# '" },
    ],
  },
  {
    name: 'broken YAML',
    edits: [['reference: A. Author et al., in', 'reference: A: B']],
    problems: [{ where: 'f:16:16', expected: 'valid YAML', got: 'Nested mappings' }],
  },
  {
    name: 'an attribute twice',
    edits: [['#   species: he', '#   kind: spectrum']],
    problems: [{ where: 'f:14:5', expected: 'valid YAML', got: 'unique' }],
  },
  {
    name: 'a misspelt section',
    edits: [['# delimiter', '# delimeter']],
    problems: [{ where: 'f:3:3', got: '"delimeter"', hint: "'delimiter'" }],
  },
  {
    name: 'another delimiter',
    edits: [["','", "';'"]],
    problems: [{ where: 'f:3:14', expected: "delimiter of ',' or ' '", got: '";"' }],
  },
  {
    name: 'no columns',
    edits: [[spectrumText, '# %ECSV 1.0\n# meta: {kind: spectrum}\nx\n1\n']],
    problems: [{ expected: "list 'datatype'", got: 'nothing' }],
  },
  {
    name: 'no meta',
    edits: [
      [spectrumText, "# %ECSV 1.0\n# delimiter: ','\n# datatype:\n# - {name: x, datatype: float64}\nx\n1\n"],
    ],
    problems: [{ where: 'f:2:3', expected: "section 'meta'", got: 'nothing' }],
  },
  {
    name: 'a column without a datatype',
    edits: [['{name: note, datatype: string}', '{name: note}']],
    problems: [{ where: 'f:9:5', expected: 'a name and a datatype', got: 'name' }],
  },
  {
    name: 'column names in another order than declared',
    edits: [['x,flux,stat_lo', 'x,stat_lo,flux']],
    problems: [{ where: 'f:17:3', expected: 'here "flux"', got: '"stat_lo"' }],
  },
  {
    name: 'another first column than declared',
    edits: [['x,flux,stat_lo', 'E,flux,stat_lo']],
    problems: [{ where: 'f:17:1', expected: 'here "x"', got: '"E"' }],
  },
  {
    name: 'fewer column names than declared',
    edits: [['stat_hi,note\n10', 'stat_hi\n10']],
    problems: [{ where: 'f:17:23', expected: 'here "note"', got: 'nothing' }],
  },
  {
    name: 'more column names than declared',
    edits: [['stat_hi,note\n10', 'stat_hi,note,more\n10']],
    problems: [{ where: 'f:17:29', got: '"more"' }],
  },
  {
    name: 'rows with a cell too many, a cell too few and an open quote',
    edits: [
      ['2e-3,\n', '2e-3,,\n'],
      ['only"', 'only'],
      ['0,0,', '0,0'],
    ],
    problems: [
      { where: 'f:18:1', expected: '5 cells', got: '6' },
      { where: 'f:19:19', expected: 'closing quote', got: 'first run' },
      { where: 'f:20:1', expected: '5 cells', got: '4' },
    ],
  },
];

const attributes: readonly Case[] = [
  {
    name: 'no kind: nothing else can be judged',
    edits: [
      ['#   kind: spectrum\n', ''],
      ['species', 'spezies'],
    ],
    problems: [{ where: 'f:10:3', expected: "'kind', one of spectrum, anisotropy", got: 'nothing' }],
  },
  {
    name: 'an unknown kind',
    edits: [['kind: spectrum', 'kind: spectra']],
    problems: [{ where: 'f:12:11', expected: 'kind: one of', got: '"spectra"', hint: "'spectrum'" }],
  },
  {
    name: 'missing and misspelt attributes, all at once',
    edits: [
      ['experiment: Mine', 'experimet: Mine'],
      ['species: he', 'species: He'],
      ['axis: total-energy', 'axis: energy'],
      ['reference: A. Author et al., in preparation', 'reference:'],
    ],
    problems: [
      { where: 'f:10:3', expected: "'experiment', a text", got: 'nothing' },
      { where: 'f:16:15', expected: "'reference', a text", got: 'nothing' },
      { where: 'f:14:14', expected: 'species: one of p, he', got: '"He"', hint: "'he'" },
      { where: 'f:15:11', expected: 'axis: one of rigidity', got: '"energy"' },
      { where: 'f:13:5', expected: 'an attribute of the schema', got: '"experimet"', hint: "'experiment'" },
    ],
  },
  {
    name: 'a name that no command line takes',
    edits: [['Mine_2027_he', 'my data']],
    problems: [{ where: 'f:11:14', expected: 'dataset: a name of letters', got: '"my data"' }],
  },
  {
    name: 'texts where lists belong and the reverse',
    edits: [
      ['# meta:', '# meta:\n#   overlaps: A_1\n#   caveats: [1, {a: 2}]\n#   doi: [x]\n#   role: mine'],
    ],
    problems: [
      { where: 'f:13:10', expected: 'doi: a text', got: '["x"]' },
      { where: 'f:14:11', expected: 'role: one of paper, extra', got: '"mine"' },
      { where: 'f:11:15', expected: 'overlaps: a list', got: '"A_1"' },
      { where: 'f:12:14', expected: 'caveats: a list' },
    ],
  },
  {
    name: 'an attribute of the other kind',
    edits: [['# meta:', '# meta:\n#   group: UG-mu']],
    problems: [{ where: 'f:11:5', expected: 'an attribute of the schema', got: '"group"' }],
  },
];

const columns: readonly Case[] = [
  {
    name: 'an unknown column and a required one missing',
    edits: [
      ['name: flux,', 'name: fluxx,'],
      ['x,flux,', 'x,fluxx,'],
    ],
    problems: [
      { where: 'f:6:5', expected: 'a column of the schema', got: '"fluxx"', hint: "'flux'" },
      { where: 'f:5:3', expected: "a column 'flux'", got: 'none' },
    ],
  },
  {
    name: 'a column twice',
    edits: [
      ['name: stat_hi', 'name: stat_lo'],
      ['stat_lo,stat_hi', 'stat_lo,stat_lo'],
    ],
    problems: [{ where: 'f:8:5', expected: 'each column once', got: '"stat_lo"' }],
  },
  {
    name: 'units that do not belong to the axis',
    edits: [
      ['name: x, unit: GeV', 'name: x, unit: TeV'],
      ['name: stat_lo, unit: m-2 s-1 sr-1 GeV-1', 'name: stat_lo'],
      ['name: note,', 'name: note, unit: m,'],
    ],
    problems: [
      { where: 'f:5:5', expected: "unit 'GeV' for column 'x'", got: '"TeV"' },
      { where: 'f:7:5', expected: "unit 'm-2 s-1 sr-1 GeV-1' for column 'stat_lo'", got: '""' },
      { where: 'f:9:5', expected: "no unit for column 'note'", got: '"m"' },
    ],
  },
  {
    name: 'energies on a rigidity axis',
    edits: [['total-energy', 'rigidity']],
    problems: [
      { where: 'f:5:5', expected: "unit 'GV'", got: '"GeV"' },
      { where: 'f:6:5', expected: "unit 'm-2 s-1 sr-1 GV-1'" },
      { where: 'f:7:5', expected: 'GV-1' },
      { where: 'f:8:5', expected: 'GV-1' },
    ],
  },
  {
    name: 'datatypes',
    edits: [
      ['name: x, unit: GeV, datatype: float64', 'name: x, unit: GeV, datatype: string'],
      ['name: note, datatype: string', 'name: note, datatype: float64'],
    ],
    problems: [
      { where: 'f:5:5', expected: "datatype float64 for column 'x'", got: '"string"' },
      { where: 'f:9:5', expected: "datatype string for column 'note'", got: '"float64"' },
    ],
  },
];

const binned: Case['edits'] = [
  [
    '# - {name: note',
    '# - {name: x_lo, unit: GeV, datatype: float64}\n# - {name: x_hi, unit: GeV, datatype: float64}\n# - {name: note',
  ],
  ['stat_hi,note', 'stat_hi,x_lo,x_hi,note'],
];

const cells: readonly Case[] = [
  {
    name: 'things that are no numbers',
    edits: [
      ['10,3e-2,1e-3,2e-3', 'ten,nan,1D-3,Infinity'],
      ['20,4e-3,2e-4,2e-4', '0x14,1_000,,-'],
      ['40,.5e-3,0,0', '1e999,"1,5",1e,+.'],
    ],
    problems: [
      { where: 'f:18:1', expected: "a number in column 'x'", got: '"ten"' },
      { where: 'f:18:5', expected: 'a number', got: '"nan"', hint: 'leave the cell empty' },
      { where: 'f:18:9', got: '"1D-3"' },
      { where: 'f:18:14', got: '"Infinity"' },
      { where: 'f:19:1', got: '"0x14"' },
      { where: 'f:19:6', got: '"1_000"' },
      { where: 'f:19:13', got: '"-"' },
      { where: 'f:20:1', expected: 'a number in', got: '"1e999"' },
      { where: 'f:20:7', got: '"1,5"' },
      { where: 'f:20:13', got: '"1e"' },
      { where: 'f:20:16', got: '"+."' },
    ],
  },
  {
    name: 'numbers out of range',
    edits: [
      ['10,3e-2,1e-3,2e-3', '-10,0,-1e-3,2e-3'],
      ['20,4e-3', '20,-4e-3'],
    ],
    problems: [
      { where: 'f:18:1', expected: "a number > 0 in column 'x'", got: '"-10"' },
      { where: 'f:18:5', expected: "a number > 0 in column 'flux'", got: '"0"', hint: 'leave the row out' },
      { where: 'f:18:7', expected: 'an error >= 0', got: '"-1e-3"' },
      { where: 'f:19:4', expected: "a number > 0 in column 'flux'" },
    ],
  },
  {
    name: 'a bin from zero',
    edits: [...binned, ['2e-3,\n', '2e-3,0,12,\n'], ['2e-4,"', '2e-4,,,"'], ['0,0,\n', '0,0,,,\n']],
    problems: [{ where: 'f:20:19', expected: "a number > 0 in column 'x_lo'", got: '"0"' }],
  },
  {
    name: 'empty cells where a number must be',
    edits: [['20,4e-3', ',']],
    problems: [
      { where: 'f:19:1', expected: "a number in column 'x'", got: 'an empty cell' },
      { where: 'f:19:2', expected: "a number in column 'flux'", got: 'an empty cell' },
    ],
  },
  {
    name: 'half an error',
    edits: [
      ['1e-3,2e-3', ',2e-3'],
      ['2e-4,2e-4', '2e-4,'],
    ],
    problems: [
      { where: 'f:18:9', expected: 'both stat_lo and stat_hi', got: 'stat_lo empty' },
      { where: 'f:19:14', expected: 'both stat_lo and stat_hi', got: 'stat_hi empty' },
    ],
  },
  {
    name: 'points that do not ascend',
    edits: [['\n40,', '\n20,']],
    problems: [{ where: 'f:20:1', expected: 'x above that of line 19 (20)', got: '20' }],
  },
  {
    name: 'points outside of their bins, bins without width, half a bin',
    edits: [
      ...binned,
      ['2e-3,\n', '2e-3,11,12,\n'],
      ['2e-4,"', '2e-4,18,19,"'],
      ['0,0,\n', '0,0,40,40,\n80,1,1,1,70,,\n'],
    ],
    problems: [
      { where: 'f:20:19', expected: 'x_lo <= x (10)', got: '11' },
      { where: 'f:21:22', expected: 'x_hi >= x (20)', got: '19' },
      { where: 'f:22:17', expected: 'x_hi > x_lo (40)', got: '40' },
      { where: 'f:23:13', expected: 'both x_lo and x_hi', got: 'x_hi empty' },
    ],
  },
  {
    name: 'total energies below the rest energy',
    edits: [['\n10,', '\n3.7,']],
    problems: [
      { where: 'f:18:1', expected: 'rest energy of he (3.727379 GeV)', got: '3.7', hint: 'kinetic-energy' },
    ],
  },
  {
    name: 'a bin that begins below the rest energy',
    edits: [...binned, ['2e-3,\n', '2e-3,3,12,\n'], ['2e-4,"', '2e-4,,,"'], ['0,0,\n', '0,0,,,\n']],
    problems: [{ where: 'f:20:19', expected: 'rest energy', got: '3' }],
  },
];

const everywhere: readonly Case[] = [
  {
    name: 'a wrong axis, a wrong column and wrong cells',
    edits: [
      ['axis: total-energy', 'axis: Rigidity'],
      ['name: note', 'name: notes'],
      ['stat_hi,note', 'stat_hi,notes'],
      ['10,3e-2', '10,three'],
      ['40,', '-40,'],
    ],
    problems: [
      { where: 'f:15:11', got: '"Rigidity"', hint: "'rigidity'" },
      { where: 'f:9:5', got: '"notes"', hint: "'note'" },
      { where: 'f:18:4', got: '"three"' },
      { where: 'f:20:1', got: '"-40"' },
    ],
  },
  {
    name: 'a wrong species, a unit that does not fit the axis and a wrong row',
    edits: [
      ['species: he', 'species: iron'],
      ['x, unit: GeV', 'x, unit: GV'],
      ['10,3e-2', '3.7,nan'],
      ['20,4e-3', '20'],
    ],
    problems: [
      { where: 'f:19:1', expected: '5 cells', got: '4' },
      { where: 'f:14:14', got: '"iron"' },
      { where: 'f:5:5', expected: "unit 'GeV'", got: '"GV"' },
      { where: 'f:18:5', got: '"nan"' },
    ],
  },
];

describe('mistakes everywhere, told together', () => {
  test.each(everywhere)('$name', (mistake) => run(spectrumText, mistake));
});
describe('mistakes of form', () => {
  test.each(form)('$name', (mistake) => run(spectrumText, mistake));
});
describe('mistakes of attributes', () => {
  test.each(attributes)('$name', (mistake) => run(spectrumText, mistake));
});
describe('mistakes of columns', () => {
  test.each(columns)('$name', (mistake) => run(spectrumText, mistake));
});
describe('mistakes of cells', () => {
  test.each(cells)('$name', (mistake) => run(spectrumText, mistake));

  test('a kinetic energy may be below the rest energy', () => {
    const text = spectrumText.replace('total-energy', 'kinetic-energy').replace('\n10,', '\n0.5,');
    expect(parseDataset(text, 'f').points[0]).toMatchObject({ x: 0.5 });
  });
});

const dipoles: readonly Case[] = [
  {
    name: 'a missing group and columns',
    edits: [
      ['group: extra', 'species: p'],
      ['{name: phase_ra_deg, unit: deg', '{name: phase_deg, unit: rad'],
      ['phase_ra_deg', 'phase_deg'],
    ],
    problems: [
      { where: 'f:15:3', expected: "'group', a text" },
      { where: 'f:15:66', expected: 'an attribute of the schema', got: '"species"' },
      { where: 'f:9:5', expected: 'a column of the schema', got: '"phase_deg"', hint: "'phase_ra_deg'" },
      { where: 'f:5:3', expected: "a column 'phase_ra_deg'" },
    ],
  },
  {
    name: 'amplitudes in percent, angles beyond a circle, factors and words',
    edits: [
      ['1e4,1e-3,1e-4,2e-4,358.5,5,6,1.2', '1e4,1.5,1e-4,2e-4,361,-5,181,0'],
      ['20,20,,5e-4,likely', '20,20,,0,maybe'],
    ],
    problems: [
      { where: 'f:18:5', expected: "a fraction between 0 and 1 in column 'amplitude'", got: '"1.5"' },
      { where: 'f:18:19', expected: '[-360, 360] degrees', got: '"361"' },
      { where: 'f:18:23', expected: '[0, 180] degrees', got: '"-5"' },
      { where: 'f:18:26', expected: '[0, 180] degrees', got: '"181"' },
      { where: 'f:18:30', expected: 'a factor > 0', got: '"0"' },
      { where: 'f:19:31', expected: "a fraction between 0 and 1 in column 'amplitude_ul'", got: '"0"' },
      { where: 'f:19:33', expected: "one of yes, likely, no in column 'in_fig2'", got: '"maybe"' },
    ],
  },
  {
    name: 'an amplitude without its error',
    edits: [['1e4,1e-3,1e-4,', '1e4,1e-3,,']],
    problems: [{ where: 'f:18:10', expected: "a number in column 'amplitude_err_lo'", got: 'an empty cell' }],
  },
  {
    name: 'energies that descend',
    edits: [['\n1e5', '\n9e3']],
    problems: [{ where: 'f:19:1', expected: 'not below that of line 18 (10000)', got: '9000' }],
  },
  {
    name: 'energies in TeV or below the helium mass, a limit below its amplitude',
    edits: [
      ['\n1e4', '\n3.7'],
      ['5e-4,likely', '1e-4,likely'],
    ],
    problems: [
      { where: 'f:18:1', expected: 'above the helium mass', got: '3.7' },
      { where: 'f:19:31', expected: 'not below the amplitude (0.0002)', got: '0.0001' },
    ],
  },
];

describe('mistakes of anisotropies', () => {
  test.each(dipoles)('$name', (mistake) => run(anisotropyText, mistake));

  test('two detectors may share an energy', () => {
    expect(parseDataset(anisotropyText.replace('\n1e5', '\n1e4'), 'f').points).toHaveLength(2);
  });

  test('a phase error may be the whole circle', () => {
    const text = anisotropyText.replace('-30,20,20', '-360,180,180');
    expect(parseDataset(text, 'f').points[1]).toMatchObject({
      phaseDeg: 0,
      phaseErrLoDeg: 180,
      phaseErrHiDeg: 180,
    });
  });
});

/** The text of a table without one of its columns; its cells must hold no quotes. */
function without(column: string, text: string): string {
  const lines = text.split('\n').filter((line) => !line.startsWith(`# - {name: ${column},`));
  const head = lines.findIndex((line) => !line.startsWith('#'));
  const index = lines[head].split(',').indexOf(column);
  const cut = (line: string): string => line.split(',').toSpliced(index, 1).join(',');
  return lines.map((line, i) => (i < head || line === '' ? line : cut(line))).join('\n');
}

describe('columns that may and may not be left out', () => {
  const bare = spectrumText.replace('"first run, only"', '');
  test.each([
    ...['x', 'flux'].map((column) => ({ column, text: bare })),
    ...['energy_gev', 'amplitude', 'amplitude_err_lo', 'amplitude_err_hi'].map((column) => ({
      column,
      text: anisotropyText,
    })),
    ...['phase_ra_deg', 'phase_err_lo_deg', 'phase_err_hi_deg'].map((column) => ({
      column,
      text: anisotropyText,
    })),
  ])('$column is needed', ({ column, text }) => {
    expect(() => parseDataset(without(column, text), 'f')).toThrowInputError([
      { where: 'f:5:3', expected: `a column '${column}'`, got: 'none' },
    ]);
  });

  test.each([
    { column: 'note', text: bare, points: [{ note: '' }, { note: '' }, { note: '' }] },
    { column: 'fov_factor', text: anisotropyText, points: [{ fovFactor: null }, { fovFactor: null }] },
    { column: 'amplitude_ul', text: anisotropyText, points: [{}, { amplitudeUpperLimit: null }] },
    { column: 'in_fig2', text: anisotropyText, points: [{ inFig2: 'no' }, { inFig2: 'no' }] },
  ])('$column may be left out', ({ column, text, points }) => {
    expect(parseDataset(without(column, text), 'f').points).toMatchObject(points);
  });
});
