/** A finding of a fit or a diagnosis: what is wrong, and what to do. */
export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** Findings for people, two lines each. */
export function problemLines(problems: readonly Finding[]): string[] {
  return problems.flatMap(({ code, message, remedy }) => [`- ${code}: ${message}`, `  ${remedy}`]);
}
