import type { Output, Progress } from '../index.js';
import { type Colours, type Io, printable, type TextSink } from './terminal.js';

/** Shows a person how far the work is. */
export interface ProgressView {
  readonly show: (progress: Progress) => void;
  /** Leaves the terminal as it was. */
  readonly end: () => void;
}

const CLEAR_LINE = '\r\u001b[2K';

/**
 * One line that changes on a terminal; a line per output elsewhere.
 *
 * @param verbose a line for each output begun, too, and none of them rewritten
 */
export function progressView(
  sink: TextSink,
  env: Io['env'],
  colours: Colours,
  verbose: boolean,
): ProgressView {
  const isLive = sink.isTTY === true && env.TERM !== 'dumb' && !env.CI && !verbose;
  return isLive ? liveView(sink, colours) : plainView(sink, verbose);
}

export const SILENT: ProgressView = { show: () => undefined, end: () => undefined };

function plainView(sink: TextSink, verbose: boolean): ProgressView {
  const show = (progress: Progress): void => {
    if (progress.type === 'started' && verbose)
      sink.write(`${countText(progress)} ${printable(progress.item)} begun\n`);
    if (progress.type === 'notice') sink.write(`${printable(progress.message)}\n`);
    // What is as it was is counted in the end.
    if (progress.type === 'made' && (verbose || !progress.output.cached))
      sink.write(`${countText(progress)} ${madeText(progress.output)}\n`);
    if (progress.type === 'failed')
      sink.write(`${countText(progress)} ${printable(progress.item)} not made\n`);
  };
  return { show, end: () => undefined };
}

function liveView(sink: TextSink, colours: Colours): ProgressView {
  const started = performance.now();
  const show = (progress: Progress): void => {
    if (progress.type === 'notice') {
      sink.write(`${CLEAR_LINE}${colours.dim(printable(progress.message))}\n`);
      return;
    }
    if (!('done' in progress)) return;
    const item = progress.type === 'made' ? progress.output.file : progress.item;
    const left = timeLeft(progress, performance.now() - started);
    const line = `${countText(progress)} ${left}${printable(item)}`;
    sink.write(CLEAR_LINE + colours.dim(line.slice(0, (sink.columns ?? 80) - 1)));
  };
  return { show, end: () => void sink.write(CLEAR_LINE) };
}

interface Count {
  readonly done: number;
  readonly total: number;
}

function countText({ done, total }: Count): string {
  return `[${String(done).padStart(String(total).length)}/${total}]`;
}

function timeLeft({ done, total }: Count, elapsedMs: number): string {
  if (done < 3 || done === total) return '';
  const leftMs = (elapsedMs / done) * (total - done);
  // Tenths of a second would only flicker.
  return leftMs < 60_000
    ? `${Math.max(1, Math.round(leftMs / 1000))} s left  `
    : `${durationText(leftMs)} left  `;
}

function madeText({ file, ms, cached }: Output): string {
  return `${printable(file)} ${cached ? 'unchanged' : durationText(ms)}`;
}

/** `340 ms`, `4.2 s`, `3 min`. */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 100_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.round(ms / 60_000)} min`;
}
