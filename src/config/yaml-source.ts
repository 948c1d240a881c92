import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import { firstProblems, InputError } from '../errors.js';

/** A path into a document: keys and indices from the root. */
export type YamlPath = readonly (string | number)[];

/** A parsed YAML file that still knows where everything stands. */
export interface YamlSource {
  /** Plain JSON-like value of the whole document. */
  readonly value: unknown;
  /** `file:line:column` of the value at a path, or of the nearest enclosing thing that exists. */
  locate(path: YamlPath): string;
  /** `file:line:column` of the key that ends a path. */
  locateKey(path: YamlPath): string;
}

/**
 * Parses YAML 1.2 (so that `1e-3` is a number and `no` a word).
 * @throws InputError with the positions of the first syntax errors, duplicate keys included
 */
export function parseYaml(text: string, file: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      where: at(error.pos[0]),
      expected: 'valid YAML',
      got: error.message,
      hint: 'See the shipped files under priors/ for the format.',
    }));
    throw new InputError(firstProblems(problems, file));
  }
  return {
    value: document.toJS() as unknown,
    locate: (path) => at(offsetOf(document, path)),
    locateKey: (path) => at(keyOffset(document, path)),
  };
}

function start(node: unknown): number | null {
  const range = (node as Node | null)?.range;
  return range ? range[0] : null;
}

function offsetOf(document: Document, path: YamlPath): number {
  for (let length = path.length; length > 0; length--) {
    const offset = start(document.getIn(path.slice(0, length), true));
    if (offset !== null) return offset;
  }
  return start(document.contents) ?? 0;
}

function keyOffset(document: Document, path: YamlPath): number {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path[path.length - 1];
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === last);
    const offset = start(pair?.key);
    if (offset !== null) return offset;
  }
  if (isSeq(parent)) return start(parent.items[Number(last)]) ?? offsetOf(document, path);
  return offsetOf(document, path);
}
