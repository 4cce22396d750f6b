import { newToken } from '../token.js';
import type { SpanRun } from './span-run.js';

const SYMBOL = /---|--|\.\.\.|\\<<|\\>>|<< | >>|<<|>>/y;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['---', 'mdash'],
  ['--', 'ndash'],
  ['...', 'hellip'],
  ['<< ', 'laquo_space'],
  [' >>', 'raquo_space'],
  ['<<', 'laquo'],
  ['>>', 'raquo'],
]);

/** `--`, `---`, `...`, `<<`, `>>`; a backslash before the angles keeps them. */
export function readSymbol(run: SpanRun): boolean {
  const { src } = run;
  const line = src.lineAt();
  const match = src.scan(SYMBOL);
  if (match === null) return false;
  const name = NAMES.get(match[0]);
  if (name === undefined) run.text(match[0].slice(1));
  else run.tree.tokens.push(newToken('symbol', line, { text: name, name: match[0] }));
  return true;
}
