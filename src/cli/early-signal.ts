/** SIGINT and SIGTERM while no run is there to stop: while the program loads, and in every command that draws nothing. */

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Ends the program with exit code 130 and a word, unless someone else has taken the signal over (see interruption.ts).
 * @returns gives the signals back
 */
export function onEarlySignal(): () => void {
  const onSignal = (name: NodeJS.Signals): void => {
    if (process.listenerCount(name) > 1) return;
    const drawing = process.argv[2] === 'sample';
    process.stderr.write(
      drawing
        ? `${name}: stopped. Draws that are committed are kept: --resume continues them where there are any.\n`
        : `${name}: stopped.\n`,
    );
    process.exit(130);
  };
  for (const name of signals) process.on(name, onSignal);
  return () => {
    for (const name of signals) process.off(name, onSignal);
  };
}

/** The document of a command that was ended by a signal before it had one. How far a run was before, its chain tells. */
export function interruptedDocument([command]: readonly string[]): string {
  const error = { kind: 'interrupted', message: 'A signal ended the program.' };
  const run = {
    chain: null,
    reason: 'interrupted',
    steps: null,
    converged: false,
    goal_met: null,
    resume: null,
  };
  return `${JSON.stringify(command === 'sample' ? { ...run, error } : { error })}\n`;
}
