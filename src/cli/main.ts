#!/usr/bin/env node
import { interruptedDocument, onEarlySignal } from './early-signal.js';

// Before anything that takes time to load: a signal in the first moments ends the program as one later does.
const giveBack = onEarlySignal();

// A reader that closes early (`licmc datasets | head`) ends the output, not the program with a stack trace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// With --json whoever reads gets one document, also where a signal ends the program before it has anything to tell.
const args = process.argv.slice(2);
let told = !args.includes('--json');
process.on('exit', (code) => {
  if (code === 130 && !told) process.stdout.write(interruptedDocument(args));
});

const { runCommandLine } = await import('./program.js');
process.exitCode = await runCommandLine(args, {
  out: (text) => {
    told = true;
    process.stdout.write(text);
  },
  err: (text) => process.stderr.write(text),
});
giveBack();
