import type { Root } from 'hast';
import { defaultSchema, type Schema, sanitize } from 'hast-util-sanitize';

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
      [
        'className',
        'keep',
        'skip',
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
    a: ['href'],
    abbr: ['title'],
    blockquote: ['cite'],
    code: [['className', /^language-[\w+#.-]{1,40}$/, 'math']],
    pre: [['className', /^language-[\w+#.-]{1,40}$/, 'keep', 'skip']],
    details: ['open'],
    img: ['src', 'alt', 'width', 'height'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
    li: ['value'],
    ol: ['start', 'reversed', 'type'],
    td: ['colSpan', 'rowSpan'],
    th: ['colSpan', 'rowSpan', 'scope'],
    span: ['dataTex', 'dataMath'],
    div: ['dataTex', 'dataMath'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'], cite: ['http', 'https'] },
  strip: ['script', 'style', 'template', 'noscript', 'iframe'],
};

/** Untrusted HTML tree → a tree in which nothing runs, loads or styles. Positions are kept. */
export function sanitise(tree: Root): Root {
  const clean = sanitize(tree, SCHEMA);
  return clean.type === 'root' ? clean : { type: 'root', children: clean.type === 'doctype' ? [] : [clean] };
}
