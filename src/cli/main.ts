#!/usr/bin/env node
import { onEarlySignal } from './early-signal.js';

// Before anything that takes time to load: a signal in the first moments ends the program as one later does.
const giveBack = onEarlySignal();

// A reader that closes early (`licmc datasets | head`) ends the output, not the program with a stack trace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const { runCommandLine } = await import('./program.js');
process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
giveBack();
