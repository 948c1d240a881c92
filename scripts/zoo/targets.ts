import { closedForms } from './closed-forms.js';
import { ported } from './posteriordb.js';
import type { ZooTarget } from './zoo-target.js';

/** All animals of the zoo, in the order of the table. */
export const zoo: readonly ZooTarget[] = [...closedForms, ...ported];
