// `npm run check`: types, lint, format, tests; what .ci/run holds every change to. With --no-tests all but the tests.
import { prepare, run } from './prepare.mjs';

prepare();
run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']);
run(process.execPath, ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0']);
run(process.execPath, ['node_modules/prettier/bin/prettier.cjs', '--check', '.', '--log-level=warn']);
if (!process.argv.includes('--no-tests')) run(process.execPath, ['scripts/test.mjs']);
