import type { HostileCase } from './hostile-case.js';

/** Calls with values that are none: each ends before any work, and names what is wrong. */
export const OPTION_CASES: readonly HostileCase[] = [
  call('empty-folder', ['--out', ''], 'out cannot be ""'),
  call('nul-in-a-path', ['--out', 'a\0b'], 'out cannot be'),
  call('no-such-browser', ['--section', 'x', '--browser', ''], 'browser cannot be ""'),
  call('paper-is-css', ['--paper', 'a4;}*{background:url(http://127.0.0.1)}'], 'paper cannot be'),
  call('paper-is-endless', ['--paper', '99999999x99999999mm'], 'paper cannot be'),
  call('paper-is-nothing', ['--section-paper', '0x0'], 'section-paper cannot be'),
  call('columns', ['--columns', '1e9'], 'columns cannot be'),
  call('floor', ['--floor', 'NaN'], 'floor cannot be'),
  call('theme-is-a-path', ['--deck-theme', '../../secret'], 'deck-theme cannot be'),
  call('theme-is-a-prototype', ['--deck-theme', '__proto__'], 'deck-theme cannot be'),
  call('only-constructor', ['--only', 'constructor'], 'only cannot be'),
  call('shard', ['--shard', '0/0'], 'shard cannot be'),
  call('unknown-prototype', ['--__proto__', 'x'], 'unknown option "--__proto__"'),
  call('unknown-constructor', ['--constructor'], 'unknown option "--constructor"'),
  call('port', ['serve', '--port', '-1'], 'port cannot be'),
];

function call(name: string, argv: readonly string[], message: string): HostileCase {
  const expected = { exit: 2, message, line: null, shows: [], hides: [] } as const;
  return { family: 'options', name, fileName: null, content: '', argv, expected };
}
