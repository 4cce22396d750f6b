import type { Parents, Root, Text } from 'hast';
import { defaultSchema, type Schema, sanitize } from 'hast-util-sanitize';

/** reveal.js' steps through a listing's lines: `1|3-4`. */
const CODE_STEPS = /^[\d,|\s-]{1,100}$/;

/**
 * What may be in a note's HTML: GitHub's allow-list without forms, with the few classes that our
 * own parser and style sheets speak about. No `style`, no event handler, no script, no SVG.
 */
const SCHEMA: Schema = {
  ...defaultSchema,
  clobber: [],
  tagNames: [
    ...(defaultSchema.tagNames ?? []).filter((name) => name !== 'picture' && name !== 'source'),
    'abbr',
    'address',
    'article',
    'aside',
    'caption',
    'center',
    'cite',
    'dfn',
    'figcaption',
    'figure',
    'font',
    'footer',
    'header',
    'mark',
    'nav',
    'q',
    'small',
    'time',
    'u',
    'big',
    'wbr',
  ],
  attributes: {
    '*': [
      'id',
      'lang',
      'dir',
      'title',
      'align',
      'dataQuestion',
      'dataQuestionPart',
      'dataAnswer',
      [
        'className',
        'keep',
        'skip',
        // reveal.js' and pandoc's: shown one after another on a slide.
        'fragment',
        'incremental',
        'math',
        'footnotes',
        'footnote',
        'reversefootnote',
        'task-list',
        'task-list-item',
        /^task-list/,
        /^markdown-alert/,
      ],
    ],
    a: ['href', 'dataWikilink'],
    abbr: ['title'],
    blockquote: ['cite'],
    code: [['className', /^language-[\w+#.-]{1,40}$/, 'math']],
    pre: [
      ['className', /^language-[\w+#.-]{1,40}$/, 'keep', 'skip', 'fragment'],
      ['dataLineNumbers', CODE_STEPS],
    ],
    details: ['open'],
    img: ['src', 'alt', 'width', 'height', 'dataEmbed'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
    li: ['value', 'dataMark', 'dataRight'],
    ol: ['start', 'reversed', 'type'],
    td: ['colSpan', 'rowSpan'],
    th: ['colSpan', 'rowSpan', 'scope'],
    span: ['dataTex', 'dataMath', 'dataEmbed'],
    div: ['dataTex', 'dataMath', 'dataCallout'],
    aside: ['dataSpeakerNotes'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https', 'data'], cite: ['http', 'https'] },
  strip: ['script', 'style', 'template', 'noscript', 'iframe'],
};

/** Boxes and controls that lose their tags, of which each was a place of its own. */
const BOXES: ReadonlySet<string> = new Set(
  'button datalist dialog fieldset form hgroup label legend main menu object optgroup option search select textarea'.split(
    ' ',
  ),
);

const SPACE: Text = { type: 'text', value: ' ' };

/**
 * `<option>S3</option><option>EBS</option>` must not become `S3EBS`. Changes the tree in place.
 */
function keepApart(parent: Parents): void {
  let hasBox = false;
  for (const child of parent.children) {
    if (child.type !== 'element') continue;
    hasBox ||= BOXES.has(child.tagName);
    keepApart(child);
  }
  if (!hasBox) return;
  parent.children = parent.children.flatMap((child) =>
    child.type === 'element' && BOXES.has(child.tagName) ? [SPACE, child, SPACE] : [child],
  );
}

/**
 * Untrusted HTML tree → a tree in which nothing runs, loads or styles. Positions are kept. Changes
 * the white space of the tree that it is given.
 */
export function sanitise(tree: Root): Root {
  keepApart(tree);
  const clean = sanitize(tree, SCHEMA);
  return clean.type === 'root' ? clean : { type: 'root', children: clean.type === 'doctype' ? [] : [clean] };
}
