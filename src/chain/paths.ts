/** A chain has two names: the journal while it is drawn, the finished file afterwards. */

/** `chains/lic.arrow` -> `chains/lic.arrows`; any other name gets `.arrows` appended. */
export function journalPath(finished: string): string {
  return finished.endsWith('.arrow') ? `${finished}s` : `${finished}.arrows`;
}

/** `chains/lic.arrows` -> `chains/lic.arrow`. The inverse of `journalPath`. */
export function finishedPath(journal: string): string {
  return isJournalPath(journal) ? journal.slice(0, -1) : `${journal}.arrow`;
}

export function isJournalPath(path: string): boolean {
  return path.endsWith('.arrows');
}
