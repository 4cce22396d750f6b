import { inflateSync } from 'node:zlib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Page } from 'puppeteer-core';

/** What a reader can read of an output, and what in it could act. */
export interface ReadOutput {
  /** White space folded. */
  readonly text: string;
  /** Must be empty: whatever in the file could run, load or send. */
  readonly active: readonly string[];
}

/** A PDF as pdf.js sees it: text, and actions, attachments, links to programs. */
export async function readHostilePdf(bytes: Uint8Array): Promise<ReadOutput> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const file = await task.promise;
  try {
    const active: string[] = [];
    const [scripts, opening, attached] = await Promise.all([
      file.getJSActions(),
      file.getOpenAction(),
      file.getAttachments(),
    ]);
    for (const [what, found] of Object.entries({ scripts, opening, attached }))
      if (found !== null) active.push(`${what}: ${JSON.stringify(found)}`);
    const texts: string[] = [];
    for (let number = 1; number <= file.numPages; number += 1) {
      const page = await file.getPage(number);
      const { items } = await page.getTextContent();
      texts.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join(''));
      for (const annotation of await page.getAnnotations()) active.push(...actionOf(annotation));
    }
    return { text: folded(texts.join(' ')), active };
  } finally {
    await task.destroy();
  }
}

interface Annotation {
  readonly subtype: string;
  readonly url?: string;
  readonly unsafeUrl?: string;
  readonly dest?: unknown;
  readonly actions?: unknown;
  readonly action?: string;
}

function actionOf(annotation: Annotation): string[] {
  const { subtype, url, unsafeUrl, dest, actions, action } = annotation;
  const address = unsafeUrl ?? url;
  const isHarmless = dest !== undefined || /^(https?:|mailto:)/i.test(address ?? '');
  return subtype === 'Link' && isHarmless && !actions && !action ? [] : [JSON.stringify(annotation)];
}

/** Every byte of a file that may hold text, unpacked: streams of a PDF, `data:` addresses of a deck. */
export function unpacked(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes);
  const text = raw.toString('latin1');
  const parts = [text, raw.toString('utf8')];
  for (const { index, 0: head } of text.matchAll(/stream\r?\n/g)) {
    try {
      parts.push(inflateSync(raw.subarray(index + head.length), { finishFlush: 2 }).toString('latin1'));
    } catch {
      // Not packed, or `endstream`.
    }
  }
  for (const [, data = ''] of text.matchAll(/data:image[^,]{0,60};base64,([\w+/=]+)/g))
    parts.push(Buffer.from(data, 'base64').toString('latin1'));
  return parts.join('\n');
}

/** A deck that is open in a browser. */
export async function readHostileDeck(page: Page): Promise<ReadOutput> {
  const { text, active } = await page.evaluate(() => {
    const found: string[] = [];
    const strangers =
      'iframe, object, embed, link, base, frame, applet, portal, video, audio, source, track, template, slot, ' +
      'form:not(body > dialog form), dialog:not(body > :is(.finder, .quiz-panel)), ' +
      'input:not(body > .finder input):not([type=checkbox]), meta[http-equiv=refresh], ' +
      '.slides script, .slides style, .slides math [href], foreignObject, animate, set, use, image, style + style';
    for (const element of document.querySelectorAll(strangers)) found.push(element.outerHTML.slice(0, 200));
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        const address =
          /^(href|src|xlink:href|action|formaction|srcset|poster|data|ping|cite|background)$/.test(name);
        const isOurs =
          /^(https?:\/\/|mailto:|#)/i.test(value) || (name === 'src' && /^data:(image|font)\//.test(value));
        const reaches = name === 'cite' || name === 'href' ? false : /^https?:/i.test(value);
        if (name.startsWith('on') || name === 'srcdoc' || (address && (!isOurs || reaches)))
          found.push(`${element.tagName} ${name}="${value.slice(0, 100)}"`);
        if (name === 'style' && /url\(|expression|@import|fixed/i.test(value)) found.push(`style="${value}"`);
        if (
          element.closest('.slides') &&
          /^data-(background|src|markdown|autoplay|template|state|visibility)/.test(name)
        )
          found.push(`${element.tagName} ${name}="${value.slice(0, 100)}"`);
      }
    }
    if (document.scripts.length !== 1) found.push(`${document.scripts.length} scripts`);
    // Inner text leaves out what is hidden, as all slides but one are.
    const slides = document.querySelector('.slides')?.cloneNode(true) as Element | undefined;
    for (const notes of slides?.querySelectorAll('aside.notes') ?? []) notes.remove();
    return { text: `${document.title} ${slides?.textContent ?? ''}`, active: found };
  });
  return { text: folded(text), active };
}

/** White space folded, ligatures undone, marks that join and part words left out. */
export function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
