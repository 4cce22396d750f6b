import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { toHtml } from 'hast-util-to-html';
import { globSync } from 'tinyglobby';
import { parseKramdown } from '../../src/markdown/kramdown/kramdown.js';
import { type KramdownOptions, settingsFrom } from '../../src/markdown/kramdown/options.js';
import { applyOptions, readOptions } from './case-options.js';
import { domLines } from './dom.js';
import { mathJaxSource } from './math-jax-source.js';

export interface CaseResult {
  readonly name: string;
  readonly passed: boolean;
  /** Why the case differs on purpose, or null. */
  readonly reason: string | null;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}

/** The suite's own defaults hold where a case brings no options; all else is as notes get it. */
function optionsOf(text: string): KramdownOptions {
  const own = text.replace(/\.text$/, '.options');
  const shared = path.join(path.dirname(text), 'options');
  const file = existsSync(own) ? own : existsSync(shared) ? shared : null;
  const settings = settingsFrom({
    file: text,
    firstLine: 1,
    autoIds: false,
    footnoteNr: 1,
  });
  const names = file === null ? new Map<string, unknown>() : readOptions(file);
  if (file !== null && !names.has('auto_ids')) settings.autoIds = true;
  applyOptions(settings, names);
  return settings;
}

/** Cases in which this reader differs from kramdown on purpose, each with its reason. */
export const ON_PURPOSE: ReadonlyMap<string, string> = new Map([
  [
    'block/04_header/atx_header',
    'a heading right below a quote is a heading, as on GitHub; kramdown takes it into the quote',
  ],
  ['block/08_list/escaping', 'a list keeps the number that it was written with; kramdown starts at 1'],
  ['block/08_list/mixed', 'an item keeps the number that it was written with; kramdown counts on'],
  ['span/01_link/link_defs', 'a bare address is a link, as on GitHub'],
  [
    'span/05_html/xml',
    'a tag that HTML does not know is text: in notes it is a placeholder like <tool name>',
  ],
]);

export function runCase(text: string, name: string): CaseResult {
  const html = readFileSync(text.replace(/\.text$/, '.html'), 'utf8');
  const { value } = parseKramdown(readFileSync(text, 'utf8'), optionsOf(text));
  const actual = domLines(toHtml(mathJaxSource(value), { allowDangerousHtml: true }));
  const expected = domLines(html);
  const passed = actual.join('\n') === expected.join('\n');
  return { name, passed, reason: passed ? null : (ON_PURPOSE.get(name) ?? null), expected, actual };
}

/** Runs every `.text` below `dir` that has its `.html`. */
export function runCases(dir: string): readonly CaseResult[] {
  const texts = globSync('**/*.text', { cwd: dir }).sort();
  const whole = texts.filter((text) => existsSync(path.join(dir, text.replace(/\.text$/, '.html'))));
  return whole.map((text) => runCase(path.join(dir, text), text.replace(/\.text$/, '')));
}
