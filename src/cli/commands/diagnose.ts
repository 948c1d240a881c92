import type { Command } from '@commander-js/extra-typings';
import { assessDraws } from '../../draw/assess-chain.js';
import { goalMetOf, recordedGoal, recordedStop } from '../../draw/recorded-goal.js';
import type { Assessment } from '../../draw/assess-chain.js';
import { explainChain } from '../../draw/explain-chain.js';
import type { ExplainedChain } from '../../draw/explain-chain.js';
import { withChains } from '../../chain/open-chains.js';
import type { Chain } from '../../chain/reader.js';
import { InputError, together } from '../../errors.js';
import type { Report } from '../command.js';
import { goalProblems } from '../goal-text.js';
import { wholeNumber } from '../options.js';
import { problemLines, type Finding } from '../problem-lines.js';
import { runningNote } from '../running-note.js';
import { formatCount, formatNumber, formatRhat, formatTable } from '../table.js';

/** Of each walker, that `--every` must leave: its halves must tell how their steps hang together. */
const LEAST_STEPS = 8;

/** What the metadata say of one ensemble, when the chain was drawn here. */
interface EnsembleRecord {
  readonly acceptance: number;
}

/** `licmc diagnose CHAIN...`: convergence report, causes before consequences, with remedies. */
export function diagnose(program: Command, report: Report): void {
  program
    .command('diagnose')
    .description('convergence report with remedies')
    .argument('<CHAIN...>', 'chain files')
    .option(
      '--every <n>',
      'look at every n-th kept step (default: as many as tell something new)',
      wholeNumber('--every', 1),
    )
    .option('--json', 'print one JSON document')
    .action((paths, { every }) => {
      const reports = withChains(paths, (chains) => {
        together(chains.map((chain) => () => checkEvery(chain, every)));
        return chains.map((chain) => diagnoseChain(chain, every));
      });
      const converged = reports.every((r) => r.json.converged);
      report({
        json: reports.length === 1 ? reports[0].json : { converged, chains: reports.map((r) => r.json) },
        text: reports.map((r) => r.text).join('\n\n'),
        exitCode: converged ? 0 : 3,
      });
    });
}

/** Too few steps tell nothing: not even halves of a walker's series, nor how its steps hang together. */
function checkEvery({ path, length }: Chain, every = 1): void {
  if (every === 1 || length / every >= LEAST_STEPS) return;
  throw new InputError({
    where: '--every',
    expected: `at most ${Math.max(1, Math.floor(length / LEAST_STEPS))}, for ${path} has ${length} kept steps`,
    got: String(every),
    hint: 'Leave it out to have it chosen.',
  });
}

function diagnoseChain(chain: Chain, asked: number | undefined) {
  runningNote(chain);
  const { document } = chain.metadata;
  const goal = recordedGoal(document) ?? {};
  const assessment = assessDraws(chain, goal, asked === undefined ? {} : { every: asked });
  const { converged, summary, every } = assessment;
  const explained = explainChain(chain, assessment);
  const goalMet = goalMetOf(chain, assessment);
  const missed =
    goalMet === false
      ? goalProblems(assessment.shortfalls, recordedStop(document).max_steps ?? Infinity)
      : [];
  const records = (document['ensembles'] ?? []) as readonly EnsembleRecord[];
  const ensembles = Array.from({ length: chain.ensembles }, (_, e) => ({
    acceptance: records.length > e ? records[e].acceptance : null,
    stuck_walkers: summary.stuck.filter((walker) => walker.ensemble === e).length,
  }));
  const parameters = summary.quantities.map((q) => ({
    id: q.id,
    rhat: q.rhat,
    rhat_nested: q.rhatNested,
    ess_bulk: q.essBulk,
    ess_tail: q.essTail,
    tau: q.tau,
    mcse_mean: q.mcseMean,
    walker_spread: q.walkerSpread,
    walker_memory: q.walkerMemory,
  }));
  return {
    json: {
      chain: chain.path,
      converged,
      goal_met: goalMet,
      every,
      parameters,
      ensembles,
      problems: explained.problems,
      notes: [...explained.notes, ...missed],
    },
    text: describe(chain.path, assessment, explained, missed, ensembles),
  };
}

function describe(
  path: string,
  { converged, summary, every, minEss, maxRhat }: Assessment,
  { problems, notes }: ExplainedChain,
  missed: readonly Finding[],
  ensembles: readonly { acceptance: number | null; stuck_walkers: number }[],
): string {
  const rows = summary.quantities.map((q) => [
    q.id,
    formatNumber(q.rhat, 5),
    formatCount(q.essBulk),
    formatCount(q.essTail),
    formatNumber(q.tau, 4),
    formatNumber(q.mcseMean, 3),
    q.kind === 'varies' ? '' : q.kind,
  ]);
  const titles = ['R-hat', 'bulk ESS', 'tail ESS', 'tau/steps', 'MCSE mean'].map((title) => ({ title }));
  return [
    `${path}: ${converged ? 'converged' : 'not converged'}${missed.length === 0 ? '' : ', goal not met'} (${summary.ensembles} ensembles of ${summary.walkers} walkers, ${summary.length} ${every === 1 ? 'kept steps' : `steps looked at, every ${ordinal(every)} of those kept`}, one of ${summary.spacing}; smallest bulk ESS ${formatCount(minEss)}, largest R-hat ${formatRhat(maxRhat)})`,
    formatTable([{ title: 'quantity', align: 'left' }, ...titles, { title: '', align: 'left' }], rows),
    ...ensembles.map(
      ({ acceptance, stuck_walkers }, e) =>
        `ensemble ${e}: acceptance ${formatNumber(acceptance, 3)}, stuck walkers: ${stuck_walkers}`,
    ),
    ...problemLines([...problems, ...missed]),
    ...(notes.length === 0
      ? []
      : ['no fault of the chain, but to be known of the posterior:', ...problemLines(notes)]),
  ].join('\n');
}

/** "2nd", "3rd", "12th". */
function ordinal(n: number): string {
  const teens = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
}
