import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/chain/canonical-json.js';
import { chainColumns } from '../../src/chain/columns.js';
import { chainSchema, readChainSchema } from '../../src/chain/schema.js';
import { columns, metadata, target } from './synthetic.js';

describe('the columns of a chain', () => {
  const schema = chainSchema(columns, metadata);

  test('are those of the contract, in its order and types, without nulls', () => {
    expect(
      schema.fields.map(({ name, type, nullable }) => `${name}: ${String(type)}${nullable ? '?' : ''}`),
    ).toEqual([
      'ensemble: Uint16',
      'walker: Uint16',
      'step: Uint32',
      'log_posterior: Float64',
      'log_prior: Float64',
      'log_likelihood: Float64',
      'chi2_spectrum: Float64',
      'v_sun: Float64',
      'log10_x_lic: Float64',
      'x_b: Float64',
    ]);
  });

  test('carry unit, latex, prior and whether they are derived', () => {
    const entries = (id: string): unknown =>
      Object.fromEntries(schema.fields.find(({ name }) => name === id)!.metadata);
    expect(entries('v_sun')).toEqual({
      unit: 'km/s',
      latex: 'V_\\odot',
      derived: 'false',
      kind: 'coordinate',
      prior: '{"dist":"uniform","min":0,"max":30}',
      support: '[0,30]',
    });
    expect(entries('log10_x_lic')).toMatchObject({ prior: 'null', support: '[null,1.3]' });
    expect(entries('x_b')).toEqual({ unit: 'pc microgauss', latex: 'x B', derived: 'true', kind: 'derived' });
    expect(entries('chi2_spectrum')).toMatchObject({ derived: 'false', kind: 'term' });
  });

  test('come back from the schema as they were', () => {
    expect(readChainSchema(schema, 'a.arrow')).toEqual({ columns, metadata });
  });

  test('must have names of their own', () => {
    const twice = { ...target, derived: [{ id: 'walker', unit: '1', latex: 'w' }] };
    expect(() => chainColumns(twice)).toThrow("two columns are called 'walker'");
  });

  test('of a density without terms and derived quantities', () => {
    const plain = chainColumns({ coordinates: [], terms: [], derived: [] });
    expect(plain.map(({ id }) => id).join()).toBe(
      'ensemble,walker,step,log_posterior,log_prior,log_likelihood',
    );
  });
});

describe('schema metadata', () => {
  test('are one document and three flat entries', () => {
    const { metadata: entries } = chainSchema(columns, metadata);
    expect(JSON.parse(entries.get('licmc')!)).toEqual(metadata.document);
    expect([...entries.keys()]).toEqual(['licmc', 'licmc.seed', 'licmc.version', 'licmc.config_sha256']);
    expect(entries.get('licmc.seed')).toBe('42');
  });

  test('that are missing or of another form are told', () => {
    const schema = chainSchema(columns, metadata);
    const broken = (change: (entries: Map<string, string>) => void): (() => unknown) => {
      const copy = chainSchema(columns, metadata);
      change(copy.metadata);
      return () => readChainSchema(copy, 'b.arrow');
    };
    const expected = "b.arrow: expected a chain with a JSON object as the schema metadata 'licmc'.";
    expect(broken((entries) => entries.delete('licmc'))).toThrow(expected);
    expect(broken((entries) => entries.set('licmc', '[1]'))).toThrow(expected);
    expect(broken((entries) => entries.set('licmc', '{"cut'))).toThrow(expected);
    expect(() => readChainSchema(schema, 'b.arrow')).not.toThrow();
  });

  test('columns of another type, or missing ones, are told', () => {
    const without = (...ids: string[]): (() => unknown) => {
      const rest = columns.filter(({ id }) => !ids.includes(id));
      return () => readChainSchema(chainSchema(rest, metadata), 'c.arrow');
    };
    expect(without('step')).toThrow("c.arrow: expected a chain with a column 'step' of uint32.");
    expect(without('log_posterior')).toThrow("a column 'log_posterior'");
    expect(without('log_prior', 'chi2_spectrum')).not.toThrow();
    const swapped = columns.map((column) =>
      column.id === 'step' ? { ...column, kind: 'term' as const } : column,
    );
    expect(() => readChainSchema(chainSchema(swapped, metadata), 'c.arrow')).toThrow(
      "column 'step' of uint32",
    );
  });
});

describe('canonical JSON', () => {
  test('keeps the order of keys: that of parameters means something', () => {
    expect(canonicalJson({ b: 1, a: [null, true, 'x', { z: -0.5 }] })).toBe(
      '{"b":1,"a":[null,true,"x",{"z":-0.5}]}',
    );
  });

  test.each([
    [{ a: { b: [1, NaN] } }, '$.a.b[1] (number)'],
    [{ a: Infinity }, '$.a (number)'],
    [{ a: undefined }, '$.a (undefined)'],
    [[new Date(0)], '$[0] (object)'],
    [{ f: () => 1 }, '$.f (function)'],
  ])('refuses what JSON would change: %o', (value, where) => {
    expect(() => canonicalJson(value)).toThrow(`${where} has no exact JSON form`);
  });
});
