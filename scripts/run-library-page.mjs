// Runs the examples of docs/library.md where the package is installed: `node run-library-page.mjs PAGE FOLDER` writes every block
// after a line `<!-- run: NAME -->` into FOLDER and runs each in turn. Those that other examples import run too: they do nothing.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [page, folder] = process.argv.slice(2);
const examples = [...readFileSync(page, 'utf8').matchAll(/<!-- run: (\S+) -->\n\n```js\n([\s\S]*?)```/g)];
if (examples.length === 0) throw new Error(`${page}: expected examples marked <!-- run: NAME -->, got none`);
for (const [, name, code] of examples) writeFileSync(join(folder, name), code);
for (const [, name] of examples) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [name], { cwd: folder, encoding: 'utf8' });
  process.stdout.write(`${name}: ${stdout.trim()}\n`);
  if (status !== 0 || stderr !== '') {
    process.stderr.write(`${page}: ${name} exits with ${status}: ${stderr}\n`);
    process.exit(1);
  }
  if (/false|NaN|undefined/.test(stdout)) {
    process.stderr.write(`${page}: ${name} prints what it should not: ${stdout}\n`);
    process.exit(1);
  }
}
