import { type CssLocation, type CssNode, parse, type SyntaxParseError, walk } from 'css-tree';
import type { Place, Problem } from '../../problem.js';
import {
  atRuleFault,
  declarationFault,
  importFault,
  localFontFault,
  pageFault,
  stringFault,
  syntaxFault,
} from './faults.js';

/** A part of a source, by offsets from its start. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `url(paper.png)`, as a whole. */
export interface Address extends Span {
  readonly url: string;
  readonly place: Place;
  /** In a `@font-face` rule. */
  readonly isFont: boolean;
}

/** A font that a rule asks for by name. */
export interface NamedFamily {
  readonly name: string;
  readonly place: Place;
}

/** A style sheet of the user's, parsed and checked. */
export interface StyleSheet {
  readonly source: string;
  readonly addresses: readonly Address[];
  /** Its `@font-face` rules. */
  readonly faces: readonly Span[];
  /** Rules that are not taken over. */
  readonly refused: readonly Span[];
  /** Numbers of lengths that do not grow with the type: of `12px`, `1mm`, `1rem`. */
  readonly lengths: readonly (Span & { readonly value: number })[];
  readonly families: readonly NamedFamily[];
  /** Families of its own `@font-face` rules. */
  readonly ownFamilies: readonly string[];
  readonly problems: readonly Problem[];
}

/** Units whose length is the same at every size of type. */
const FIXED_UNITS = new Set(['px', 'mm', 'cm', 'q', 'in', 'pt', 'pc', 'rem']);
/** Functions that load what a string in them names. */
const LOADING = /^(-webkit-)?(image-set|image|src)$/i;
const FONT_PROPERTY = /^(font-family|font|--[\w-]*font)$/i;
/** Not the names of fonts. */
const WORDS =
  /^(serif|sans-serif|monospace|cursive|fantasy|system-ui|ui-[\w-]+|emoji|math|inherit|initial|unset|revert(-layer)?)$/i;

/**
 * Parses a style sheet and checks its rules as a browser would, which leaves out in silence what it does
 * not know.
 *
 * @param file named by the problems
 */
export function parseStyleSheet(source: string, file: string): StyleSheet {
  const faults: SyntaxParseError[] = [];
  const tree = parse(source, {
    positions: true,
    parseCustomProperty: true,
    onParseError: (fault) => faults.push(fault),
  });
  const fault = syntaxFault(faults, source, file);
  const sheet = emptySheet(source);
  // Behind a fault everything is read otherwise than it was meant.
  if (fault) return { ...sheet, problems: [fault] };
  walk(tree, function visit(node) {
    if (node.loc) takeNode(node, node.loc, this.atrule?.name.toLowerCase() ?? '', sheet, file);
    // Lengths in the condition of a `@media` rule are not of the page.
    if (node.type === 'Dimension' && this.declaration && node.loc) takeLength(node, node.loc, sheet);
  });
  return sheet;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key] };

function emptySheet(source: string): Mutable<StyleSheet> {
  return {
    source,
    addresses: [],
    faces: [],
    refused: [],
    lengths: [],
    families: [],
    ownFamilies: [],
    problems: [],
  };
}

function takeNode(
  node: CssNode,
  loc: CssLocation,
  atRule: string,
  sheet: Mutable<StyleSheet>,
  file: string,
): void {
  const place = { file, line: loc.start.line, column: loc.start.column };
  const span = spanOf(loc);
  const isFont = atRule === 'font-face';
  const report = (problem: Problem | null): void => {
    if (problem) sheet.problems.push(problem);
  };
  switch (node.type) {
    case 'Atrule':
      report(takeAtRule(node.name, span, place, sheet));
      break;
    case 'Declaration': {
      const value = textOf(node.value, sheet.source);
      report(declarationFault(node.property, value, node.value, isFont, place));
      if (!FONT_PROPERTY.test(node.property)) break;
      for (const name of familiesIn(node.value)) {
        if (isFont) sheet.ownFamilies.push(name);
        else sheet.families.push({ name, place });
      }
      break;
    }
    case 'Url':
      if (atRule !== 'import') sheet.addresses.push({ ...span, url: node.value, place, isFont });
      break;
    case 'Function': {
      const hasString = node.children.some(({ type }) => type === 'String');
      if (LOADING.test(node.name) && hasString) report(stringFault(node.name, place));
      if (isFont && /^local$/i.test(node.name)) report(localFontFault(place));
      break;
    }
  }
}

function takeAtRule(name: string, span: Span, place: Place, sheet: Mutable<StyleSheet>): Problem | null {
  switch (name.toLowerCase()) {
    case 'import':
      return importFault(place);
    case 'page':
      sheet.refused.push(span);
      return pageFault(place);
    case 'charset':
    case 'namespace':
      sheet.refused.push(span);
      return null;
    case 'font-face':
      sheet.faces.push(span);
      return null;
    default:
      return atRuleFault(name, place);
  }
}

function takeLength(
  { unit, value }: { unit: string; value: string },
  loc: CssLocation,
  sheet: Mutable<StyleSheet>,
): void {
  if (!FIXED_UNITS.has(unit.toLowerCase())) return;
  const { start, end } = spanOf(loc);
  sheet.lengths.push({ start, end: end - unit.length, value: Number(value) });
}

function spanOf({ start, end }: CssLocation): Span {
  return { start: start.offset, end: end.offset };
}

function textOf({ loc }: CssNode, source: string): string {
  return loc ? source.slice(loc.start.offset, loc.end.offset).trim() : '';
}

/** `italic 1em/1.2 "My Font", Fira Sans, serif` → `My Font`, `Fira Sans`. */
function familiesIn(value: CssNode): readonly string[] {
  if (value.type !== 'Value') return [];
  const names: string[] = [];
  let words: string[] = [];
  const end = (): void => {
    const name = words.join(' ');
    if (name !== '' && !WORDS.test(name)) names.push(name);
    words = [];
  };
  for (const node of value.children.toArray()) {
    if (node.type === 'String') names.push(node.value);
    else if (node.type === 'Identifier') words.push(node.name);
    // In the shorthand, weight and style stand before the size.
    else if (node.type === 'Operator' && node.value === ',') end();
    else words = [];
  }
  end();
  return names;
}
