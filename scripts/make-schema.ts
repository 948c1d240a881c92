// Writes schema/licmc.schema.json, the JSON Schema of the configuration that editors use, from the one definition in
// src/config/schema.ts. `npm run schema`; test/config/json-schema.test.ts fails when the file is out of date.
import { writeFileSync } from 'node:fs';
import { jsonSchemaText } from '../src/config/json-schema.js';
import { packagePath } from '../src/package-info.js';

writeFileSync(packagePath('schema', 'licmc.schema.json'), jsonSchemaText());
