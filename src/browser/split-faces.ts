/** A document in two parts. */
export interface SplitDocument {
  /** Without its `@font-face` rules. */
  readonly html: string;
  /** The rules, in their order, each once. */
  readonly faces: readonly string[];
  /** What holds for as long as a page is open: the document's type and its `<meta http-equiv>` elements. */
  readonly shell: string;
}

const STYLE = /<style[^>]*>[\s\S]*?<\/style>/g;
const FACE = /@font-face\s*{[^}]*}/g;
const DOCTYPE = /^\s*<!doctype[^>]*>/i;
const HEADER = /<meta\s[^>]*http-equiv[^>]*>/gi;

/** Takes the faces out of the style sheets in a document's head. */
export function splitFaces(html: string): SplitDocument {
  const end = html.indexOf('</head>');
  const head = html.slice(0, Math.max(0, end));
  const faces = new Set<string>();
  const without = head.replace(STYLE, (style) =>
    style.replace(FACE, (rule) => {
      faces.add(rule);
      return '';
    }),
  );
  const doctype = DOCTYPE.exec(html)?.[0].trim() ?? '';
  const headers = without.match(HEADER) ?? [];
  return {
    html: `${without}${html.slice(head.length)}`,
    faces: [...faces],
    shell: `${doctype}<html><head>${headers.join('')}</head><body></body></html>`,
  };
}
