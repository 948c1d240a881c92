/** The zoo, the part of it that was held out at first, as it was seen then, and the set that was chosen after that. */
import { heldOut, unseen, zoo } from './targets.js';
import type { ZooTarget } from './zoo-target.js';

export interface ZooSet {
  readonly targets: readonly ZooTarget[];
  readonly results: URL;
  /** The page with its {{tables}} not yet filled in. */
  readonly template: URL;
  readonly page: URL;
  /** The files of this folder that decide its rows, beside those of both sets. */
  readonly sources: readonly string[];
}

const here = (file: string): URL => new URL(file, import.meta.url);

export const sets = {
  zoo: {
    targets: [...zoo, ...heldOut],
    results: here('results.jsonl'),
    template: here('zoo-page.md'),
    page: here('../../docs/zoo.md'),
    sources: [
      'closed-forms.ts',
      'posteriordb.ts',
      'truth.json',
      'held-out-models.ts',
      'held-out-shapes.ts',
      'held-out-truth.json',
    ],
  },
  'held-out': {
    targets: heldOut,
    results: here('held-out.jsonl'),
    template: here('held-out-page.md'),
    page: here('../../docs/zoo-held-out.md'),
    sources: ['held-out-models.ts', 'held-out-shapes.ts', 'held-out-truth.json'],
  },
  unseen: {
    targets: unseen,
    results: here('unseen.jsonl'),
    template: here('unseen-page.md'),
    page: here('../../docs/zoo-unseen.md'),
    sources: ['unseen-models.ts', 'unseen-shapes.ts', 'unseen-data.json', 'unseen-truth.json'],
  },
} as const satisfies Record<string, ZooSet>;

/** The set of that name. @throws Error when there is none */
export function setNamed(name: string): ZooSet {
  if (Object.hasOwn(sets, name)) return sets[name as keyof typeof sets];
  throw new Error(`--set: expected ${Object.keys(sets).join(' or ')}, got ${name}`);
}
