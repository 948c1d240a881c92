import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { jsonSchemaText } from '../../src/config/json-schema.js';
import { packagePath } from '../../src/package-info.js';
import { allParameters } from '../../src/inference/parameters.js';

const schema = JSON.parse(jsonSchemaText()) as {
  properties: { parameters: { properties: Record<string, unknown> } };
  additionalProperties: boolean;
};

test('the shipped JSON Schema is the one of the source (npm run schema)', () => {
  expect(readFileSync(packagePath('schema', 'licmc.schema.json'), 'utf8')).toBe(jsonSchemaText());
});

test('it names every parameter and refuses unknown keys', () => {
  expect(Object.keys(schema.properties.parameters.properties)).toEqual(allParameters.map(({ id }) => id));
  expect(schema.additionalProperties).toBe(false);
});
