/**
 * The densities of the targets of both chosen sets against those of Python at the points that check_held_out.py or check_unseen.py wrote, inside and
 * outside of the supports: `npx tsx scripts/zoo/compare-densities.ts FOLDER`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createEvaluations } from '../../src/target.js';
import { heldOut, unseen } from './targets.js';

const read = (path: string): Float64Array => new Float64Array(new Uint8Array(readFileSync(path)).buffer);

for (const { name, target } of [...heldOut, ...unseen]) {
  if (!existsSync(`${process.argv[2]}/${name}.points`)) continue;
  const points = read(`${process.argv[2]}/${name}.points`);
  const theirs = read(`${process.argv[2]}/${name}.logs`);
  const out = createEvaluations(theirs.length, 0);
  target.evaluate(points, theirs.length, out);
  const ours = out.logPosterior;
  // Up to a constant, which is that of the most probable point.
  const top = theirs.reduce((most, log, i) => (log > theirs[most] ? i : most), 0);
  let [inside, walls, worst] = [0, 0, 0];
  theirs.forEach((log, i) => {
    if (Number.isFinite(log) !== Number.isFinite(ours[i])) walls++;
    else if (Number.isFinite(log)) {
      inside++;
      const difference = Math.abs(log - ours[i] - (theirs[top] - ours[top]));
      worst = Math.max(worst, difference / (1 + Math.abs(log)));
    }
  });
  console.log(
    `${name}: ${theirs.length} points, ${inside} inside, ${walls} inside of one and outside of the other, largest relative difference ${worst.toExponential(1)}`,
  );
}
