import { PdfFile } from './pdf-file.js';

/** An entry of a PDF's outline. */
export interface Bookmark {
  readonly title: string;
  /** Page, from 0. */
  readonly page: number;
  /** Distance of the target from the page's top and left edge, CSS px. */
  readonly topPx: number;
  readonly leftPx: number;
  readonly children: readonly Bookmark[];
}

export interface PdfMetadata {
  readonly title: string;
  readonly author: string | null;
  readonly keywords: readonly string[];
  /** Creation and modification date; the same input must give the same bytes. */
  readonly date: Date;
  readonly bookmarks: readonly Bookmark[];
}

export interface FinishedPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

const PT_PER_PX = 0.75;

/**
 * Adds what Chrome does not write (author, keywords, bookmarks of our own) as an incremental update
 * (ISO 32000-1, 7.5.6) and sets dates and names of cells in place, at equal length. Chrome's own outline cannot
 * show groups that have no heading, and has dropped spaces at line wraps.
 */
export function finishPdf(printed: Uint8Array, metadata: PdfMetadata): FinishedPdf {
  const file = new PdfFile(printed);
  const pages = file.pages();
  const update = new Update(file);
  update.set(file.infoId, infoDictionary(metadata));
  const outline = addOutline(update, file, pages, metadata.bookmarks);
  update.set(file.rootId, catalog(file, outline));
  mapRoles(update, file);
  const same = withOwnNumbers(withDates(file.text, metadata.date));
  return { bytes: Buffer.from(same + update.text(), 'latin1'), pages: pages.length };
}

/** Objects appended to a file, and the cross-reference section that finds them. */
class Update {
  #next: number;
  readonly #file: PdfFile;
  readonly #objects = new Map<number, string>();

  constructor(file: PdfFile) {
    this.#file = file;
    this.#next = file.size;
  }

  reserve(): number {
    this.#next += 1;
    return this.#next - 1;
  }

  set(id: number, dictionary: string): void {
    this.#objects.set(id, dictionary);
  }

  text(): string {
    const { rootId, infoId, xrefOffset } = this.#file;
    let body = '\n';
    let xref = '';
    const base = this.#file.text.length;
    for (const [id, dictionary] of [...this.#objects].sort(([a], [b]) => a - b)) {
      xref += `${id} 1\n${String(base + body.length).padStart(10, '0')} 00000 n \n`;
      body += `${id} 0 obj\n${dictionary}\nendobj\n`;
    }
    const trailer = `trailer\n<</Size ${this.#next} /Root ${rootId} 0 R /Info ${infoId} 0 R /Prev ${xrefOffset}>>`;
    return `${body}xref\n${xref}${trailer}\nstartxref\n${base + body.length}\n%%EOF\n`;
  }
}

function infoDictionary({ title, author, keywords, date }: PdfMetadata): string {
  const entries = [
    `/Title ${textString(title)}`,
    '/Creator (cribsheet)',
    '/Producer (Skia/PDF)',
    `/CreationDate (${pdfDate(date)})`,
    `/ModDate (${pdfDate(date)})`,
  ];
  if (author) entries.push(`/Author ${textString(author)}`);
  if (keywords.length > 0) entries.push(`/Keywords ${textString(keywords.join(', '))}`);
  return `<<${entries.join('\n')}>>`;
}

/** The catalog with our outline instead of Chrome's. */
function catalog(file: PdfFile, outline: number | null): string {
  const without = file
    .object(file.rootId)
    .replace(/\n?\/Outlines \d+ 0 R/, '')
    .replace(/\n?\/PageMode \/\w+/, '');
  return outline === null
    ? without
    : without.replace(/>>$/, `\n/Outlines ${outline} 0 R\n/PageMode /UseOutlines>>`);
}

/** Chrome tags `<strong>` and `<em>` as PDF 2.0 names them; older readers skip what they do not know. */
const ROLE_MAP = '/RoleMap <</Strong /Span /Em /Span>>';

function mapRoles(update: Update, file: PdfFile): void {
  const id = Number(/\/StructTreeRoot (\d+) 0 R/.exec(file.object(file.rootId))?.[1] ?? 0);
  const tree = id > 0 ? file.object(id) : '';
  if (id > 0 && !tree.includes('/RoleMap')) update.set(id, tree.replace(/>>$/, `\n${ROLE_MAP}>>`));
}

function addOutline(
  update: Update,
  file: PdfFile,
  pages: readonly number[],
  bookmarks: readonly Bookmark[],
): number | null {
  if (bookmarks.length === 0) return null;
  const root = update.reserve();
  const heightsPt = pages.map((page) => pageHeightPt(file, page));
  const items = addItems(update, bookmarks, root, pages, heightsPt);
  update.set(root, `<</Type /Outlines ${items} /Count ${countAll(bookmarks)}>>`);
  return root;
}

/** Writes sibling items and returns the parent's `/First` and `/Last`. */
function addItems(
  update: Update,
  bookmarks: readonly Bookmark[],
  parent: number,
  pages: readonly number[],
  heightsPt: readonly number[],
): string {
  const ids = bookmarks.map(() => update.reserve());
  bookmarks.forEach((bookmark, i) => {
    const id = ids[i] ?? 0;
    const { page } = bookmark;
    const top = ((heightsPt[page] ?? 0) - bookmark.topPx * PT_PER_PX).toFixed(2);
    const entries = [
      `/Title ${textString(bookmark.title)}`,
      `/Parent ${parent} 0 R`,
      `/Dest [${pages[page] ?? pages[0]} 0 R /XYZ ${(bookmark.leftPx * PT_PER_PX).toFixed(2)} ${top} 0]`,
    ];
    if (i > 0) entries.push(`/Prev ${ids[i - 1]} 0 R`);
    if (i < ids.length - 1) entries.push(`/Next ${ids[i + 1]} 0 R`);
    if (bookmark.children.length > 0)
      entries.push(
        addItems(update, bookmark.children, id, pages, heightsPt),
        `/Count ${countAll(bookmark.children)}`,
      );
    update.set(id, `<<${entries.join('\n')}>>`);
  });
  return `/First ${ids[0]} 0 R /Last ${ids.at(-1)} 0 R`;
}

function countAll(bookmarks: readonly Bookmark[]): number {
  return bookmarks.reduce((sum, bookmark) => sum + 1 + countAll(bookmark.children), 0);
}

function pageHeightPt(file: PdfFile, page: number): number {
  const box = /\/MediaBox\s*\[\s*[\d.]+\s+[\d.]+\s+[\d.]+\s+([\d.]+)/.exec(file.object(page))?.[1];
  return Number(box ?? 0);
}

/** UTF-16BE in hex, which can hold any title and needs no escapes (ISO 32000-1, 7.9.2.2). */
function textString(text: string): string {
  const utf16 = Buffer.from(text.toWellFormed(), 'utf16le').swap16();
  return `<FEFF${utf16.toString('hex').toUpperCase()}>`;
}

function pdfDate(date: Date): string {
  return `D:${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}+00'00'`;
}

function withDates(text: string, date: Date): string {
  return text.replace(/\/(CreationDate|ModDate) \(D:\d{14}\+00'00'\)/g, `/$1 (${pdfDate(date)})`);
}

/**
 * Chrome names the cells of table heads by numbers that go on from document to document in one browser:
 * `(node00000148)`. Counted anew, in the same order since the name tree is sorted, and at equal length.
 */
function withOwnNumbers(text: string): string {
  const names = [...new Set(text.match(NODE_NAME) ?? [])].sort();
  const numbers = new Map(names.map((name, i) => [name, String(i + 1).padStart(8, '0')]));
  return text.replace(NODE_NAME, (name) => `(node${numbers.get(name)})`);
}

const NODE_NAME = /\(node\d{8}\)/g;
