import { splitCodeSpans } from '../../code-spans.js';
import type { LineConstruct } from './line-construct.js';

const OPEN =
  /^([ \t>]*)(`{3,}|~{3,})[ \t]*(dataviewjs|dataview|query|tasks|button|kanban|timeline-labeled|ad-query|base)\b/;

/** Queries that only their program can answer. */
export const dataview: LineConstruct = {
  name: 'a query',
  sign: /^[ \t>]*(?:`{3,}|~{3,})[ \t]*(?:dataview|query|tasks|button|kanban|timeline|ad-query|base)/m,
  rewrite({ lines, problems }) {
    let isSaid = false;
    for (let at = 0; at < lines.length; at += 1) {
      const open = OPEN.exec(lines[at] ?? '');
      if (open === null) continue;
      const fence = open[2] ?? '';
      const end = lines.findIndex(
        (line, index) => index > at && line.replace(/^[ \t>]*/, '').trimEnd() === fence,
      );
      if (end < 0) return;
      const line = problems.firstLine + at;
      problems.leaveOut('query', line, lines.slice(at, end + 1).join('\n'));
      if (!isSaid)
        problems.warn(
          'a query is left out, since only the program that it is written for can answer it',
          line,
          open[3] ?? '',
          'Write out what it would show. Others in this note are left out too, and counted.',
        );
      isSaid = true;
      for (let index = at; index <= end; index += 1) lines[index] = (open[1] ?? '').trimEnd();
      at = end;
    }
  },
};

const SHOWN_FIELD = /\[([\p{L}][\p{L}\p{N} _-]{0,40})::[ \t]+([^[\]\n]{1,200})\](?!\()/gu;
const BARE_FIELD = /\(([\p{L}][\p{L}\p{N} _-]{0,40})::[ \t]+([^()\n]{1,200})\)/gu;

/** Dataview's fields within a text: `[due:: Friday]` shows its name, `(due:: Friday)` does not. */
export const inlineFields: LineConstruct = {
  name: 'a field within a text',
  sign: /[[(][\p{L}][\p{L}\p{N} _-]*::[ \t]/u,
  rewrite({ lines, isCode }) {
    lines.forEach((line, index) => {
      if (isCode(index) || !line.includes(':: ')) return;
      lines[index] = splitCodeSpans(line)
        .map(({ isCode: isSpan, raw, text }) =>
          isSpan ? raw : text.replace(SHOWN_FIELD, '**$1:** $2').replace(BARE_FIELD, '$2'),
        )
        .join('');
    });
  },
};
