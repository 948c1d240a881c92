// One run in a process of its own: `node draw.mjs '{"config","seed","steps","warmup","thin","threads","path"}'`. Its clock begins after warm-up.
import { loadConfig } from '../../dist/config/load.js';
import { drawPosterior } from '../../dist/inference/draw-posterior.js';

const { config: name, path, threads, steps, ...sampler } = JSON.parse(process.argv[2]);
const shipped = loadConfig(name);
const config = {
  ...shipped,
  sampler: { ...shipped.sampler, ...sampler },
  stop: { steps, max_steps: steps },
};
let began = null;
let ended = null;
await drawPosterior({
  config,
  path,
  threads,
  resume: false,
  force: true,
  clock: () => performance.now(),
  onProgress: ({ phase, step, of }) => {
    if (step !== of) return;
    if (phase === 'warm-up') began = performance.now();
    else ended = performance.now();
  },
});
const { ensembles, walkers } = config.sampler;
console.log(
  JSON.stringify({
    seconds: (ended - began) / 1e3,
    calls: steps * ensembles * walkers,
    rows: Math.floor(steps / config.sampler.thin) * ensembles * walkers,
    resident_mb: process.resourceUsage().maxRSS / 1e3,
  }),
);
