const BACKTICKS = /`+/g;

export interface CodeSpanPiece {
  readonly isCode: boolean;
  /** Text, or the code span's content. */
  readonly text: string;
  /** As written, with the backticks. */
  readonly raw: string;
}

/** A run of backticks. */
interface Run {
  readonly index: number;
  readonly length: number;
}

/** For each run of backticks: index of the next run that is at least as long, or −1. */
function closingRuns(runs: readonly Run[]): readonly number[] {
  const result: number[] = new Array(runs.length).fill(-1);
  const open: number[] = [];
  runs.forEach((run, index) => {
    while (open.length > 0 && (runs[open.at(-1) ?? 0]?.length ?? 0) <= run.length)
      result[open.pop() ?? 0] = index;
    open.push(index);
  });
  return result;
}

/** One backtick between white space opens nothing: `a ` b`. */
function opensCode(text: string, run: Run): boolean {
  return (
    run.length > 1 ||
    !(/^\s?$/.test(text.slice(Math.max(0, run.index - 1), run.index)) && /\s/.test(text[run.index + 1] ?? ''))
  );
}

/** Cuts a text into code spans and what lies between. */
export function splitCodeSpans(text: string): readonly CodeSpanPiece[] {
  const runs: Run[] = [...text.matchAll(BACKTICKS)].map((m) => ({ index: m.index, length: m[0].length }));
  const closers = closingRuns(runs);
  const pieces: CodeSpanPiece[] = [];
  let from = 0;
  runs.forEach((run, index) => {
    const closer = runs[closers[index] ?? -1];
    if (closer === undefined || run.index < from || !opensCode(text, run)) return;
    if (run.index > from) pieces.push({ isCode: false, text: text.slice(from, run.index), raw: '' });
    from = closer.index + run.length;
    const inner = text.slice(run.index + run.length, closer.index);
    const raw = text.slice(run.index, from);
    pieces.push({ isCode: true, text: run.length === 1 ? inner : trimOne(inner), raw });
  });
  pieces.push({ isCode: false, text: text.slice(from), raw: '' });
  return pieces;
}

function trimOne(text: string): string {
  return text.replace(/^ /, '').replace(/ $/, '');
}
