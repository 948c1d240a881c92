import type { Command } from '@commander-js/extra-typings';
import { configPath, loadConfig, readTextFile, shippedConfigs } from '../../config/load.js';
import { configHash } from '../../config/hash.js';
import { InputError, show, suggestion } from '../../errors.js';
import type { Report } from '../command.js';

/** `licmc config NAME`: a shipped YAML to start from. */
export function config(program: Command, report: Report): void {
  program
    .command('config')
    .description('prints a shipped configuration to start from')
    .argument('[NAME]', shippedConfigs().join(', '))
    .option('--json', 'print one JSON document: the configuration with every default written out')
    .action((name) => {
      if (name === undefined || !shippedConfigs().includes(name)) {
        const names = shippedConfigs();
        throw new InputError({
          where: 'NAME',
          expected: `one of ${names.join(', ')}`,
          got: show(name),
          hint: name === undefined ? 'For example `licmc config paper > my.yaml`.' : suggestion(name, names),
        });
      }
      const text = readTextFile(configPath(name));
      const resolved = loadConfig(name);
      report({ json: { name, text, resolved, config_sha256: configHash(resolved) }, text });
    });
}
