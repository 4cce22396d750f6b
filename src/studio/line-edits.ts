/** One line of a text that is to be another, or to come after another. */
export interface LineEdit {
  /** From 1. */
  readonly line: number;
  /** Stands after that line, and not in its place. */
  readonly isNew: boolean;
  readonly text: string;
}

/** What a person is shown of an edit: the line as it was and as it is to be. */
export interface LineChange {
  /** Of the text before. */
  readonly line: number;
  /** null for a line that is new. */
  readonly before: string | null;
  readonly after: string;
}

/** Makes one edit in a text and keeps its line ends, whichever they are. */
export function withEdit(text: string, { line, isNew, text: added }: LineEdit): string {
  // Lines at even places, what ends them at odd ones.
  const parts = text.split(/(\r\n|\r|\n)/);
  const at = 2 * (line - 1);
  const end = parts[at + 1] ?? parts[1] ?? '\n';
  if (!isNew) parts[at] = added;
  else if (parts[at + 1] === undefined) parts.push(end, added);
  else parts.splice(at + 2, 0, added, end);
  return parts.join('');
}

/** The lines of a text, from 0. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/**
 * What edits have changed: lines that are new, and lines that another stands for.
 *
 * @param isSame whether a line is another only by what an edit may have put into it
 */
export function changesBetween(
  before: string,
  after: string,
  isSame: (before: string, after: string) => boolean,
): readonly LineChange[] {
  const old = linesOf(before);
  const changes: LineChange[] = [];
  let at = 0;
  for (const line of linesOf(after)) {
    const was = old[at];
    if (was === line) at += 1;
    else if (was !== undefined && isSame(was, line)) {
      at += 1;
      changes.push({ line: at, before: was, after: line });
    } else changes.push({ line: at, before: null, after: line });
  }
  return changes;
}
