import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { toHtml } from 'hast-util-to-html';
import { globSync } from 'tinyglobby';
import { parseKramdown } from '../../src/parse/kramdown/kramdown.js';
import { type KramdownOptions, OPTION_SETTERS, settingsFrom } from '../../src/parse/kramdown/options.js';
import { domLines } from './dom.js';

export interface CaseResult {
  readonly name: string;
  readonly passed: boolean;
  /** Why the case differs on purpose, or null. */
  readonly reason: string | null;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}

/** `:name: value` lines of an options file; values may be quoted. The settings for other tools are skipped. */
function readOptions(file: string): ReadonlyMap<string, string> {
  const lines = readFileSync(file, 'utf8').split('\n');
  const pairs = lines.map((line) => /^:(\w+):\s*(.*?)\s*$/.exec(line));
  return new Map(
    pairs.flatMap((m) =>
      m === null ? [] : [[m[1] ?? '', (m[2] ?? '').replace(/^(["'])(.*)\1$/, '$2')] as const],
    ),
  );
}

function optionsOf(text: string): { options: KramdownOptions; names: ReadonlyMap<string, string> } {
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
  const names = file === null ? new Map<string, string>() : readOptions(file);
  if (file !== null && !names.has('auto_ids')) settings.autoIds = true;
  for (const [name, value] of names) OPTION_SETTERS.get(name)?.(settings, value);
  return { options: settings, names };
}

/** Output of a highlighter that runs in Ruby: not ours to make, code is coloured later. */
function reasonFor(expected: string, names: ReadonlyMap<string, string>): string | null {
  if (/class="(?:[^"]* )?(?:highlighter-(?:rouge|coderay)|CodeRay|coderay)/i.test(expected))
    return 'Ruby highlighter output';
  return names.get('syntax_highlighter') === 'rouge' ? 'Ruby highlighter output' : null;
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
