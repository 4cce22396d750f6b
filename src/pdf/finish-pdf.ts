import { PdfFile } from './pdf-file.js';
import { valueIn, withEntries } from './pdf-syntax.js';
import { tidyStructure } from './tidy-structure.js';

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
  /** Creation and modification date, or none; the same input must give the same bytes. */
  readonly date: Date | null;
  /** Null keeps the outline that Chrome made of the headings. */
  readonly bookmarks: readonly Bookmark[] | null;
}

export interface FinishedPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

const PT_PER_PX = 0.75;

/**
 * Adds what Chrome does not write (author, keywords, bookmarks of our own), and takes out what differs from
 * one print to the next. Chrome's own outline cannot show groups that have no heading, and has dropped
 * spaces at line wraps.
 */
export function finishPdf(printed: Uint8Array, metadata: PdfMetadata): FinishedPdf {
  const file = new PdfFile(printed);
  const pages = file.pages();
  file.set(file.infoId, infoDictionary(metadata));
  const { bookmarks } = metadata;
  if (bookmarks !== null) file.set(file.rootId, catalog(file, addOutline(file, pages, bookmarks)));
  tidyStructure(file);
  return { bytes: file.bytes(), pages: pages.length };
}

function infoDictionary({ title, author, keywords, date }: PdfMetadata): string {
  const entries = [`/Title ${textString(title)}`, '/Creator (cribsheet)', '/Producer (Skia/PDF)'];
  if (date) entries.push(`/CreationDate (${pdfDate(date)})`, `/ModDate (${pdfDate(date)})`);
  if (author) entries.push(`/Author ${textString(author)}`);
  if (keywords.length > 0) entries.push(`/Keywords ${textString(keywords.join(', '))}`);
  return `<<${entries.join('\n')}>>`;
}

/** The catalog with our outline instead of Chrome's. */
function catalog(file: PdfFile, outline: number | null): string {
  return withEntries(file.object(file.rootId), {
    Outlines: outline === null ? null : `${outline} 0 R`,
    PageMode: outline === null ? null : '/UseOutlines',
  });
}

function addOutline(file: PdfFile, pages: readonly number[], bookmarks: readonly Bookmark[]): number | null {
  if (bookmarks.length === 0) return null;
  const root = file.reserve();
  const heightsPt = pages.map((page) => pageHeightPt(file, page));
  const items = addItems(file, bookmarks, root, pages, heightsPt);
  file.set(root, `<</Type /Outlines ${items} /Count ${countAll(bookmarks)}>>`);
  return root;
}

/** Writes sibling items and returns the parent's `/First` and `/Last`. */
function addItems(
  file: PdfFile,
  bookmarks: readonly Bookmark[],
  parent: number,
  pages: readonly number[],
  heightsPt: readonly number[],
): string {
  const ids = bookmarks.map(() => file.reserve());
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
        addItems(file, bookmark.children, id, pages, heightsPt),
        `/Count ${countAll(bookmark.children)}`,
      );
    file.set(id, `<<${entries.join('\n')}>>`);
  });
  return `/First ${ids[0]} 0 R /Last ${ids.at(-1)} 0 R`;
}

function countAll(bookmarks: readonly Bookmark[]): number {
  return bookmarks.reduce((sum, bookmark) => sum + 1 + countAll(bookmark.children), 0);
}

function pageHeightPt(file: PdfFile, page: number): number {
  const box = valueIn(file.object(page), 'MediaBox') ?? '';
  return Number(box.match(/[-\d.]+/g)?.[3] ?? 0);
}

/** UTF-16BE in hex, which can hold any title and needs no escapes (ISO 32000-1, 7.9.2.2). */
function textString(text: string): string {
  const utf16 = Buffer.from(text.toWellFormed(), 'utf16le').swap16();
  return `<FEFF${utf16.toString('hex').toUpperCase()}>`;
}

function pdfDate(date: Date): string {
  return `D:${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}+00'00'`;
}
