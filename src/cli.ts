#!/usr/bin/env node
import { answerHere } from './cli/answer-here.js';
import { endChildren } from './cli/end-children.js';
import { runInWorker } from './cli/run-in-worker.js';
import { Viewer } from './cli/viewer.js';

const stop = new AbortController();
const viewer = new Viewer();
const onSignal = (): void => {
  // The second Ctrl-C does not wait: the browser ends with the pipe that ties it to us.
  if (stop.signal.aborted) {
    endChildren(viewer.processes);
    process.kill(process.pid, 'SIGKILL');
  }
  stop.abort();
};
process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);
// `cribsheet list | head` closes the pipe early, which is no fault.
process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
  if (failure.code !== 'EPIPE') throw failure;
});

const argv = process.argv.slice(2);
try {
  const answer = await answerHere(argv);
  if (answer === null) process.exitCode = await runInWorker(argv, stop.signal, viewer);
  else process.stdout.write(answer);
} catch (failure) {
  // Node would print a line of the bundle with it.
  const { message = String(failure), stack = '' } = failure as Partial<Error>;
  const hint = 'This is a fault in cribsheet: please report it together with what you did.';
  process.stderr.write(`error ${message}\n  → ${hint}\n${stack.split('\n').slice(1).join('\n')}\n`);
  process.exitCode = 1;
}
