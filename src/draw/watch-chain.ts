/** How far a run is that may still be writing: read from its committed part, without a lock. */
import { openChain, type Chain } from '../chain/reader.js';
import { readAcceptance } from '../run/acceptance.js';
import { assessDraws, type Assessment, type Goal } from './assess-chain.js';
import { goalMetOf, recordedGoal, recordedStop } from './recorded-goal.js';

/** One look at a chain. */
export interface ChainStatus {
  readonly path: string;
  readonly state: Chain['state'];
  readonly phase: 'warm-up' | 'sampling' | 'done';
  /** Steps of warm-up in all; null where the chain does not tell. */
  readonly warmup: number | null;
  /** Steps since the start, warm-up included; null where the chain does not tell. */
  readonly iteration: number | null;
  /** Steps after warm-up. */
  readonly steps: number;
  /** Steps after warm-up at which the run ends without its goal, as it was begun; null where the chain does not tell. */
  readonly maxSteps: number | null;
  /** The goal that the run was begun with; null for a fixed number of steps. A resumed run may have another. */
  readonly goal: Goal | null;
  /** Whether it is met, as the run itself saw it where it is over; null without a goal. */
  readonly goalMet: boolean | null;
  readonly keptSteps: number;
  readonly ensembles: readonly { readonly acceptance: number; readonly stuckWalkers: number }[];
  /** Null while there are no draws. */
  readonly assessment: Assessment | null;
}

/** What the two kinds of documents (of a configuration, of a user's own density) tell of a run. */
interface RunDocument {
  readonly steps?: number;
  readonly warmup?: number;
  readonly config?: { readonly sampler?: { readonly warmup?: number } };
  readonly sampler?: { readonly warmup?: number };
  readonly ensembles?: readonly { readonly acceptance: number }[];
}

/** @throws InputError when there is no such chain, or it is damaged */
export function chainStatus(path: string): ChainStatus {
  const chain = openChain(path);
  try {
    const document = chain.metadata.document as RunDocument;
    const { warmup = null } = document.config?.sampler ?? document.sampler ?? document;
    const stop = recordedStop(chain.metadata.document);
    const goal = recordedGoal(chain.metadata.document);
    const checkpoints = chain.checkpoints();
    const iteration = checkpoints.at(0)?.iteration ?? null;
    const steps =
      iteration === null || warmup === null ? (chain.steps.at(-1) ?? 0) : Math.max(0, iteration - warmup);
    const assessment = chain.length === 0 ? null : assessDraws(chain, goal ?? {});
    const acceptance =
      document.ensembles?.map((entry) => entry.acceptance) ??
      checkpoints.map(({ checkpoint }) => readAcceptance(checkpoint).acceptance);
    return {
      path: chain.path,
      state: chain.state,
      phase: chain.state === 'finished' ? 'done' : steps > 0 ? 'sampling' : 'warm-up',
      warmup,
      iteration,
      steps,
      maxSteps: goal !== null ? (stop.max_steps ?? null) : (stop.steps ?? null),
      goal,
      goalMet: goalMetOf(chain, assessment),
      keptSteps: chain.length,
      ensembles: acceptance.map((share, e) => ({
        acceptance: share,
        stuckWalkers: assessment?.summary.stuck.filter(({ ensemble }) => ensemble === e).length ?? 0,
      })),
      assessment,
    };
  } finally {
    chain.close();
  }
}
