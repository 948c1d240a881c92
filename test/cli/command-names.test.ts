import { Command } from '@commander-js/extra-typings';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.js';
import { licmc } from '../helpers/command-line.js';

describe('the table of commands', () => {
  test.each(commands)('$name registers that command and no other', async ({ name, load }) => {
    const program = new Command();
    (await load())(program, () => undefined);
    expect(program.commands.map((command) => command.name())).toEqual([name]);
  });

  test('help and unknown commands know all of them', async () => {
    const { out } = await licmc('--help');
    for (const { name } of commands) expect(out).toContain(`\n  ${name} `);
    const { code, err } = await licmc('diagnos');
    expect([code, err]).toEqual([2, expect.stringContaining('(Did you mean diagnose?)')]);
  });
});
