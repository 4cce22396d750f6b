import { createReadStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { run } from './run.js';
import type { TextSink } from './terminal.js';
import type { FromWorker, StreamState, ToWorker, WorkerInput } from './worker-messages.js';

// The command line runs in this thread, which the main one ends where it goes round in circles.

const BEAT_MS = 200;

const { argv, beats, refused, oneByOne, ...streams }: WorkerInput = workerData;
const stop = new AbortController();
const stdout = sinkTo('stdout', streams.stdout);
const stderr = sinkTo('stderr', streams.stderr);

const post = (message: FromWorker): void => parentPort?.postMessage(message);

function sinkTo(to: 'stdout' | 'stderr', { isTTY, columns }: StreamState) {
  const sink = { isTTY, columns, write: (text: string | Uint8Array) => post({ type: 'write', to, text }) };
  return sink satisfies TextSink;
}

let opened = (_whyNot: string | null): void => undefined;

/** The answer keeps this thread alive, which nothing else may do. */
async function open(target: string): Promise<string | null> {
  parentPort?.ref();
  const answer = new Promise<string | null>((resolve) => {
    opened = resolve;
  });
  post({ type: 'open', target });
  const whyNot = await answer;
  parentPort?.unref();
  return whyNot;
}

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'stop') return stop.abort();
  if (message.type === 'opened') return opened(message.whyNot);
  stdout.columns = message.stdout;
  stderr.columns = message.stderr;
});
parentPort?.unref();
setInterval(() => Atomics.add(beats, 0, 1), BEAT_MS).unref();

const code = await run(argv, {
  stdout,
  stderr,
  env: process.env,
  cwd: process.cwd(),
  stdin: async () => Buffer.concat(await createReadStream('', { fd: 0, autoClose: false }).toArray()),
  open,
  signal: stop.signal,
  refused,
  oneByOne,
  onProgress: (progress) => post({ type: 'progress', progress }),
});
post({ type: 'ended', code });
