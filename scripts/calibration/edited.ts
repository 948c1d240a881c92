import type { Edit } from './bugs.js';

/** The text of a file with an edit made. @throws Error when it does not occur exactly once: then the bug must follow the source */
export function edited({ file, find, replace }: Edit, text: string): string {
  const parts = text.split(find);
  if (parts.length !== 2)
    throw new Error(`${file}: expected one occurrence of ${JSON.stringify(find)}, got ${parts.length - 1}`);
  return parts.join(replace);
}
