/** HTML as text, escaped where it must be. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${String(c.charCodeAt(0))};`);
}

/** A table; cells are HTML already, columns named in `numeric` stand right. The class "numbers" keeps cells in one line. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[] = [],
  className?: 'numbers',
): string {
  const cell = (tag: 'th' | 'td', text: string, i: number): string =>
    `<${tag}${numeric.includes(i) ? ' class="number"' : ''}>${text}</${tag}>`;
  const line = (tag: 'th' | 'td', cells: readonly string[]): string =>
    `<tr>${cells.map((text, i) => cell(tag, text, i)).join('')}</tr>`;
  return `<div class="scroll"><table${className === undefined ? '' : ` class="${className}"`}><thead>${line('th', head)}</thead><tbody>${rows.map((r) => line('td', r)).join('')}</tbody></table></div>`;
}

/** A link that saves `text` as a file; works without network and without a server. */
export function downloadLink(name: string, type: string, text: string): string {
  return `<a download="${escapeHtml(name)}" href="data:${type};charset=utf-8,${encodeURIComponent(text)}">${escapeHtml(name)}</a>`;
}

/** Rows as CSV (RFC 4180). */
export function csv(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null): string => {
    const text = value === null || Number.isNaN(value) ? '' : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}
