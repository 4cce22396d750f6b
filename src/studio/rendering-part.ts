import type { MadeFiles } from '../outputs/make-files.js';

/** What is fetched of a rendering by one name. */
export interface RenderingPart {
  readonly type: string;
  readonly content: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** A deck runs its own two scripts, in an origin of nobody: it reaches nothing of the studio. */
const DECK_POLICY = "sandbox allow-scripts; frame-ancestors 'self'";

const SAVED_TYPES: Readonly<Record<string, string>> = { pdf: 'application/pdf', png: 'image/png' };

/**
 * A page's picture (`page-1.png`), the deck or text that is looked at (`shown`), or a file to save (`file.pdf`).
 *
 * @returns null where it has no such part
 */
export function partOf({ shown, files }: MadeFiles, name: string): RenderingPart | null {
  const [, page] = /^page-(\d{1,3})\.png$/.exec(name) ?? [];
  if (page !== undefined) {
    const content = shown.as === 'pictures' ? shown.pictures[Number(page) - 1] : undefined;
    return content ? { type: 'image/png', content, headers: {} } : null;
  }
  if (name === 'shown' && shown.as === 'document') {
    const headers = { 'Content-Security-Policy': DECK_POLICY };
    return { type: 'text/html; charset=utf-8', content: shown.html, headers };
  }
  if (name === 'shown' && shown.as === 'text') {
    return { type: 'text/plain; charset=utf-8', content: shown.text, headers: {} };
  }
  const file = files.find(({ ending }) => `file${ending}` === name);
  if (file === undefined) return null;
  const type = SAVED_TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  return { type, content: file.content, headers: { 'Content-Disposition': 'attachment' } };
}
