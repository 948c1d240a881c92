/** What a running sampler tells a person. */
export interface ProgressState {
  readonly phase: 'warm-up' | 'sampling';
  /** Steps done and to do in this phase: `of` is its end, or where the goal is expected to be met. */
  readonly step: number;
  readonly of: number;
  /** What `of` is. */
  readonly until: 'end' | 'goal' | 'first check';
  /** Acceptance fraction so far, 0 to 1; NaN before the first step. */
  readonly acceptance: number;
  /** Smallest bulk effective sample size at the last check; null before the first. */
  readonly ess: number | null;
  /** What the run waits for, such as "ESS 4000"; null for a fixed number of steps. */
  readonly goal: string | null;
}

/** A terminal or a log file, and a clock. */
export interface ProgressOutput {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Milliseconds, monotonic. */
  now(): number;
}

export interface ProgressReporter {
  update(state: ProgressState): void;
  /** Prints a line of its own above the bar. */
  note(text: string): void;
  end(): void;
}

const barWidth = 24;
const terminalIntervalMs = 100;
const logIntervalMs = 30_000;

/** A bar that is redrawn on a terminal; a line now and then in a log file. */
export function createProgress(output: ProgressOutput): ProgressReporter {
  const interval = output.isTerminal ? terminalIntervalMs : logIntervalMs;
  let shown = -Infinity;
  let phase = '';
  let phaseStart = { time: 0, step: 0 };
  let bar = false;
  const clear = (): void => {
    if (bar) output.write('\r\u001b[2K');
    bar = false;
  };
  return {
    update(state) {
      const now = output.now();
      if (state.phase !== phase) {
        phase = state.phase;
        phaseStart = { time: now, step: state.step };
        shown = output.isTerminal ? -Infinity : now;
      }
      if (now - shown < interval) return;
      shown = now;
      const speed = (1000 * (state.step - phaseStart.step)) / (now - phaseStart.time);
      if (output.isTerminal) {
        output.write(`\r\u001b[2K${drawBar(state)} ${describe(state, speed)}`);
        bar = true;
      } else output.write(`${describe(state, speed)}\n`);
    },
    note(text) {
      clear();
      output.write(`${text}\n`);
    },
    end: clear,
  };
}

function drawBar({ step, of }: ProgressState): string {
  const filled = Math.min(barWidth, Math.round((barWidth * step) / Math.max(of, 1)));
  return `${'━'.repeat(filled)}${'╌'.repeat(barWidth - filled)}`;
}

const AFTER: Readonly<Record<ProgressState['until'], (left: string) => string>> = {
  end: (left) => `${left} left`,
  goal: (left) => `about ${left} left`,
  'first check': (left) => `${left} to the first check`,
};

/** `sampling 1200/4000  310 steps/s  acceptance 0.21  ESS 830 until ESS 4000  about 2800 steps, 9 s left` */
function describe(state: ProgressState, stepsPerSecond: number): string {
  const { phase, step, of, until, acceptance, ess, goal } = state;
  const parts = [`${phase} ${step}/${until === 'goal' ? '~' : ''}${of}`];
  if (Number.isFinite(stepsPerSecond) && stepsPerSecond > 0) {
    parts.push(`${stepsPerSecond < 10 ? stepsPerSecond.toPrecision(2) : stepsPerSecond.toFixed(0)} steps/s`);
  }
  if (Number.isFinite(acceptance)) parts.push(`acceptance ${acceptance.toFixed(2)}`);
  if (phase === 'sampling' && ess !== null) parts.push(`ESS ${Math.round(ess)}`);
  if (phase === 'sampling' && goal !== null) parts.push(`until ${goal}`);
  if (stepsPerSecond > 0 && of > step)
    parts.push(AFTER[until](`${of - step} steps, ${formatDuration((of - step) / stepsPerSecond)}`));
  return parts.join('  ');
}

/** `9 s`, `3 min 20 s`, `2 h 05 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  if (hours === 0) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${hours} h ${String(minutes).padStart(2, '0')} min`;
}
