import { InputError, show } from '../errors.js';
import type { Theme } from '../plot/theme.js';
import { themes } from '../plot/theme.js';
import type { CommandResult } from './command.js';

/** `--theme`: light for paper, dark for slides. */
export function parseTheme(text: string): Theme {
  if (text === 'light' || text === 'dark') return themes[text];
  throw new InputError({ where: '--theme', expected: 'light or dark', got: show(text) });
}

/** What a command that draws reports. */
export function wrote(file: string, details: Readonly<Record<string, unknown>> = {}): CommandResult {
  return { json: { file, ...details }, text: `wrote ${file}` };
}
