import { z } from 'zod';
import { configSchema } from './schema.js';

/** The JSON Schema (draft 2020-12) of a configuration file, as text: editors complete and check with it. */
export function jsonSchemaText(): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input', reused: 'ref' });
  const titled = {
    title: 'licmc configuration',
    description: 'What `licmc sample CONFIG` reads.',
    ...schema,
  };
  return `${JSON.stringify(titled, null, 2)}\n`;
}
