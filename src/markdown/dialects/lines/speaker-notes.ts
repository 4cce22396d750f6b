import type { LineConstruct } from './line-construct.js';

const COMMENT = /^[ \t]*<!--[ \t]*(?:speaker[ -])?notes?[ \t]*:[ \t]*(.*?)[ \t]*-->[ \t]*$/i;
const NOTE_LINE = /^(?:Notes?|Speaker notes?):[ \t]*(.*)$/;
const ENDS_SLIDE = /^(?:#{1,6}[ \t]|-{3,}[ \t]*$|\*{3,}[ \t]*$|:::)/;

/**
 * `<!-- notes: … -->` is for the speaker. So is what stands from `Note:` to the end of a slide, as in
 * reveal.js' own Markdown: the last paragraph before the next heading or rule. Both become a box
 * `[!notes]`; that of `Note:`, which many a reader wants to see, one `[!note-line]`.
 */
export const speakerNotes: LineConstruct = {
  name: 'notes for the speaker',
  sign: /^[ \t]*<!--[ \t]*(?:speaker[ -])?notes?[ \t]*:|^(?:Notes?|Speaker notes?):/im,
  rewrite({ lines, isCode }) {
    lines.forEach((line, index) => {
      if (isCode(index)) return;
      const said = COMMENT.exec(line)?.[1];
      if (said !== undefined) lines[index] = `> [!notes] ${said}`;
      else if (NOTE_LINE.test(line) && (lines[index - 1] ?? '').trim() === '') readNoteLine(lines, index);
    });
  },
};

function readNoteLine(lines: string[], from: number): void {
  let end = from + 1;
  while (end < lines.length && (lines[end] ?? '').trim() !== '') end += 1;
  let next = end;
  while (next < lines.length && (lines[next] ?? '').trim() === '') next += 1;
  if (next < lines.length && !ENDS_SLIDE.test(lines[next] ?? '')) return;
  for (let at = from; at < end; at += 1)
    lines[at] = at === from ? `> [!note-line] ${lines[at]}` : `> ${lines[at]}`;
}
