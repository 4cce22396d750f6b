#!/usr/bin/env node
import { run } from './cli/run.js';

const stop = new AbortController();
const onSignal = (): void => {
  // The second Ctrl-C does not wait: the browser ends with the pipe that ties it to us.
  if (stop.signal.aborted) process.exit(130);
  stop.abort();
};
process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);
// `cribsheet list | head` closes the pipe early, which is no fault.
process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
  if (failure.code !== 'EPIPE') throw failure;
});

process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  signal: stop.signal,
});
