import { type Problem, readSource } from '../index.js';
import { type Colours, type Io, printable, printableSource } from './terminal.js';

/** More frames of the same file than anybody reads. */
const MAX_FRAMES = 12;
const MAX_LINE_CHARS = 160;

/**
 * Problems as a person reads them: place, message, the lines around it, what to do.
 *
 *     error notes/emr.md:12:5: the file is not UTF-8
 *       10 | …
 *     > 12 | …
 *       → Save it as UTF-8 in your editor and try again.
 */
export async function problemsText(
  problems: readonly Problem[],
  { cwd }: Pick<Io, 'cwd'>,
  colours: Colours,
): Promise<string> {
  let frames = 0;
  const texts: string[] = [];
  for (const problem of problems) {
    const frame = problem.line !== null && frames < MAX_FRAMES ? await frameOf(problem, cwd) : null;
    if (frame !== null) frames += 1;
    texts.push(problemText(problem, frame, colours));
  }
  return texts.join('');
}

function problemText(problem: Problem, frame: string | null, colours: Colours): string {
  const { severity, message, hints } = problem;
  const label = severity === 'error' ? colours.red('error') : colours.yellow('warning');
  const place = placeText(problem);
  const lines = [
    `${label} ${place === '' ? '' : `${colours.bold(printable(place))}: `}${printable(message)}`,
    ...(frame === null ? [] : [colours.dim(frame)]),
    ...hints.map((hint) => `  → ${printable(hint)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function placeText({ file, line, column }: Problem): string {
  return [file, line, column].filter((part) => part !== null && part !== '').join(':');
}

async function frameOf({ file, line, column }: Problem, cwd: string): Promise<string | null> {
  const source = file === '' ? null : await readSource(file, cwd);
  if (source === null || line === null) return null;
  const { codeFrameColumns } = await import('@babel/code-frame');
  const short = printableSource(source)
    .split('\n')
    .map((text) => (text.length > MAX_LINE_CHARS ? `${text.slice(0, MAX_LINE_CHARS - 1)}…` : text));
  const visible = column !== null && column < MAX_LINE_CHARS;
  const start = { line, ...(visible ? { column } : {}) };
  return codeFrameColumns(short.join('\n'), { start }, { linesAbove: 1, linesBelow: 1 });
}
