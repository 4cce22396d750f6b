import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marked } from 'marked';
import { type DefaultTreeAdapterTypes, parseFragment, parse as parseHtml } from 'parse5';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../src/browser/browser-session.js';
import { makeDeck } from '../src/deck/make-deck.js';
import { wholeNote } from '../src/note/excerpt.js';
import { parseNote } from '../src/note/parse-note.js';
import { DEFAULTS } from '../src/options/options.js';
import { makeSheet } from '../src/sheet/make-sheet.js';

const session = new BrowserSession({ browser: null, size: 2 });
const { withPage } = session;

afterAll(() => session.close());

/** Letters and digits only: quotes, dashes and bullets are set differently on purpose. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

type Parsed = DefaultTreeAdapterTypes.Node;

/** Text of an HTML tree without what a browser does not show. */
function visibleText(node: Parsed): string {
  if ('value' in node) return node.value;
  if ('tagName' in node && ['script', 'style', 'annotation', 'template', 'head'].includes(node.tagName))
    return '';
  const text = 'childNodes' in node ? node.childNodes.map(visibleText).join('') : '';
  return 'tagName' in node && /^(p|div|li|td|th|h\d|br|pre|dt|dd|section|a|text|tspan)$/.test(node.tagName)
    ? ` ${text} `
    : text;
}

/**
 * The words of a note by another reader than ours: marked alone, after what only kramdown knows is
 * taken away. Formulas and code are left out, since they are set, not copied.
 */
function wordsByAnotherReader(source: string): Set<string> {
  const body = source
    .replace(/\[\^[^\]]+\]:?/g, ' ')
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^[*-] .*\n\{:toc\}/gm, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\{:[^}]*\}/g, '')
    .replace(/\$\$[\s\S]*?\$\$/g, '')
    .replace(/^\*\[[^\]]+\]:.*$/gm, '')
    .replace(/<\/?(div|a|details|summary)\b[^>]*>/g, '\n')
    .replace(/<(https?:[^\s>]*)>/g, '$1')
    .replace(/<(?!\/?[a-z][a-z0-9]*[\s>/])/g, '&lt;')
    .replace(/<([a-z]+ name)>/g, '&lt;$1&gt;')
    .replace(/^ {2,}`/gm, '`');
  const text = visibleText(parseFragment(marked.parse(body, { async: false, gfm: true })));
  return new Set(wordsOf(text));
}

async function pdfWords(pdf: Uint8Array): Promise<Set<string>> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const texts: string[] = [];
  for (let i = 1; i <= document.numPages; i += 1) {
    const content = await (await document.getPage(i)).getTextContent();
    const items = content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''));
    // A change of face within a word and a step to the next block look alike: read both ways.
    texts.push(items.join(''), items.join(' '));
  }
  await document.destroy();
  return new Set(wordsOf(texts.join('\n')));
}

/** A word may be broken over two lines of a narrow column, so that the PDF shows its two halves. */
function isIn(word: string, words: ReadonlySet<string>): boolean {
  if (words.has(word)) return true;
  return Array.from({ length: word.length - 1 }, (_, i) => i + 1).some(
    (cut) => words.has(word.slice(0, cut)) && words.has(word.slice(cut)),
  );
}

const FOLDERS = ['notes', '../shared/notes', '../shared/notes/cloud-practitioner'].filter((folder) =>
  existsSync(folder),
);
const NOTES = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

describe.each(NOTES)('%s loses no word', (file) => {
  const source = readFileSync(file, 'utf8');
  const { value: note } = parseNote(source, file);
  const expected = [...wordsByAnotherReader(source)];

  it('in the deck', async () => {
    const { value } = await makeDeck(wholeNote(note), DEFAULTS, withPage);
    const deck = new Set(wordsOf(visibleText(parseHtml(value.html))));
    expect(expected.filter((word) => !deck.has(word))).toEqual([]);
    expect(value.overflowing).toBe(0);
  });

  it('on the full sheet', async () => {
    const { value } = await makeSheet(wholeNote(note), { ...DEFAULTS, whenFull: 'pages' }, withPage);
    const sheet = await pdfWords(value.pdf);
    expect(value.fit.points.dropped).toEqual([]);
    expect(expected.filter((word) => !isIn(word, sheet))).toEqual([]);
  });
});
