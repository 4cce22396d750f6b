import type { Tokens } from 'marked';
import { withEscapedBarsInCode } from '../dialects/spans/span-constructs.js';

/** Cells of a row that the table's head has no column for, as one text. */
export interface ExcessCells {
  /** Index of the row below the head. */
  readonly row: number;
  readonly text: string;
}

/** What GitHub leaves out of a table without a word: cells beyond the columns of its head. */
export function excessCells({ raw, header, rows }: Tokens.Table): readonly ExcessCells[] {
  const lines = raw.trimStart().split('\n').slice(2);
  return rows.flatMap((_, row) => {
    const cells = withEscapedBarsInCode(lines[row] ?? '')
      .trim()
      .replace(/^\|/, '')
      .split(/(?<!\\)\|/);
    const text = cells.slice(header.length).join(' ').trim();
    return text === '' ? [] : [{ row, text }];
  });
}
