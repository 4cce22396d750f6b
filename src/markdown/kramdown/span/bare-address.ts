import { Lexer, Tokenizer } from 'marked';
import { lastOf, newToken } from '../token.js';
import type { SpanRun } from './span-run.js';

/** An address longer than this is cut: marked's rule reads an address again and again from its end. */
const MAX_LENGTH = 2000;
/** What ends a sentence in Chinese and Japanese, where no space follows. */
const WIDE_SIGN = /[。、，；：！？（）「」『』【】《》“”]/;
const MAIL_NAME = /[A-Za-z0-9._+-]{1,64}$/;
const MAIL_HOST = /@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,10}(?![-_A-Za-z0-9])/y;

/** marked's GFM rule for bare addresses, without the rest of its lexer. */
function gfmTokenizer(): Tokenizer {
  const tokenizer = new Tokenizer({ gfm: true });
  const rules = Lexer.rules;
  tokenizer.rules = { ...tokenizer.rules, block: rules.block.gfm, inline: rules.inline.gfm };
  new Lexer({ gfm: true, tokenizer });
  return tokenizer;
}

const TOKENIZER = gfmTokenizer();

function addLink(run: SpanRun, href: string, text: string): void {
  const link = newToken('link', run.src.lineAt(), { attr: new Map([['href', href]]) });
  link.tokens.push(newToken('text', link.line, { text }));
  run.tree.tokens.push(link);
}

/** `https://…` and `www.…` without angle brackets (GFM). */
export function readBareAddress(run: SpanRun): boolean {
  const { src } = run;
  if (!/[^\p{L}\p{N}_/.]|^$/u.test(src.text[src.pos - 1] ?? '') || run.isInside('link', 'image'))
    return false;
  if (run.tree.type === 'html' && (run.tree.text === 'a' || run.stack.some((t) => t.text === 'a')))
    return false;
  const near = src.text.slice(src.pos, src.pos + MAX_LENGTH);
  const end = near.search(WIDE_SIGN);
  const found = TOKENIZER.url(end < 0 ? near : near.slice(0, end));
  if (found === undefined) return false;
  addLink(run, found.href, found.raw);
  src.pos += found.raw.length;
  return true;
}

/** `me@example.org`: the name is already text when the `@` is met. */
export function readBareMail(run: SpanRun): boolean {
  const { src } = run;
  const host = src.check(MAIL_HOST);
  const last = lastOf(run.tree.tokens);
  if (host === null || last?.type !== 'text' || run.tree.type === 'html') return false;
  const name = run.isInside('link', 'image') ? undefined : MAIL_NAME.exec(last.text.slice(-64))?.[0];
  if (name === undefined) return false;
  last.text = last.text.slice(0, -name.length);
  if (last.text === '') run.tree.tokens.pop();
  addLink(run, `mailto:${name}${host[0]}`, name + host[0]);
  src.pos += host[0].length;
  return true;
}
