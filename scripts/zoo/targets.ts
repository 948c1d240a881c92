import { closedForms } from './closed-forms.js';
import { heldOutModels } from './held-out-models.js';
import { heldOutShapes } from './held-out-shapes.js';
import { ported } from './posteriordb.js';
import { unseenModels } from './unseen-models.js';
import { unseenShapes } from './unseen-shapes.js';
import type { ZooTarget } from './zoo-target.js';

/** Those that the rules of the verdict were made with. */
export const zoo: readonly ZooTarget[] = [...closedForms, ...ported];

/** Those that were chosen by someone who did not know the rules, and held out until these were judged once: docs/zoo-held-out.md. */
export const heldOut: readonly ZooTarget[] = [...heldOutShapes, ...heldOutModels];

/** Chosen in the same way once the rules had learnt from those: docs/zoo-unseen.md. */
export const unseen: readonly ZooTarget[] = [...unseenShapes, ...unseenModels];
