/**
 * The library behind the command. The sampler, its moves, diagnostics and chain files know nothing of cosmic rays: define a
 * target of your own and draw it (docs/library.md). The model of the Local Interstellar Cloud is one such target, `compilePosterior`.
 */
export { defineTarget } from './draw/define-target.js';
export type { ParameterDefinition, Point, TargetDefinition } from './draw/define-target.js';
export { sampleToFile } from './draw/sample-to-file.js';
export type { SampleToFileOptions, SampleToFileResult } from './draw/sample-to-file.js';
export { InputError, RunError, formatProblem } from './errors.js';
export type { Problem } from './errors.js';
export { createEvaluations } from './target.js';
export type { Coordinate, Evaluations, Quantity, Target, TargetSource } from './target.js';

export { restoreRng, streamRng } from './math/rng.js';
export type { Rng, RngState } from './math/rng.js';

export { sample } from './run/sample.js';
export type { SampleOptions, SampleResult, StopRule } from './run/sample.js';
export type { Outlook } from './run/checks.js';
export type { SamplerSettings } from './run/ensemble-runner.js';
export type { Progress } from './run/progress.js';
export { moves, parseMoveMix, defaultMoves } from './sampler/moves/registry.js';
export type { Move } from './sampler/moves/move.js';

export { chainColumns } from './chain/columns.js';
export { createJournal } from './chain/journal.js';
export { finishJournal } from './chain/finish.js';
export { recoverJournal } from './chain/recover.js';
export { reopenFinished } from './chain/reopen.js';
export { openChain } from './chain/reader.js';
export type { Chain } from './chain/reader.js';
export { createDraws } from './chain/draws.js';
export type { Draws } from './chain/draws.js';
export type { Block } from './chain/block.js';

export { summarise } from './diagnostics/summary.js';
export type { ChainSummary, QuantitySummary } from './diagnostics/summary.js';
export { assess, defaultRules } from './diagnostics/verdict.js';
export type { ConvergenceProblem, ConvergenceRules, Verdict } from './diagnostics/verdict.js';
export { rhat } from './diagnostics/rhat.js';
export { nestedRhat } from './diagnostics/nested-rhat.js';
export { essBulk, essMean, essQuantile, essSd, essTail } from './diagnostics/ess.js';
export { mcseMean, mcseMedian, mcseQuantile, mcseSd } from './diagnostics/mcse.js';
export { autocorrelation, integratedTime } from './diagnostics/autocorrelation-time.js';
export { chainStatus } from './draw/watch-chain.js';
export type { ChainStatus } from './draw/watch-chain.js';
export { mergeChains } from './inference/merge-chains.js';

export { loadConfig, parseConfig } from './config/load.js';
export type { ResolvedConfig } from './config/resolved.js';
export { compilePosterior } from './inference/posterior.js';
export { drawPosterior } from './inference/draw-posterior.js';
export type { DrawOptions } from './inference/draw-posterior.js';
export type { DrawResult } from './draw/draw-chain.js';
export { evaluateAt } from './inference/chi2.js';
export { predictDipole, predictSpectra } from './model/predict.js';
export { modelDefaults, parameterTable } from './model/parameters.js';
export { allParameters } from './inference/parameters.js';
export { readDatasetFile, shippedDatasets } from './data/read-datasets.js';
export { fitTarget } from './fit/fit.js';
