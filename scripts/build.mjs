// Compiles src to dist and assembly to dist/kernel.wasm, dist/mixture.wasm and dist/column.wasm, from scratch, and marks the time, so that `prepare` knows whether dist is current.
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './prepare.mjs';

rmSync(join(root, 'dist'), { recursive: true, force: true });
run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json']);
for (const name of ['kernel', 'mixture', 'column'])
  run(process.execPath, [
    join(root, 'node_modules/assemblyscript/bin/asc.js'),
    `assembly/${name}.ts`,
    `--outFile=dist/${name}.wasm`,
    '--optimizeLevel=3',
    '--shrinkLevel=0',
    '--noAssert',
    '--runtime=stub',
    '--enable=simd',
    '--disableWarning=112', // vectors do not cross to JavaScript: these export numbers only
  ]);
chmodSync(join(root, 'dist/cli/main.js'), 0o755);
writeFileSync(join(root, 'dist/.built'), '');
