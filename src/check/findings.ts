/** What a check found, in words, under the headings that say what it means. */
import type { ChainCheck } from './check-chain.js';
import { subjectOf } from './describe-failure.js';
import { onlyTooClose, type Failure } from './find-failures.js';

export interface Finding {
  readonly title: string;
  /** Empty where the title says that there are none. */
  readonly failures: readonly Failure[];
}

/** Failures with the noise as fitted; errors that are too large; failures that only the scatter of the fit covers. */
export function findings(check: ChainCheck): Finding[] {
  const { failures, failures_without_scatter: bare, tests, level } = check;
  const failed = failures.filter((failure) => !onlyTooClose(failure));
  const close = failures.filter(onlyTooClose);
  const first: Finding = {
    title:
      failed.length === 0
        ? `The model and its noise explain the data: none of ${tests} tests fails (level ${level} for all together).`
        : `What the model and its noise do not explain (${tests} tests; that any is wrong has a probability below ${level}):`,
    failures: failed,
  };
  return [
    first,
    ...(close.length === 0
      ? []
      : [{ title: 'Closer to the model than their errors allow:', failures: close }]),
    ...(bare === null ? [] : [coveredByScatter(check, bare)]),
  ];
}

function coveredByScatter({ scatter, failures }: ChainCheck, bare: readonly Failure[]): Finding {
  const named = new Set(failures.map(subjectOf));
  const covered = bare.filter((failure) => !named.has(subjectOf(failure)) && !onlyTooClose(failure));
  const sizes = [
    { size: scatter.spectrum, text: `${digits(100 * scatter.spectrum)} % on fluxes` },
    { size: scatter.amplitude, text: `${digits(100 * scatter.amplitude)} % on amplitudes` },
    { size: scatter.phase_deg, text: `${digits(scatter.phase_deg)} degrees on phases` },
  ];
  const added = sizes
    .filter(({ size }) => size > 0)
    .map(({ text }) => text)
    .join(', ');
  return {
    title:
      covered.length === 0
        ? `The scatter of the noise model (${added}) covers no failure.`
        : `Explained only by the scatter of the noise model (${added}); against the published errors alone:`,
    failures: covered,
  };
}

function digits(x: number): string {
  return String(Number(x.toPrecision(2)));
}
