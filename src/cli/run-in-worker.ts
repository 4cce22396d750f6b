import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import { LIMITS } from '../bounds/limits.js';
import type { Progress } from '../index.js';
import type { Problem } from '../problem.js';
import type { ExitCode } from './call.js';
import { endChildren } from './end-children.js';
import { UnderWay } from './under-way.js';
import type { Viewer } from './viewer.js';
import { type Lost, type Patience, Watchdog } from './watchdog.js';
import type { FromWorker, ToWorker, WorkerInput } from './worker-messages.js';

/** How one worker thread ended: with an exit code, stopped by its user, or lost. */
type End =
  | { readonly code: ExitCode }
  | 'stopped'
  | { readonly lost: Lost; readonly notes: readonly string[] };

/** What a stopped run may take to end its browser and keep what is finished, and one that does not even listen. */
const STOP_MS = 1500;
const DEAF_MS = 600;
/** To tear down a large heap on a busy machine; a thread that sits in a call of the system never ends. */
const TERMINATE_MS = 20_000;
const TERMINATE_STOPPED_MS = 400;

const FIRST: Patience = { cpuMs: LIMITS.silentMs, clockMs: LIMITS.silentClockMs };
const SECOND: Patience = { cpuMs: LIMITS.silentAgainMs, clockMs: LIMITS.silentAgainClockMs };

/**
 * V8 lets a heap grow to four times of what is in use before it clears it; finished decks are strings of 600 kB, and a
 * batch held 300 MB of them that nobody needed any more. So it is to clear at a third more, which takes a thirtieth of
 * the time of a single sheet, and is left out there.
 */
const HEAP_GROWTH = '--heap-growing-percent=30';
const MANY_OUTPUTS = 50;

const ENTRY = new URL('./worker.js', import.meta.url);

/**
 * Runs the command line in a worker thread, so that whatever a note makes it do can be ended from
 * outside: this thread only watches. A note that holds everything up, or takes all memory, is
 * left out of another try, with a problem that says so; what was made before stays.
 *
 * @param stop aborted by Ctrl-C: the run has ended soon after, whatever it is doing
 * @param viewer what `--open` opens things with
 */
export async function runInWorker(
  argv: readonly string[],
  stop: AbortSignal,
  viewer: Viewer,
): Promise<ExitCode> {
  const refused: Problem[] = [];
  let suspects: readonly string[] = [];
  for (;;) {
    const end = await runOnce(argv, { stop, viewer }, refused, suspects);
    if (end === 'stopped') {
      return 130;
    }
    if ('code' in end) return end.code;
    const [file, ...others] = end.notes;
    if (file === undefined) return giveUp(end.lost, argv, stop);
    // Several were under way: the next try tells which of them it was.
    if (others.length > 0 && suspects.length === 0) suspects = end.notes;
    else refused.push(refusal(end.lost, file));
  }
}

async function runOnce(
  argv: readonly string[],
  { stop, viewer }: { readonly stop: AbortSignal; readonly viewer: Viewer },
  refused: readonly Problem[],
  suspects: readonly string[],
): Promise<End> {
  const { stdout, stderr } = process;
  const workerData = workerInput(argv, refused, suspects.length > 0);
  const { beats } = workerData;
  // No limit on its heap: V8 may end the whole process at that. The watchdog looks at its memory.
  const worker = new Worker(ENTRY, { workerData, env: SHARE_ENV });
  const order = (message: ToWorker): void => worker.postMessage(message);
  const resized = (): void => order({ type: 'columns', stdout: stdout.columns, stderr: stderr.columns });
  const underWay = new UnderWay();
  const take = (progress: Progress): void => {
    if (progress.type === 'started' && progress.total - progress.done >= MANY_OUTPUTS)
      setFlagsFromString(HEAP_GROWTH);
    underWay.take(progress);
  };
  const isSuspected = (): boolean =>
    underWay.isMaking() && underWay.notes().some((note) => suspects.includes(note));
  const watchdog = new Watchdog(beats, () => (isSuspected() ? SECOND : FIRST));
  let stopped = (): void => undefined;
  let forget = (): void => undefined;
  const onStop = (): void => {
    forget = stopSoon(beats, order, () => stopped());
  };
  try {
    return await new Promise<End>((resolve, reject) => {
      const lose = (lost: Lost): void => resolve({ lost, notes: underWay.notes() });
      stopped = () => {
        stderr.write('Stopped. Finished files are kept.\n');
        resolve('stopped');
      };
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'write') process[message.to].write(message.text);
        else if (message.type === 'progress') take(message.progress);
        else if (message.type === 'open')
          void viewer.open(message.target).then((whyNot) => order({ type: 'opened', whyNot }));
        else resolve({ code: message.code });
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the worker thread ended by itself')));
      watchdog.start(lose);
      stdout.on('resize', resized);
      if (stop.aborted) onStop();
      else stop.addEventListener('abort', onStop, { once: true });
    });
  } finally {
    forget();
    stop.removeEventListener('abort', onStop);
    stdout.off('resize', resized);
    watchdog.stop();
    await ended(worker, viewer.processes, stop.aborted ? TERMINATE_STOPPED_MS : TERMINATE_MS);
  }
}

function workerInput(argv: readonly string[], refused: readonly Problem[], oneByOne: boolean): WorkerInput {
  return {
    argv,
    stdout: terminalOf(process.stdout),
    stderr: terminalOf(process.stderr),
    beats: new Int32Array(new SharedArrayBuffer(4)),
    refused,
    oneByOne,
  };
}

function terminalOf({ isTTY, columns }: NodeJS.WriteStream): WorkerInput['stdout'] {
  return { isTTY, columns };
}

/**
 * Asks the worker thread to stop.
 *
 * @param giveUp called when it does not even listen, or takes too long
 * @returns ends the waiting
 */
function stopSoon(beats: Int32Array, order: (message: ToWorker) => void, giveUp: () => void): () => void {
  order({ type: 'stop' });
  const beat = Atomics.load(beats, 0);
  let timer = setTimeout(() => {
    if (Atomics.load(beats, 0) === beat) giveUp();
    else timer = setTimeout(giveUp, STOP_MS - DEAF_MS);
  }, DEAF_MS);
  return () => clearTimeout(timer);
}

/** Whoever waits for us must not wait for ever for a thread that nothing in this process can end. */
async function ended(worker: Worker, others: ReadonlySet<number>, patienceMs: number): Promise<void> {
  worker.removeAllListeners();
  // Its browser ends with its pipe, but for one that is stopped.
  endChildren(others);
  const gone = worker.terminate().then(() => true);
  if (!(await Promise.race([gone, pause(patienceMs, false, { ref: false })]))) {
    process.kill(process.pid, 'SIGKILL');
  }
}

const WHAT: Readonly<Record<Lost, string>> = {
  time: `no progress for ${LIMITS.silentMs / 1000} s`,
  memory: 'more memory than a note may take',
};

function refusal(lost: Lost, file: string): Problem {
  return {
    severity: 'error',
    message: `left out: ${WHAT[lost]} while it was read or made`,
    file,
    line: null,
    column: null,
    hints: ['Try it in parts. This is a fault in cribsheet: please report it together with the note.'],
  };
}

async function giveUp(lost: Lost, argv: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  const { refuseCommand } = await import('./call.js');
  const { stdout, stderr, env } = process;
  const hint = 'No single note is to blame: name fewer notes, or other folders.';
  const problem = { ...refusal(lost, ''), message: `the run was ended: ${WHAT[lost]}`, hints: [hint] };
  await refuseCommand(problem, argv, { stdout, stderr, env, cwd: process.cwd(), signal });
  return 1;
}
