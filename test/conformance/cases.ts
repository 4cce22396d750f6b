import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { toHtml } from 'hast-util-to-html';
import { globSync } from 'tinyglobby';
import { parseKramdown } from '../../src/markdown/kramdown/kramdown.js';
import { type KramdownOptions, settingsFrom } from '../../src/markdown/kramdown/options.js';
import { applyOptions, readOptions } from './case-options.js';
import { domLines } from './dom.js';

export interface CaseResult {
  readonly name: string;
  readonly passed: boolean;
  /** Why the case differs on purpose, or null. */
  readonly reason: string | null;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}

function optionsOf(text: string): { options: KramdownOptions; names: ReadonlyMap<string, unknown> } {
  const own = text.replace(/\.text$/, '.options');
  const shared = path.join(path.dirname(text), 'options');
  const file = existsSync(own) ? own : existsSync(shared) ? shared : null;
  // The suite's own defaults hold where a case brings no options.
  const settings = settingsFrom({
    file: text,
    firstLine: 1,
    input: 'kramdown',
    autoIds: false,
    footnoteNr: 1,
  });
  const names = file === null ? new Map<string, unknown>() : readOptions(file);
  if (file !== null && !names.has('auto_ids')) settings.autoIds = true;
  applyOptions(settings, names);
  return { options: settings, names };
}

/** Output of a highlighter that runs in Ruby: not ours to make, code is coloured later. */
function reasonFor(expected: string, names: ReadonlyMap<string, unknown>): string | null {
  if (/class="(?:[^"]* )?(?:highlighter-(?:rouge|coderay)|CodeRay|coderay)/i.test(expected))
    return 'Ruby highlighter output';
  if (names.get('syntax_highlighter') === 'rouge') return 'Ruby highlighter output';
  const engine = names.get('math_engine');
  return typeof engine === 'string' && engine !== 'mathjax' ? `output of the math engine ${engine}` : null;
}

export function runCase(text: string, name: string): CaseResult {
  const html = readFileSync(text.replace(/\.text$/, '.html'), 'utf8');
  const { options, names } = optionsOf(text);
  const actual = domLines(
    toHtml(parseKramdown(readFileSync(text, 'utf8'), options).value, { allowDangerousHtml: true }),
  );
  const expected = domLines(html);
  const passed = actual.join('\n') === expected.join('\n');
  return { name, passed, reason: passed ? null : reasonFor(html, names), expected, actual };
}

/** Runs every `.text` below `dir` that has its `.html`. */
export function runCases(dir: string): readonly CaseResult[] {
  const texts = globSync('**/*.text', { cwd: dir }).sort();
  const whole = texts.filter((text) => existsSync(path.join(dir, text.replace(/\.text$/, '.html'))));
  return whole.map((text) => runCase(path.join(dir, text), text.replace(/\.text$/, '')));
}
