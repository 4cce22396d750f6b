import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A node of the structure tree with the text that it marks, in structure order. */
export interface StructNode {
  readonly role: string;
  readonly alt: string | null;
  readonly lang: string | null;
  readonly children: readonly (StructNode | string)[];
}

export interface PdfLink {
  readonly url: string | null;
  readonly dest: string | null;
}

export interface Mark {
  readonly title: string;
  readonly page: number;
  readonly topPt: number;
  readonly items: readonly Mark[];
}

/** A run of text as painted: lower left corner and width, pt. */
export interface PaintedText {
  readonly str: string;
  readonly page: number;
  readonly xPt: number;
  readonly yPt: number;
  readonly widthPt: number;
  readonly sizePt: number;
  readonly font: string;
  /** Id of the marked content that it belongs to: one paragraph, or a part of one. */
  readonly mark: string | null;
}

export interface ReadPdf {
  readonly pages: number;
  readonly sizesPt: readonly (readonly [number, number])[];
  readonly info: Readonly<Record<string, string>>;
  /** The `/Lang` of the catalog. */
  readonly lang: string;
  readonly isMarked: boolean;
  readonly showsTitle: boolean;
  readonly struct: readonly StructNode[];
  readonly painted: readonly PaintedText[];
  readonly links: readonly PdfLink[];
  readonly outline: readonly Mark[];
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[];
}

/** Reads a PDF with pdf.js, which shares no code with the library that wrote it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), fontExtraProperties: true, verbosity: 0 });
  const file = await task.promise;
  try {
    const { info } = (await file.getMetadata()) as unknown as { info: Record<string, string> };
    const pages = await Promise.all(Array.from({ length: file.numPages }, (_, i) => readPage(file, i + 1)));
    const destinations = await file.getDestinations();
    const links = pages.flatMap((page) => page.links);
    for (const { dest } of links)
      if (dest !== null && !(dest in destinations)) throw new Error(`a link leads nowhere: ${dest}`);
    return {
      pages: file.numPages,
      sizesPt: pages.map((page) => page.sizePt),
      info,
      lang: info.Language ?? '',
      isMarked: (await file.getMarkInfo())?.Marked ?? false,
      showsTitle:
        ((await file.getViewerPreferences()) as Record<string, unknown> | null)?.DisplayDocTitle === true,
      struct: pages.flatMap((page) => page.struct),
      painted: pages.flatMap((page) => page.painted),
      links,
      outline: await marksOf(file, (await file.getOutline()) ?? []),
      fonts: uniqueFonts(pages.flatMap((page) => page.fonts)),
    };
  } finally {
    await task.destroy();
  }
}

type PdfFile = Awaited<ReturnType<typeof getDocument>['promise']>;

async function readPage(file: PdfFile, number: number) {
  const page = await file.getPage(number);
  const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  const painted: PaintedText[] = [];
  const marks: (string | null)[] = [];
  for (const item of content.items) {
    if (!('str' in item)) {
      if (item.type.startsWith('begin')) marks.push(item.id ?? null);
      else marks.pop();
      continue;
    }
    const [sizePt = 0, , , , xPt = 0, yPt = 0] = item.transform as number[];
    const { str, width: widthPt, fontName: font } = item;
    painted.push({
      str,
      page: number - 1,
      xPt,
      yPt,
      widthPt,
      sizePt,
      font,
      mark: marks.findLast((id) => id !== null) ?? null,
    });
  }
  const texts = markedTexts(await page.getOperatorList());
  const fonts = [...new Set(painted.map(({ font }) => font))].map((id) => {
    const font = page.commonObjs.get(id) as { name: string; missingFile?: boolean; data?: unknown };
    return { id, name: font.name, embedded: font.missingFile === false };
  });
  const names = new Map(fonts.map(({ id, name }) => [id, name]));
  const tree = (await page.getStructTree()) as unknown as RawNode | null;
  const annotations = (await page.getAnnotations()) as { subtype: string; url?: string; dest?: string }[];
  return {
    sizePt: [page.view[2] ?? 0, page.view[3] ?? 0] as const,
    painted: painted.map((item) => ({ ...item, font: names.get(item.font) ?? '' })),
    struct: (tree?.children ?? []).flatMap((node) => structOf(node, texts)),
    links: annotations
      .filter(({ subtype }) => subtype === 'Link')
      .map(({ url, dest }): PdfLink => ({ url: url ?? null, dest: dest ?? null })),
    fonts,
  };
}

/**
 * Text by number of its marked content, glyph by glyph: `getTextContent` drops spaces and guesses them
 * again from positions, which would hide one that is lost at a line's end.
 */
function markedTexts({
  fnArray,
  argsArray,
}: {
  fnArray: number[];
  argsArray: unknown[];
}): Map<number, string> {
  const texts = new Map<number, string>();
  const open: (number | null)[] = [];
  fnArray.forEach((operation, i) => {
    if (operation === OPS.beginMarkedContent) open.push(null);
    else if (operation === OPS.beginMarkedContentProps)
      open.push((argsArray[i] as [string, number | null])[1]);
    else if (operation === OPS.endMarkedContent) open.pop();
    else if (operation === OPS.showText) {
      const id = open.findLast((each) => each !== null);
      const [glyphs] = argsArray[i] as [({ unicode: string } | number | null)[]];
      const text = glyphs.map((glyph) => (glyph && typeof glyph === 'object' ? glyph.unicode : '')).join('');
      if (id !== undefined && id !== null) texts.set(id, (texts.get(id) ?? '') + text);
    }
  });
  return texts;
}

interface RawNode {
  readonly role?: string;
  readonly alt?: string;
  readonly lang?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly RawNode[];
}

function structOf(node: RawNode, texts: ReadonlyMap<number, string>): (StructNode & string)[] {
  const read = (raw: RawNode): StructNode | string => {
    if (raw.role === undefined)
      return raw.type === 'content' ? (texts.get(Number(/mc(\d+)$/.exec(raw.id ?? '')?.[1])) ?? '') : '';
    const children = (raw.children ?? []).map(read);
    return { role: raw.role, alt: raw.alt ?? null, lang: raw.lang ?? null, children };
  };
  return [read(node) as StructNode & string];
}

async function marksOf(file: PdfFile, items: Awaited<ReturnType<PdfFile['getOutline']>>): Promise<Mark[]> {
  return Promise.all(
    items.map(async (item): Promise<Mark> => {
      const [page, , , topPt] = (item.dest ?? []) as [{ num: number; gen: number }, unknown, number, number];
      return {
        title: item.title,
        page: await file.getPageIndex(page),
        topPt,
        items: await marksOf(file, item.items),
      };
    }),
  );
}

function uniqueFonts(fonts: readonly { name: string; embedded: boolean }[]) {
  return [...new Map(fonts.map(({ name, embedded }) => [name, { name, embedded }])).values()];
}

/** All nodes of a structure tree with one of these roles, in order. */
export function nodesOf(nodes: readonly (StructNode | string)[], ...roles: string[]): StructNode[] {
  return nodes.flatMap((node) => {
    if (typeof node === 'string') return [];
    const inner = nodesOf(node.children, ...roles);
    return roles.includes(node.role) ? [node, ...inner] : inner;
  });
}

/** The text of structure nodes as a screen reader says it: nothing added between inline runs, `alt` for figures. */
export function textOf(nodes: readonly (StructNode | string)[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node;
      const text = node.alt ?? textOf(node.children);
      return BLOCKS.has(node.role) ? ` ${text} ` : text;
    })
    .join('');
}

const BLOCKS = new Set([
  'P',
  'LI',
  'L',
  'Lbl',
  'LBody',
  'Div',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'TD',
  'TH',
  'TR',
  'BlockQuote',
  'Sect',
  'Formula',
]);

/** White space folded, compatibility characters (ligatures) undone. */
export function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim();
}
