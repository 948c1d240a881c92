/**
 * The configuration file: one YAML document that says everything a run needs. This schema is its only definition; the
 * JSON Schema that editors use (schema/licmc.schema.json) is made from it.
 */
import { z } from 'zod';
import { nuisanceTable } from '../likelihood/nuisances.js';
import { componentNames } from '../model/components.js';
import { parameterTable } from '../model/parameters.js';
import { priorSchema } from '../prior/registry.js';

const number = z.number().meta({ description: 'a number' });

const rangeSchema = z
  .strictObject({ min: number.optional(), max: number.optional() })
  .refine((range) => !(range.min !== undefined && range.max !== undefined && range.min >= range.max), {
    error: 'min < max',
  });

const selectionSchema = z.union([
  z.string(),
  z.strictObject({
    dataset: z.string().meta({ description: 'Name of a shipped data set; `licmc datasets` lists them.' }),
    range: rangeSchema.optional().meta({
      description:
        "Keep only the points in this range of the data set's own axis (GV or GeV), ends included.",
    }),
    exclude: z
      .array(number)
      .optional()
      .meta({ description: "Leave out the points at these values of the data set's own axis." }),
  }),
]);

const fileSchema = z.union([
  z.string(),
  z.strictObject({
    file: z
      .string()
      .meta({ description: 'A file of your own in the schema of data/README.md, relative to this one.' }),
    range: rangeSchema.optional(),
    exclude: z.array(number).optional(),
  }),
]);

const dataSchema = z.strictObject({
  spectra: z.array(selectionSchema).default([]).meta({ description: 'Shipped spectra to fit.' }),
  anisotropy: z
    .array(selectionSchema)
    .default([])
    .meta({ description: 'Shipped dipole measurements to fit.' }),
  files: z.array(fileSchema).default([]).meta({ description: 'Measurements of your own.' }),
  energy_gev: rangeSchema
    .default({})
    .meta({ description: 'Keep only dipole measurements at these energies, GeV.' }),
});

const noiseSchema = z.strictObject({
  min_rigidity_gv: z.number().min(0).default(0).meta({
    description:
      'Spectral points below this rigidity are not used: the force field is crude below about 10 GV.',
  }),
  fov_factor: z.boolean().default(false).meta({
    description:
      'Multiply published amplitudes by their field-of-view factor to get the equatorial dipole; rows without one are left out.',
  }),
});

const parameterSchema = z
  .strictObject({
    value: number.optional().meta({ description: 'Fixes the parameter, in its own unit.' }),
    prior: priorSchema
      .optional()
      .meta({ description: 'Samples the parameter. With log10 the prior is on log10 of it.' }),
    log10: z
      .boolean()
      .optional()
      .meta({ description: 'The sampled coordinate and chain column is log10_<id>.' }),
    start: number
      .optional()
      .meta({ description: 'Where walkers start around, in its own unit (never log10).' }),
  })
  .superRefine((entry, context) => {
    const problem = (path: string[], message: string): void => {
      context.addIssue({ code: 'custom', path, message });
    };
    if (entry.value === undefined && entry.prior === undefined)
      problem([], 'either `value` (fixed) or `prior` (sampled)');
    if (entry.value !== undefined && entry.prior !== undefined)
      problem(['value'], 'not both `value` and `prior`');
    if (entry.value !== undefined && entry.start !== undefined)
      problem(['start'], '`start` only beside a `prior`');
    if (entry.value !== undefined && entry.log10 === true)
      problem(['log10'], '`log10` only beside a `prior`');
    if (entry.log10 === true && entry.start !== undefined && !(entry.start > 0))
      problem(['start'], 'a positive start for a log10 parameter');
  });

const samplerSchema = z.strictObject({
  seed: z.number().int().min(0).default(1),
  ensembles: z
    .number()
    .int()
    .min(1)
    .max(65535)
    .default(4)
    .meta({ description: 'Independent ensembles of walkers.' }),
  walkers: z.number().int().min(4).max(65535).optional().meta({
    description:
      'Walkers per ensemble: even, at least twice the number of coordinates. Chosen from the dimension when left out.',
  }),
  warmup: z.number().int().min(0).default(2000).meta({ description: 'Steps that are not kept.' }),
  thin: z.number().int().min(1).default(1).meta({ description: 'Keep every n-th step.' }),
  steps: z
    .number()
    .int()
    .min(1)
    .optional()
    .meta({ description: 'Steps after the warm-up, when no other stop rule is given.' }),
  until_ess: z.number().positive().optional().meta({
    description: 'Stop when every quantity has this bulk effective sample size (and R-hat < 1.01).',
  }),
  until_mcse: z.record(z.string(), z.number().positive()).optional().meta({
    description:
      'Stop when the Monte-Carlo standard error of each named quantity is below this: of its mean, or of median:id, q95:id, ...',
  }),
  max_steps: z
    .number()
    .int()
    .min(1)
    .default(200000)
    .meta({ description: 'Stop here even if not converged.' }),
  moves: z
    .string()
    .optional()
    .meta({ description: 'Weighted mixture of moves, such as "de:0.7,de_hop:0.1,snooker:0.1,stretch:0.1".' }),
  temperatures: z.number().int().min(1).max(1000).optional().meta({
    description:
      'Temperatures from the posterior to the prior, both included: more than 1 tempers each ensemble, which crosses between modes and gives the evidence, at as many times the cost.',
  }),
  start_spread: z.number().gt(0).max(1).default(0.2).meta({
    description: 'Walkers start within this fraction of the prior mass around `start`; 1 is the whole prior.',
  }),
});

const parameterIds = [...parameterTable, ...nuisanceTable].map((info) => info.id);

/** The whole file. Parameters that are not mentioned are fixed at their default (Table I of the paper, nuisances off). */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  description: z.string().default('').meta({ description: 'One or two sentences for people.' }),
  model: z.enum(['kinetic', 'wandering']).default('kinetic').meta({
    description: 'Transport inside the Local Interstellar Cloud: Sec. II or Sec. III of the paper.',
  }),
  components: z
    .array(z.enum(componentNames))
    .min(1)
    .default([...componentNames])
    .meta({ description: 'Flux components that are switched on.' }),
  data: dataSchema,
  noise: noiseSchema.default({ min_rigidity_gv: 0, fov_factor: false }),
  parameters: z
    .object(Object.fromEntries(parameterIds.map((id) => [id, parameterSchema.optional()])))
    .catchall(parameterSchema)
    .default({}),
  sampler: samplerSchema.prefault({}),
});

export type ConfigInput = z.infer<typeof configSchema>;
export type SamplerInput = z.infer<typeof samplerSchema>;
export type ParameterEntry = z.infer<typeof parameterSchema>;
