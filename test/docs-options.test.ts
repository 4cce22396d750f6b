import { readFileSync, writeFileSync } from 'node:fs';
import { env } from 'node:process';
import { expect, it } from 'vitest';
import { flagName, OPTION_NAMES, OPTIONS, type OptionName, type OptionRow } from '../src/index.js';

const FILE = new URL('../docs/options.md', import.meta.url);
const TYPES = new URL('../src/options/documented-options.ts', import.meta.url);

const HEAD = `# Options

Written from the option table; a test keeps them the same (\`WRITE_OPTIONS=1 npx vitest run test/docs-options\`). A note sets
those marked *note* in its front matter, below \`cribsheet:\`; a [config](config.md) sets them all but those marked *typed*.
`;

/** Those that a config does not take. */
const TYPED: readonly OptionName[] = ['config', 'dialect', 'section', 'shard'];

function entry(name: OptionName): string {
  const row: OptionRow<never> | OptionRow<unknown> = OPTIONS[name];
  const { kind, fallback, summary, scope, commands } = row;
  const short = name === 'file' ? '-o, ' : '';
  const flag = fallback === true ? `--no-${flagName(name)}` : `${short}--${flagName(name)}`;
  const value = kind.placeholder === null ? '' : ` ${kind.placeholder}`;
  const who = scope === 'note' ? ', *note*' : '';
  const typed = scope === 'terminal' || TYPED.includes(name) ? ', *typed*' : '';
  const lines = [
    `## \`${flag}${value}\``,
    '',
    `${capital(summary)}.`,
    '',
    `- key: \`${name}\`${who}${typed}`,
    ...(kind.placeholder === null ? [] : [`- value: ${kind.expected}`]),
    ...(fallback === null ? [] : [`- unless given: \`${JSON.stringify(fallback)}\``]),
    `- commands: ${commands.length > 0 ? commands.join(', ') : 'none; in the front matter alone'}`,
    '',
  ];
  return lines.join('\n');
}

it('docs/options.md says of every option what the table says', () => {
  const text = `${HEAD}\n${OPTION_NAMES.map(entry).join('\n')}`;
  if (env.WRITE_OPTIONS) writeFileSync(FILE, text);
  expect(readFileSync(FILE, 'utf8')).toBe(text);
});

const TYPES_HEAD = `/* Written from the option table; a test keeps them the same (\`WRITE_OPTIONS=1 npx vitest run test/docs-options\`). */

/** What an editor shows of each option, wherever a type is made of the table's rows. */
export interface DocumentedOptions {`;

/** One option as an editor shows it: its sentence, its values with their unit, what holds unless one is given. */
function shown(name: OptionName): string {
  const { kind, fallback, summary }: OptionRow<never> | OptionRow<unknown> = OPTIONS[name];
  const lines = [
    `${capital(summary)}.`,
    '',
    `Takes ${kind.expected}; \`${JSON.stringify(fallback)}\` unless given.`,
  ];
  return `  /**\n${lines.map((line) => `   * ${line}`.trimEnd()).join('\n')}\n   */\n  readonly ${name}: unknown;`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

it('the types say of every option what the table says', () => {
  const text = `${TYPES_HEAD}\n${OPTION_NAMES.map(shown).join('\n')}\n}\n`;
  if (env.WRITE_OPTIONS) writeFileSync(TYPES, text);
  expect(readFileSync(TYPES, 'utf8')).toBe(text);
});
