/** Understands the declarations at the top of an ECSV file: YAML behind comment signs. */
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node, Pair, ParsedNode } from 'yaml';
import { show, suggestion } from '../errors.js';
import type { Problem } from '../errors.js';

/** A column as the header declares it. */
export interface EcsvColumn {
  readonly name: string;
  /** Empty when none is given. */
  readonly unit: string;
  readonly datatype: string;
  /** File:line:column of the declaration. */
  readonly where: string;
}

/** An attribute of the table. Scalars are the text as written, lists the texts of their items; anything else is undefined. */
export interface EcsvAttribute {
  readonly key: string;
  readonly value: string | null | readonly string[] | undefined;
  readonly keyWhere: string;
  readonly where: string;
}

export interface EcsvHeader {
  readonly delimiter: ',' | ' ';
  readonly columns: readonly EcsvColumn[];
  readonly attributes: readonly EcsvAttribute[];
  /** Places to point at for something that is missing. */
  readonly columnsWhere: string;
  readonly attributesWhere: string;
}

/** The hint of every mistake of form. */
export const seeReadme = 'See data/README.md for the format, or copy a shipped file.';

/**
 * Parses the header lines that follow line 1 of a file, comment signs included.
 * Every mistake is added to `problems`; null when the table cannot be understood.
 */
export function parseEcsvHeader(
  headerLines: readonly string[],
  file: string,
  problems: Problem[],
): EcsvHeader | null {
  const counter = new LineCounter();
  // A blank in place of line 1 makes the line numbers those of the file.
  const yaml = ['', ...headerLines.map((line) => line.slice(2))].join('\n');
  const document = parseDocument(yaml, { lineCounter: counter, prettyErrors: false, customTags: ['omap'] });
  const locate = (offset: number): string => {
    const { line, col } = counter.linePos(offset);
    return `${file}:${line}:${col + 2}`;
  };
  const at = (node: unknown): string => locate((node as Node | null | undefined)?.range?.[0] ?? 0);
  for (const error of document.errors) {
    problems.push({
      where: locate(error.pos[0]),
      expected: 'valid YAML',
      got: error.message,
      hint: seeReadme,
    });
  }
  if (document.errors.length > 0) return null;

  const before = problems.length;
  const complain = (node: unknown, expected: string, got: string): undefined => {
    problems.push({ where: at(node), expected, got, hint: seeReadme });
  };
  const sections = new Map(pairsOf(document.contents).map((pair) => [textOf(pair.key), pair]));
  const known = ['delimiter', 'datatype', 'meta', 'schema'];
  for (const [name, pair] of sections) {
    if (known.includes(String(name))) continue;
    problems.push({
      where: at(pair.key),
      expected: 'a section of an ECSV header',
      got: show(name),
      hint: suggestion(String(name), known),
    });
  }
  const delimiterNode = sections.get('delimiter')?.value;
  const delimiter = delimiterNode === undefined ? ' ' : textOf(delimiterNode);
  if (delimiter !== ',' && delimiter !== ' ')
    complain(delimiterNode, "a delimiter of ',' or ' '", show(delimiter));

  const declared = sections.get('datatype')?.value;
  if (!isSeq(declared))
    complain(
      declared,
      "a list 'datatype' of the columns",
      declared === undefined ? 'nothing' : 'something else',
    );
  const columns = (isSeq(declared) ? declared.items : []).flatMap((item): EcsvColumn[] => {
    const parts = new Map(pairsOf(item).map((pair) => [textOf(pair.key), textOf(pair.value)]));
    const [name, unit, datatype] = [parts.get('name'), parts.get('unit') ?? '', parts.get('datatype')];
    if (typeof name === 'string' && typeof datatype === 'string')
      return [{ name, unit, datatype, where: at(item) }];
    complain(item, 'a column with a name and a datatype', show([...parts.keys()].join(', ')));
    return [];
  });

  const meta = sections.get('meta');
  if (meta === undefined)
    complain(document.contents, "a section 'meta' with the attributes of the data set", 'nothing');
  if (problems.length > before) return null;
  // Keys in double underscores are astropy's own bookkeeping (units of a QTable).
  const attributes = pairsOf(meta?.value)
    .map((pair): EcsvAttribute => ({
      key: String(textOf(pair.key)),
      value: valueOf(pair.value),
      keyWhere: at(pair.key),
      where: at(pair.value ?? pair.key),
    }))
    .filter(({ key }) => !key.startsWith('__'));
  const place = { columnsWhere: at(declared), attributesWhere: at(meta?.key) };
  return { columns, attributes, ...place, delimiter: delimiter as ',' | ' ' };
}

/** Entries of a mapping, ordered (`!!omap`, as astropy writes it) or not; none for anything else. */
function pairsOf(node: unknown): Pair<ParsedNode, ParsedNode | null>[] {
  if (!isMap(node) && !isSeq(node)) return [];
  return (node.items as unknown[]).filter((item) => isPair<ParsedNode, ParsedNode | null>(item));
}

/** A scalar as it was written (so that 2002.06172 keeps its zero and 1997 is text); null for null, undefined for no scalar. */
function textOf(node: unknown): string | null | undefined {
  if (!isScalar(node)) return node === null ? null : undefined;
  if (node.value === null) return null;
  return typeof node.value === 'string' ? node.value : (node.source ?? undefined);
}

function valueOf(node: unknown): EcsvAttribute['value'] {
  if (!isSeq(node)) return textOf(node);
  const items = node.items.map(textOf);
  return items.every((item) => typeof item === 'string') ? items : undefined;
}
