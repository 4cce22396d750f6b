/** A document in two parts. */
export interface SplitDocument {
  /** Without its `@font-face` rules. */
  readonly html: string;
  /** The rules, in their order, each once. */
  readonly faces: readonly string[];
  /** What holds for as long as a page is open: the document's type and its `<meta http-equiv>` elements. */
  readonly shell: string;
}

const FACE = '@font-face';
const STYLE_END = '</style>';
const DOCTYPE = /^\s*<!doctype[^>]*>/i;
const HEADER = /<meta\s[^>]*http-equiv[^>]*>/gi;

/** Takes the faces out of the style sheets in a document's head. */
export function splitFaces(html: string): SplitDocument {
  const end = Math.max(0, html.indexOf('</head>'));
  const faces = new Set<string>();
  let without = '';
  let kept = 0;
  // Fonts are most of a document: they are passed over, not matched.
  for (let style = html.indexOf('<style'); style >= 0 && style < end; style = html.indexOf('<style', style)) {
    const last = html.indexOf(STYLE_END, style);
    if (last < 0 || last > end) break;
    let face = html.indexOf(FACE, style);
    while (face >= 0 && face < last) {
      const close = html.indexOf('}', face) + 1;
      if (close === 0 || close > last) break;
      faces.add(html.slice(face, close));
      without += html.slice(kept, face);
      kept = close;
      face = html.indexOf(FACE, close);
    }
    style = last;
  }
  without += html.slice(kept, end);
  const doctype = DOCTYPE.exec(html)?.[0].trim() ?? '';
  const headers = without.match(HEADER) ?? [];
  return {
    html: `${without}${html.slice(end)}`,
    faces: [...faces],
    shell: `${doctype}<html><head>${headers.join('')}</head><body></body></html>`,
  };
}
