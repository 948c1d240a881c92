import { beforeAll, describe, expect, test } from 'vitest';
import { recoverJournal } from '../../src/chain/recover.js';
import { reopenFinished } from '../../src/chain/reopen.js';
import { loadConfig } from '../../src/config/load.js';
import { drawPosterior } from '../../src/inference/draw-posterior.js';
import { licmc, licmcJson } from '../helpers/command-line.js';
import { runFolder, smallConfig } from '../helpers/small-run.js';

interface Watched {
  readonly state: string;
  readonly phase: string;
  readonly iteration: number;
  readonly steps: number;
  readonly kept_steps: number;
  readonly converged: boolean;
  readonly goal_met: boolean | null;
  readonly steps_needed: number | null;
  readonly ensembles: { readonly acceptance: number }[];
  readonly parameters: { readonly id: string; readonly ess_bulk: number | null }[];
}

const { at } = runFolder(smallConfig('ensembles: 2, walkers: 8, warmup: 200, thin: 5, until_ess: 5000'));

/** Draws until a number of commits is reached; the journal stays. */
async function drawCommits(name: string, commits: number): Promise<void> {
  const controller = new AbortController();
  let count = 0;
  await drawPosterior({
    config: loadConfig(at('small.yaml')),
    path: at(name),
    threads: 0,
    resume: false,
    force: false,
    signal: controller.signal,
    onProgress: () => {
      if (++count === commits) controller.abort();
    },
  });
}

beforeAll(() => {});

describe('watch', () => {
  test('a run in its warm-up: how far it is, nothing of draws', async () => {
    await drawCommits('warm.arrow', 1);
    const { journal } = recoverJournal(at('warm.arrows'));
    const status = await licmcJson<Watched>('watch', at('warm.arrow'));
    expect(status).toMatchObject({
      state: 'running',
      phase: 'warm-up',
      warmup: 200,
      iteration: 100,
      steps: 0,
    });
    expect(status).toMatchObject({ kept_steps: 0, converged: false, goal_met: false, parameters: [] });
    expect(status.ensembles).toHaveLength(2);
    const { out } = await licmc('watch', at('warm.arrow'));
    expect(out).toContain('running  warm-up 100/200');
    expect(out).toContain('about 100 steps of warm-up left');
    journal.close();
  });

  test('a run with draws: diagnostics of its committed part and what is left to the goal', async () => {
    await drawCommits('half.arrow', 5);
    const { journal } = recoverJournal(at('half.arrows'));
    const status = await licmcJson<Watched>('watch', at('half.arrow'));
    expect(status).toMatchObject({ state: 'running', phase: 'sampling', iteration: 500, steps: 300 });
    expect(status).toMatchObject({ kept_steps: 60, goal: { until_ess: 5000 }, goal_met: false });
    expect(status.steps_needed).toBeGreaterThan(300);
    expect(status.parameters.map(({ id }) => id)).toContain('gamma_p');
    const { out } = await licmc('watch', at('half.arrow'), '--once');
    expect(out).toMatch(/running {2}300 steps .* until ESS 5000 {2}about \d+ steps left/);
    expect(out).toContain('gamma_p');
    journal.close();
    expect((await licmc('watch', at('half.arrow'))).out).toContain('interrupted (nobody is writing it)');
  });

  test('a finished chain, also while a longer one is drawn in its place', async () => {
    const { code } = await licmc(
      'sample',
      at('small.yaml'),
      '--out',
      at('done.arrow'),
      '--steps',
      '400',
      '--quiet',
    );
    expect([0, 3]).toContain(code);
    const done = await licmcJson<Watched>('watch', at('done.arrow'));
    expect(done).toMatchObject({ state: 'finished', phase: 'done', steps: 400, kept_steps: 80, goal: null });
    expect(done.ensembles[0].acceptance).toBeGreaterThan(0.05);
    const { journal } = reopenFinished(at('done.arrow'));
    expect((await licmcJson<Watched>('watch', at('done.arrow'))).state).toBe('running');
    journal.close();
  });

  test('a chain that is not there', async () => {
    const { code, err } = await licmc('watch', at('none.arrow'));
    expect(err).toContain('none.arrow: expected the file of a chain, got no such file');
    expect(code).toBe(2);
  });
});
