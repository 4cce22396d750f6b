import { type CssNode, lexer, type SyntaxParseError, tokenize } from 'css-tree';
import { nearest, quoted } from '../../options/settings.js';
import { error, type Place, type Problem, warning } from '../../problem.js';

/** Types of tokens as the package numbers them: `{` and `}`. */
const LEFT_BRACE = 23;
const RIGHT_BRACE = 24;

/** The first place from which on a style sheet is read otherwise than it was meant; null where there is none. */
export function syntaxFault(
  faults: readonly SyntaxParseError[],
  source: string,
  file: string,
): Problem | null {
  const [first] = faults;
  if (first) {
    const message = `the style sheet cannot be read from here on: ${lowerFirst(first.message)}`;
    return error(message, { file, line: first.line, column: first.column }, hintAt(source, first.offset));
  }
  const open = unclosedBrace(source);
  if (open === null) return null;
  const hint = 'Write the } that ends it.';
  return error('the rule that begins here is not ended', { file, ...placeOf(source, open) }, hint);
}

function hintAt(source: string, offset: number): string {
  const ahead = /^[^;{}]*/.exec(source.slice(offset))?.[0] ?? '';
  return source[offset + ahead.length] === '{'
    ? 'Perhaps a ; or } is missing before it; a rule inside of a rule begins with &.'
    : 'Perhaps a ; or a bracket is missing before it.';
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** Where the last `{` stands that nothing closes. */
function unclosedBrace(source: string): number | null {
  const open: number[] = [];
  tokenize(source, (type, start) => {
    if (type === LEFT_BRACE) open.push(start);
    if (type === RIGHT_BRACE) open.pop();
  });
  return open.at(-1) ?? null;
}

function placeOf(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

export function importFault(place: Place): Problem {
  const hint = 'Give that file too: --css can be written several times.';
  return error('@import is not followed: nothing is loaded from elsewhere', place, hint);
}

export function pageFault(place: Place): Problem {
  const hint = 'The paper is an option: --paper a5, --paper 210x297mm.';
  return warning('@page is left out: the options say how large a page is', place, hint);
}

/** null for what browsers know. */
export function atRuleFault(name: string, place: Place): Problem | null {
  if (!lexer.checkAtruleName(name)) return null;
  const near = nearest(name, Object.keys(TABLES.atrules));
  const hint = near ? `Did you mean @${near}?` : 'A browser leaves out the whole rule.';
  return warning(`unknown at-rule @${name}`, place, hint);
}

export function stringFault(name: string, place: Place): Problem {
  return error(`${name}() with a string is not followed`, place, 'Write url(…) in it, with a file.');
}

export function localFontFault(place: Place): Problem {
  const hint = 'Name a font file beside the style sheet: url(my-font.woff2).';
  return warning('local() is another font, or none, on another machine', place, hint);
}

/**
 * What a browser would leave out in silence: a declaration that it does not know.
 *
 * @param value the value as it is written
 * @param isDescriptor of a `@font-face` rule, not of an element
 */
export function declarationFault(
  property: string,
  value: string,
  node: CssNode,
  isDescriptor: boolean,
  place: Place,
): Problem | null {
  if (property.startsWith('--') || /^-(webkit|moz|ms|o)-/.test(property)) return null;
  const { error: mismatch } = isDescriptor
    ? lexer.matchAtruleDescriptor('font-face', property, node)
    : lexer.matchProperty(property, node);
  if (mismatch?.name === 'SyntaxReferenceError') {
    const { properties, atrules } = TABLES;
    const near = nearest(property, Object.keys(isDescriptor ? atrules['font-face'].descriptors : properties));
    return warning(
      `unknown property ${quoted(property)}`,
      place,
      near ? `Did you mean ${near}?` : 'A browser leaves it out.',
    );
  }
  // Other reasons: what var() stands for is known to the browser alone.
  if (mismatch?.name !== 'SyntaxMatchError') return null;
  return warning(`${property} cannot be ${quoted(value)}`, place, 'A browser leaves this declaration out.');
}

/** What the package's types leave out: all that it knows by name. */
const TABLES = lexer as unknown as {
  readonly properties: object;
  readonly atrules: Readonly<Record<string, object>> & { readonly 'font-face': { descriptors: object } };
};
