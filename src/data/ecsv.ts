/**
 * Reads the format of the data files: ECSV 1.0 (astropy's enhanced character-separated values, APE 6), a table whose
 * columns and attributes are declared in YAML on comment lines. Only the form of the file is judged here.
 */
import { show } from '../errors.js';
import type { Problem } from '../errors.js';
import { parseEcsvHeader, seeReadme } from './ecsv-header.js';
import type { EcsvHeader } from './ecsv-header.js';
import { splitFields } from './split-fields.js';
import type { Field } from './split-fields.js';

export interface EcsvRow {
  /** 1-based line in the file. */
  readonly line: number;
  /** As many as there are columns. */
  readonly fields: readonly Field[];
}

export interface EcsvTable extends EcsvHeader {
  readonly rows: readonly EcsvRow[];
}

/**
 * Takes a table apart. Windows line ends and a byte-order mark are read past, blank lines and comment lines after the
 * header are skipped. Every mistake is added to `problems`; null when nothing sensible can be said about the rest.
 */
export function parseEcsv(text: string, file: string, problems: Problem[]): EcsvTable | null {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const complain = (where: string, expected: string, got?: string, hint = seeReadme): null => {
    problems.push({ where: `${file}${where}`, expected, ...(got === undefined ? {} : { got }), hint });
    return null;
  };
  if (text.trim() === '') return complain('', 'a table with an ECSV header', 'an empty file');
  if (!/^# %ECSV \d+\.\d+\s*$/.test(lines[0])) {
    return complain(':1:1', "'# %ECSV 1.0' as the first line", show(lines[0].slice(0, 60)));
  }
  const bodyAt = lines.findIndex((line) => !line.startsWith('#') && line.trim() !== '');
  const headerLines = lines.slice(1, bodyAt < 0 ? lines.length : bodyAt);
  const before = problems.length;
  headerLines.forEach((line, i) => {
    if (/^#[^ ]/.test(line))
      complain(`:${i + 2}:1`, "'# ' at the start of a header line", show(line.slice(0, 60)));
  });
  if (problems.length > before) return null;

  const header = parseEcsvHeader(headerLines, file, problems);
  if (header === null) return null;
  if (bodyAt < 0)
    return complain(`:${lines.length}:1`, 'column names and rows after the header', 'the end of the file');

  const { columns, delimiter } = header;
  const named = splitFields(lines[bodyAt], delimiter).fields;
  const differs = columns.findIndex((column, i) => column.name !== named.at(i)?.text);
  if (differs >= 0 || named.length !== columns.length) {
    const at = named.at(differs < 0 ? columns.length : differs) ?? {
      text: undefined,
      column: lines[bodyAt].length + 1,
    };
    const expected = `the column names of the header in its order, here ${show(columns.at(differs < 0 ? columns.length : differs)?.name)}`;
    return complain(
      `:${bodyAt + 1}:${at.column}`,
      expected,
      show(at.text),
      `The delimiter is ${show(delimiter)}.`,
    );
  }

  const rows: EcsvRow[] = [];
  lines.forEach((line, i) => {
    if (i <= bodyAt || line.trim() === '' || line.startsWith('#')) return;
    const { fields, fault } = splitFields(line, delimiter);
    if (fault !== null)
      complain(`:${i + 1}:${fault.column}`, fault.expected, show(line.slice(fault.column - 1)));
    else if (fields.length === columns.length) rows.push({ line: i + 1, fields });
    else
      complain(
        `:${i + 1}:1`,
        `${columns.length} cells, one per column`,
        String(fields.length),
        'Leave a cell empty for "not published".',
      );
  });
  if (rows.length === 0 && problems.length === before) {
    return complain(`:${bodyAt + 1}:1`, 'at least one row of numbers', 'column names only');
  }
  return { ...header, rows };
}
