import type { Element } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { common, createLowlight } from 'lowlight';
import type { EnrichContext } from './enrich-context.js';
import { listingLanguage } from './listing-language.js';

/** Grammars are registered as listings ask for them: all 37 take as long as the rest of a small sheet. */
const LOWLIGHT = createLowlight();

/** The grammar of the commonest other names; of any other name the grammar is known once all are registered. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['sh', 'bash'],
  ['console', 'shell'],
  ['js', 'javascript'],
  ['ts', 'typescript'],
  ['py', 'python'],
  ['html', 'xml'],
  ['yml', 'yaml'],
]);

const OF_WEB: readonly string[] = ['xml', 'css', 'javascript', 'graphql'];
/** Grammars in which others are embedded, also by those embedded. */
const EMBEDDED: ReadonlyMap<string, readonly string[]> = new Map([
  ['javascript', OF_WEB],
  ['typescript', OF_WEB],
  ['xml', OF_WEB],
  ['markdown', OF_WEB],
  ['php-template', [...OF_WEB, 'php']],
  ['python-repl', ['python']],
  ['shell', ['bash']],
  ['yaml', ['ruby']],
]);

/** Whether there is a grammar for a language, which is then registered. */
function hasGrammar(language: string): boolean {
  if (LOWLIGHT.registered(language)) return true;
  const name = OTHER_NAMES.get(language) ?? language;
  register([name, ...(EMBEDDED.get(name) ?? [])]);
  if (!LOWLIGHT.registered(language)) register(Object.keys(common));
  return LOWLIGHT.registered(language);
}

function register(names: readonly string[]): void {
  for (const name of names) {
    const grammar = Object.hasOwn(common, name) ? common[name] : undefined;
    if (grammar && !LOWLIGHT.listLanguages().includes(name)) LOWLIGHT.register(name, grammar);
  }
}

/**
 * `<pre><code class="language-bash">` with tokens in spans; code of an unknown language stays plain
 * (guessing costs time and is often wrong on three lines).
 */
export function highlightCode(pre: Element, { budget }: EnrichContext): Element {
  const language = listingLanguage(pre);
  const text = textOf(pre);
  if (!language || !hasGrammar(language) || !budget.spend('highlightedChars', text.length)) return pre;
  const tokens = LOWLIGHT.highlight(language, text).children.filter((node) => node.type !== 'doctype');
  const inner: Element = {
    type: 'element',
    tagName: 'code',
    properties: { className: ['hljs'] },
    children: tokens,
  };
  return { ...pre, children: [inner] };
}
