// `npm test`: installs and builds what is missing, then runs the fast tests; with --slow the slow ones.
// Further arguments go to vitest: `npm test -- test/physics`.
import { prepare, run } from './prepare.mjs';

prepare();
const args = process.argv.slice(2);
const slow = args.includes('--slow');
const rest = args.filter((arg) => arg !== '--slow');
run(process.execPath, [
  'node_modules/vitest/vitest.mjs',
  'run',
  ...(slow ? ['--config', 'vitest.slow.config.ts'] : []),
  ...rest,
]);
