// Installs and builds whatever is missing or older than its source, so that `npm start` and `npm test` work as the
// first command in a fresh clone. Plain Node: nothing is installed yet when it runs.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a program in the project's folder with the person's terminal; ends this process with its exit code if it fails. */
export function run(program, args, { may = [0] } = {}) {
  const { status, signal, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  if (error) throw error;
  if (signal === 'SIGINT' || signal === 'SIGTERM') process.exit(130);
  if (!may.includes(status)) process.exit(status ?? 1);
  return status;
}

function modified(path) {
  return existsSync(path) ? statSync(path).mtimeMs : -Infinity;
}

function newest(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return Math.max(
    ...entries.filter((e) => e.isFile()).map((e) => modified(join(e.parentPath ?? e.path, e.name))),
  );
}

/** Dependencies as the lockfile has them, and dist as src has it. Says what it does on stderr; silent when there is nothing to do. */
export function prepare() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`licmc: expected Node 20.19 or newer, got ${process.versions.node}. Install a newer Node.`);
    process.exit(2);
  }
  if (modified(join(root, 'node_modules/.package-lock.json')) < modified(join(root, 'package-lock.json'))) {
    console.error('licmc: installing dependencies (npm ci) ...');
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  const sources = Math.max(
    newest(join(root, 'src')),
    newest(join(root, 'assembly')),
    modified(join(root, 'tsconfig.json')),
    modified(join(root, 'package.json')),
  );
  if (modified(join(root, 'dist/.built')) < sources) {
    console.error('licmc: building ...');
    run(process.execPath, [join(root, 'scripts/build.mjs')]);
  }
}
