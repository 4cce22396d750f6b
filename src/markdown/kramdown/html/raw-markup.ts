import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { LIMITS } from '../../../bounds/limits.js';
import { type KdToken, lastOf } from '../token.js';
import { escapeCode } from './escape.js';
import type { HtmlWriter } from './html-writer.js';

const START_TAG = /<[A-Za-z]/g;
/** An HTML reader opens these again in every later block until they are closed. */
const FORMATTING = /<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])/gi;

/** A comment's or instruction's source as one comment that no `>` or `--!>` in it ends early. */
export function writeXml(token: KdToken): string {
  const inner = token.text.startsWith('<!--') ? token.text.slice(4, -3) : token.text.slice(1, -1);
  return asComment(inner, token);
}

export function writeComment(token: KdToken): string {
  return asComment(` ${token.text} `, token);
}

function asComment(text: string, token: KdToken): string {
  const inner = text.replace(/^(-?)>/, '$1&gt;').replace(/--(!?)>/g, '--$1&gt;');
  return `<!--${inner}-->${token.category === 'block' ? '\n' : ''}`;
}

/**
 * `{::nomarkdown}`: HTML as it is. A wrapper's start and end may stand in two of them; formatting
 * that is left open is closed, or fifty `<b id="…">` would come back in each paragraph of the note.
 */
export function writeRaw(out: HtmlWriter, token: KdToken): string {
  const types = (token.name ?? '').split(/\s+/).filter((type) => type !== '');
  if (types.length > 0 && !types.includes('html')) return '';
  const end = token.category === 'block' ? '\n' : '';
  const isCode =
    lastOf(out.parents)?.type === 'html' && /^(?:script|style)$/.test(lastOf(out.parents)?.text ?? '');
  if (isCode) return token.text + end;
  const tags = count(token.text, START_TAG);
  const formatting = count(token.text, FORMATTING);
  out.lexing.spend('elements', tags);
  if (isTooDeep(token.text) || tags * formatting > LIMITS.elements) {
    const message = 'HTML without Markdown nests too deep; shown as code';
    out.lexing.warn(message, token.line, '{::', 'Close its tags.');
    return escapeCode(token.text) + end;
  }
  return (formatting > 0 ? balanced(token.text) : token.text) + end;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Tags that nobody closes count as open. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, slash] of html.matchAll(/<(\/?)[A-Za-z]/g)) {
    depth += slash === '' ? 1 : -1;
    if (depth > LIMITS.rawDepth) return true;
  }
  return false;
}

function balanced(html: string): string {
  return toHtml(fromHtml(html, { fragment: true }), { allowDangerousHtml: true });
}
