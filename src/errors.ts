/**
 * The two kinds of failure that are not bugs. A person's mistake (`InputError`, exit code 2) and the machine's
 * (`RunError`, exit code 1) are each told in one message without a stack trace; anything else that is thrown is a
 * bug and keeps its stack.
 */

/** One mistake of an input. Printed as `where: expected <rule>, got <value>. <hint>`. */
export interface Problem {
  /** File:line:column, option or argument: the place to look at. */
  readonly where: string;
  /** The rule that was broken, as it completes "expected ...". */
  readonly expected: string;
  /** The offending value as the person wrote it; left out only where there is none (a missing file). */
  readonly got?: string;
  /** What to do about it: a whole sentence. */
  readonly hint?: string;
}

/** One line for a person. */
export function formatProblem(problem: Problem): string {
  const got = problem.got === undefined ? '' : `, got ${problem.got}`;
  const hint = problem.hint === undefined ? '' : ` ${problem.hint}`;
  return `${problem.where}: expected ${problem.expected}${got}.${hint}`;
}

/** Something a person can put right: usage, configuration, data or chain file. Holds every mistake found, not the first. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problems: readonly Problem[];

  constructor(problems: Problem | readonly Problem[]) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(list.map(formatProblem).join('\n'));
    this.problems = list;
  }
}

/** The run itself failed: disk full, no permission, a likelihood that is not a number. What was committed is kept. */
export class RunError extends Error {
  override readonly name = 'RunError';
}

/**
 * Does several things that can each meet a person's mistake, and tells all of them at once.
 * @returns what each gave, in order   @throws InputError with the mistakes of all
 */
export function together<R extends readonly unknown[] | []>(tasks: {
  readonly [K in keyof R]: () => R[K];
}): R {
  const problems: Problem[] = [];
  const results = tasks.map((task) => {
    let result: unknown;
    problems.push(...problemsOf(() => (result = task())));
    return result;
  });
  if (problems.length > 0) throw new InputError(problems);
  return results as unknown as R;
}

/** Mistakes of one file that are told: who sees twenty has another kind of file, or one cause. */
const MOST_PROBLEMS = 20;

/** The first mistakes in a file (or what else is told of it), and how many more there are. */
export function firstProblems(
  problems: readonly Problem[],
  file: string,
  what = 'mistakes',
): readonly Problem[] {
  const more = problems.length - MOST_PROBLEMS;
  if (more <= 0) return problems;
  const rest = { where: file, expected: `no further ${what}`, got: `${more} more` };
  return [...problems.slice(0, MOST_PROBLEMS), rest];
}

/** Shows a value in a message: strings quoted, everything else as JSON would, undefined as "nothing"; never fails. */
export function show(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'nothing';
    case 'number':
    case 'symbol':
      return String(value);
    case 'bigint':
      return `${value}n`;
    case 'function':
      return 'a function';
    default:
      break;
  }
  try {
    return JSON.stringify(value) ?? 'an object';
  } catch {
    // One that contains itself or a bigint.
    return 'an object that is no plain data';
  }
}

/** What `check` finds wrong with an input, so that several checks tell everything at once; any other error passes through. */
export function problemsOf(check: () => unknown): readonly Problem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}

/** The known name closest to what was typed, or null when none is near: an edit distance of at most a third of its length. */
export function nearestName(typed: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const name of known) {
    const distance = editDistance(typed.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best !== null && bestDistance <= Math.max(2, Math.ceil(best.length / 3)) ? best : null;
}

/** `did you mean 'x'?` for the nearest known name, or the whole list when nothing is near. */
export function suggestion(typed: string, known: readonly string[]): string {
  const near = nearestName(typed, known);
  return near === null ? `Known names: ${known.join(', ')}.` : `Did you mean '${near}'?`;
}

/** Optimal-string-alignment distance: insertions, deletions, substitutions and swaps of neighbours cost 1 each. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, rows[i - 2][j - 2] + 1);
      row.push(cost);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}
