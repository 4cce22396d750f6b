import type { LeftOutTally, ReportedNote } from '../index.js';

type Reading = Pick<ReportedNote, 'dialect' | 'leftOut'>;

/** So many lines are named; of the others their number is. */
const MOST_LINES = 6;

const PLURALS: Readonly<Partial<Record<LeftOutTally['kind'], string>>> = {
  property: 'properties',
  query: 'queries',
  'speaker notes': 'speaker notes',
};

/** How a note was read and what of its file is not shown, a line each. */
export function readingLines({ dialect: { name, reason, line }, leftOut }: Reading): readonly string[] {
  const place = line === null ? '' : `, line ${line}`;
  const read = `read as ${name} (${reason}${place})`;
  return leftOut.length === 0 ? [read] : [read, `left out: ${leftOut.map(tallyText).join(' · ')}`];
}

/** `3 comments (lines 2, 5, 9)` */
function tallyText({ kind, lines }: LeftOutTally): string {
  const named = lines.slice(0, MOST_LINES).join(', ');
  const more = lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more` : '';
  return `${countedKind(kind, lines.length)} (${lines.length === 1 ? 'line' : 'lines'} ${named}${more})`;
}

function countedKind(kind: LeftOutTally['kind'], count: number): string {
  const word = count === 1 ? kind : (PLURALS[kind] ?? `${kind}s`);
  return `${count} ${word}`;
}

/** `12 comments, 1 property` in all notes together; '' where there is nothing of the kind. */
export function leftOutInAll(notes: readonly Reading[]): string {
  const counts = new Map<LeftOutTally['kind'], number>();
  for (const { kind, lines } of notes.flatMap(({ leftOut }) => leftOut))
    counts.set(kind, (counts.get(kind) ?? 0) + lines.length);
  return [...counts].map(([kind, count]) => countedKind(kind, count)).join(', ');
}
