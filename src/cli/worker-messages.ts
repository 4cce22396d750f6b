import type { Problem, Progress } from '../index.js';
import type { ExitCode } from './call.js';

/** A stream of the process, as its worker thread sees it. */
export interface StreamState {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
}

/** What the worker thread starts with. */
export interface WorkerInput {
  readonly argv: readonly string[];
  readonly stdout: StreamState;
  readonly stderr: StreamState;
  /** Counts up for as long as the thread gets on. */
  readonly beats: Int32Array;
  /** Notes that earlier threads could not get through: they are left out, and these problems reported. */
  readonly refused: readonly Problem[];
  /** Outputs are made one after the other, so that the one that holds everything up is known. */
  readonly oneByOne: boolean;
}

export type FromWorker =
  | { readonly type: 'write'; readonly to: 'stdout' | 'stderr'; readonly text: string | Uint8Array }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'open'; readonly target: string }
  | { readonly type: 'ended'; readonly code: ExitCode };

export type ToWorker =
  | { readonly type: 'stop' }
  /** The answer to `open`. */
  | { readonly type: 'opened'; readonly whyNot: string | null }
  | { readonly type: 'columns'; readonly stdout: number | undefined; readonly stderr: number | undefined };
