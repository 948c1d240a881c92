/** What a fit has to say about its own validity. */

/** One finding, in the words of a report: what, about which parameters, and what to do. */
export interface FitProblem {
  readonly code:
    | 'starts_below_best'
    | 'no_agreement'
    | 'not_at_maximum'
    | 'flat_direction'
    | 'at_edge'
    | 'near_edge'
    | 'not_gaussian';
  /** Ids of the coordinates concerned; empty when it concerns the fit as a whole. */
  readonly parameters: readonly string[];
  readonly message: string;
  readonly remedy: string;
}

/** The end of the searches of one start. */
export interface StartResult {
  /** The highest it found; -Infinity when it met no point of finite density. */
  readonly logPosterior: number;
  readonly evaluations: number;
  /** Random points it searched from. */
  readonly attempts: number;
  /** Whether it ended within 0.01 of the best of all starts. */
  readonly reached: boolean;
}

/** Starts that have to end at the same height before it is taken for the maximum (all, when there are fewer). */
const AGREEING_STARTS = 3;

/** Whether enough starts ended at the same height. */
export function agrees(starts: readonly StartResult[]): boolean {
  return starts.filter((s) => s.reached).length >= Math.min(AGREEING_STARTS, starts.length);
}

/** Names every start that ended below the best; starts are counted from 1. */
export function startProblems(starts: readonly StartResult[]): FitProblem[] {
  const best = Math.max(...starts.map((s) => s.logPosterior));
  const below = starts.flatMap(({ reached, logPosterior }, i) => {
    if (reached) return [];
    const gap =
      logPosterior === -Infinity ? 'no finite density' : `${(best - logPosterior).toPrecision(3)} lower`;
    return [`start ${i + 1} (${gap})`];
  });
  if (below.length === 0) return [];
  const problems: FitProblem[] = [
    {
      code: 'starts_below_best',
      parameters: [],
      message: `${below.length} of ${starts.length} starts ended below the best log posterior: ${below.join(', ')}`,
      remedy:
        'The posterior has several local maxima and the best of them is reported; more starts make it surer that none is higher.',
    },
  ];
  if (!agrees(starts))
    problems.push({
      code: 'no_agreement',
      parameters: [],
      message: `only ${starts.length - below.length} of ${starts.length} starts reached the best log posterior`,
      remedy:
        'Fit again with more starts and another seed and compare; sample the posterior to see all its maxima.',
    });
  return problems;
}
