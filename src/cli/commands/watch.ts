import { existsSync } from 'node:fs';
import type { Command } from '@commander-js/extra-typings';
import { finishedPath, isJournalPath, journalPath } from '../../chain/paths.js';
import { chainStatus, type ChainStatus } from '../../draw/watch-chain.js';
import type { CommandResult, Report } from '../command.js';
import { positiveNumber } from '../options.js';
import { formatDuration } from '../progress.js';
import { fittingPage, terminalRows } from '../terminal-page.js';
import { watchPage, watchProblems } from '../watch-page.js';

/** A look costs at most this part of the time: long chains are looked at less often. */
const SHARE = 0.2;

/** `licmc watch CHAIN`: progress and diagnostics of a run that is still writing. */
export function watch(program: Command, report: Report): void {
  program
    .command('watch')
    .description('progress and diagnostics of a run that is still writing')
    .argument('<CHAIN>', 'chain file')
    .option('--interval <SECONDS>', 'between two looks', positiveNumber('--interval'), 5)
    .option('--once', 'look once, also on a terminal')
    .option('--json', 'look once and print one JSON document')
    .action(async (path, { interval, once, json }) => {
      const live = once !== true && json !== true && process.stdout.isTTY;
      report(describe(live ? await follow(path, interval) : chainStatus(currentPath(path))));
    });
}

/** Shows one page after the other in place until the run is over. @returns the last look */
async function follow(path: string, interval: number): Promise<ChainStatus> {
  let before: { readonly iteration: number; readonly at: number } | null = null;
  let shown = '';
  const clear = (): void => {
    // Measured only now: the terminal may have been made narrower since.
    if (shown !== '') process.stderr.write(`\u001b[${terminalRows(shown, process.stderr.columns)}A\u001b[0J`);
    shown = '';
  };
  const show = (page: string): void => {
    clear();
    process.stderr.write(`${page}\n`);
    shown = page;
  };
  show(`${path}: reading ...`);
  for (;;) {
    const at = performance.now();
    const status = chainStatus(currentPath(path));
    if (status.state !== 'running') {
      clear();
      return status;
    }
    const iteration = status.iteration ?? 0;
    const rate = before === null ? NaN : (1000 * (iteration - before.iteration)) / (at - before.at);
    before = { iteration, at };
    const wait = Math.max(1000 * interval, (performance.now() - at) / SHARE);
    const next = `next look in ${formatDuration(wait / 1000)}`;
    show(fittingPage((most) => `${watchPage(status, rate, most)}\n${next}`, process.stderr));
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** The journal while there is one, also beside an older chain that it will replace; then the finished chain. */
function currentPath(path: string): string {
  const [journal, finished] = isJournalPath(path) ? [path, finishedPath(path)] : [journalPath(path), path];
  return existsSync(journal) ? journal : existsSync(finished) ? finished : path;
}

function describe(status: ChainStatus): CommandResult {
  const {
    path,
    state,
    phase,
    warmup,
    iteration,
    steps,
    maxSteps,
    goal,
    goalMet,
    keptSteps,
    ensembles,
    assessment,
  } = status;
  return {
    json: {
      chain: path,
      state,
      phase,
      warmup,
      iteration,
      steps,
      max_steps: maxSteps,
      goal: goal === null ? null : { until_ess: goal.until_ess, until_mcse: goal.until_mcse },
      kept_steps: keptSteps,
      converged: assessment?.converged ?? false,
      goal_met: goalMet,
      steps_needed: assessment?.stepsNeeded ?? null,
      min_ess_bulk: assessment?.minEss ?? null,
      max_rhat: assessment?.maxRhat ?? null,
      ensembles: ensembles.map(({ acceptance, stuckWalkers }) => ({
        acceptance,
        stuck_walkers: stuckWalkers,
      })),
      parameters: (assessment?.summary.quantities ?? []).map((q) => ({
        id: q.id,
        mean: q.mean,
        sd: q.sd,
        mcse_mean: q.mcseMean,
        rhat: q.rhat,
        ess_bulk: q.essBulk,
        ess_tail: q.essTail,
        tau: q.tau,
      })),
      problems: watchProblems(status),
    },
    text: watchPage(status, NaN),
  };
}
