import type { Element, ElementContent, Text } from 'hast';
import { classesOf, isElement, isTag, plainText } from '../../tree.js';

const MARK = /^\s*\[!([\p{L}][\p{L}\p{N}_-]{0,40})(?:\|[^\]\n]{0,60})?\]([+-]?)[ \t]*/u;

/** Which of GitHub's five boxes a kind looks like. */
const LOOKS: Readonly<Record<string, string>> = {
  tip: 'tip hint success check done recommended solution',
  important: 'important question help faq exercise definition theorem lemma abstract summary tldr',
  warning: 'warning attention todo',
  caution: 'caution danger error failure fail missing bug alert',
};

const LOOK_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOKS).flatMap(([look, kinds]) => kinds.split(' ').map((kind) => [kind, look] as const)),
);

/**
 * `> [!tip]- Title` of any kind, folded or not, as GitHub sets its five: a box with a title. A box of
 * notes is for the speaker. Changes the quote in place.
 */
export function settleCallout(quote: Element): void {
  const at = quote.children.findIndex(
    (child) => isElement(child) || (child.type === 'text' && child.value.trim() !== ''),
  );
  const first = quote.children[at];
  const [text] = isTag(first, 'p') ? first.children : [];
  if (!isTag(first, 'p') || text?.type !== 'text') return;
  const mark = MARK.exec(text.value);
  if (mark === null) return;
  const kind = (mark[1] ?? '').toLowerCase();
  const { title, rest } = cutTitle(first, text, mark[0].length);
  const body = rest === null ? [] : [rest];
  const more = quote.children.slice(at + 1);
  if (/^(?:speaker-?)?notes$|^note-line$/.test(kind))
    toNotes(quote, kind === 'note-line' ? 'also' : 'only', [
      ...(plainText(title) === '' ? [] : [title]),
      ...body,
      ...more,
    ]);
  else toBox(quote, kind, [titled(title, kind), ...body, ...more]);
}

function toBox(quote: Element, kind: string, children: ElementContent[]): void {
  quote.tagName = 'div';
  const look = `markdown-alert-${LOOK_OF.get(kind) ?? 'note'}`;
  quote.properties = {
    ...quote.properties,
    className: [...classesOf(quote), 'markdown-alert', look],
    dataCallout: kind,
  };
  quote.children = children;
}

/** `only` for the speaker, or for the readers of a sheet `also`. */
function toNotes(quote: Element, audience: 'only' | 'also', children: ElementContent[]): void {
  quote.tagName = 'aside';
  quote.properties = { dataSpeakerNotes: audience };
  quote.children = children;
}

function titled(title: Element, kind: string): Element {
  const said = plainText(title) !== '';
  const word = kind.charAt(0).toUpperCase() + kind.slice(1);
  const children: ElementContent[] = said ? title.children : [{ type: 'text', value: word }];
  return { ...title, properties: { className: ['markdown-alert-title'] }, children };
}

/** The first line is the title; what stands below it in the paragraph is the box's text. */
function cutTitle(
  paragraph: Element,
  text: Text,
  markLength: number,
): { title: Element; rest: Element | null } {
  const own: ElementContent[] = [
    { type: 'text', value: text.value.slice(markLength) },
    ...paragraph.children.slice(1),
  ];
  const end = own.findIndex(
    (child) => isTag(child, 'br') || (child.type === 'text' && child.value.includes('\n')),
  );
  const title = (children: ElementContent[]): Element => ({ ...paragraph, properties: {}, children });
  const last = own[end];
  if (end < 0 || last === undefined) return { title: title(own), rest: null };
  const newline = last.type === 'text' ? last.value.indexOf('\n') : -1;
  const head = last.type === 'text' ? [{ ...last, value: last.value.slice(0, newline) }] : [];
  const tail = last.type === 'text' ? [{ ...last, value: last.value.slice(newline + 1) }] : [];
  const rest = [...tail, ...own.slice(end + 1)];
  const isEmpty = rest.every((child) => child.type === 'text' && child.value.trim() === '');
  return {
    title: title([...own.slice(0, end), ...head]),
    rest: isEmpty ? null : { ...paragraph, children: rest },
  };
}
