import { closedForms } from './closed-forms.js';
import { heldOutModels } from './held-out-models.js';
import { heldOutShapes } from './held-out-shapes.js';
import { ported } from './posteriordb.js';
import type { ZooTarget } from './zoo-target.js';

/** All animals of the zoo, in the order of the table. */
export const zoo: readonly ZooTarget[] = [...closedForms, ...ported];

/** Those that were chosen by someone who did not know the rules of the verdict, and that no rule may be made for: docs/zoo-held-out.md. */
export const heldOut: readonly ZooTarget[] = [...heldOutShapes, ...heldOutModels];
