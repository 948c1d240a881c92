// `npm run bench [-- NAME... ] [-- --quick]`: the benchmarks by name, all without one. Tables on stdout, JSON in docs/performance.
import { prepare } from '../prepare.mjs';

prepare();
const names = ['likelihood', 'sampler', 'chain', 'figures', 'command', 'scaling', 'memory'];
const asked = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`bench: expected names among ${names.join(', ')}, got ${unknown.join(', ')}.`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : names) {
  const benchmark = await import(`./${name}.mjs`);
  await benchmark[name]();
}
