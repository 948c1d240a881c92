// The parts of README.md that are output of the program: `node scripts/readme.mjs` writes them from chains/lic.arrow,
// `node scripts/readme.mjs --check` holds the page against the program. Exact where nothing was drawn; where it was, medians
// may differ by their Monte-Carlo error (another Node gives other draws). --check also runs every `npx licmc` line of the page.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  mkdirSync,
  copyFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

prepare();
const page = join(root, 'README.md');
const chain = join(root, 'chains/lic.arrow');
const check = process.argv.includes('--check');
const problems = [];

function licmc(args, options = {}) {
  return spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), ...args], {
    cwd: root,
    encoding: 'utf8',
    ...options,
  });
}

function output(args) {
  const { status, stdout, stderr } = licmc(args);
  if (status !== 0) throw new Error(`licmc ${args.join(' ')} exited with ${status}: ${stderr}`);
  return stdout;
}

if (!existsSync(chain)) {
  console.error(`readme: expected ${chain}. Run \`npm start\` first.`);
  process.exit(2);
}
const rows = JSON.parse(output(['constraints', chain, '--json'])).parameters;
const markdown = output(['constraints', chain, '--format', 'markdown']).trimEnd().split('\n');

/** The rows of the Markdown table that are named, under its heading. */
function tableOf(ids) {
  const named = ids.map((id) => markdown.find((line) => line.startsWith(`| \`${id}\``)));
  return [...markdown.slice(0, 2), ...named].join('\n');
}

/** Whether every number that the page prints for a quantity is that of the chain within five standard errors of its mean. */
function agrees(printed, id) {
  const row = rows.find((r) => r.id === id);
  const [, , , central, interval] = printed.split('|').map((cell) => cell.trim());
  const exponent = Number(/10\^(−?\d+)/.exec(central)?.[1].replace('−', '-') ?? 0);
  const shown = Number(/−?\d+(\.\d+)?/.exec(central)[0].replace('−', '-')) * 10 ** exponent;
  const expected = row.limit === null ? row.median : row.limit.value;
  const digits = 10 ** exponent * 0.5 * 10 ** -(/\.(\d+)/.exec(central)?.[1].length ?? 0);
  // The error of a quantile in the tail is a few times that of the mean.
  const tolerance = digits + 5 * row.mcse_mean * (row.limit === null ? 1.5 : 4);
  return interval !== undefined && Math.abs(shown - expected) <= tolerance;
}

let text = readFileSync(page, 'utf8');
text = text.replace(
  /(<!-- constraints lic: (.*?) -->\n)([\s\S]*?)(<!-- \/constraints -->)/g,
  (whole, open, names, body, close) => {
    const ids = names.split(' ');
    if (!check) return `${open}\n${tableOf(ids)}\n\n${close}`;
    for (const id of ids) {
      const line = body.split('\n').find((l) => l.startsWith(`| \`${id}\``));
      if (line === undefined || !agrees(line, id))
        problems.push(
          `the row of ${id}: the chain says\n  ${tableOf([id]).split('\n')[2]}\n  the page ${line}`,
        );
    }
    return whole;
  },
);
text = text.replace(
  /(<!-- output: (.*?) -->\n)([\s\S]*?)(<!-- \/output -->)/g,
  (whole, open, command, body, close) => {
    const fresh = `\n\`\`\`text\n${output(command.split(' ')).trimEnd()}\n\`\`\`\n\n`;
    if (!check) return `${open}${fresh}${close}`;
    if (fresh !== body) problems.push(`output of licmc ${command}: the program prints${fresh}`);
    return whole;
  },
);

if (!check) {
  writeFileSync(page, text);
} else {
  runCommands();
  if (problems.length > 0) {
    console.error(problems.map((problem) => `README.md: ${problem}`).join('\n'));
    process.exit(1);
  }
  console.log('README.md: every command runs and every number is that of the program');
}

/** Every `npx licmc` line of the shell blocks, in a folder of its own; samplings are cut short. */
function runCommands() {
  const folder = mkdtempSync(join(tmpdir(), 'licmc-readme-'));
  try {
    mkdirSync(join(folder, 'chains'));
    copyFileSync(chain, join(folder, 'chains/lic.arrow'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((match) =>
      match[1].trim().split('\n'),
    );
    for (const line of blocks.filter((l) => l.startsWith('npx licmc'))) {
      const [command, file] = line
        .replace(/#.*$/, '')
        .trim()
        .split(/\s*>\s*/);
      const args = command.split(/\s+/).slice(2);
      if (args[0] === 'sample')
        args.push('--steps', args.includes('--resume') ? '200' : '100', '--warmup', '100', '--quiet');
      const { status, stdout, stderr } = licmc(args, { cwd: folder });
      if (file !== undefined) writeFileSync(join(folder, file), stdout);
      if (status !== 0 && !(status === 3 && args[0] === 'sample'))
        problems.push(`${line} exits with ${status}: ${stderr}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
