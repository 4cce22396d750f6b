import { createRequire } from 'node:module';
import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString as textOf } from 'hast-util-to-string';
import katex, { type KatexOptions } from 'katex';
import { LIMITS } from '../bounds/limits.js';
import { lineOf } from '../markdown/tree.js';
import { warning } from '../problem.js';
import type { EnrichContext } from './enrich-context.js';
import { leavesBox } from './leaves-box.js';
import { inlineStyleSheet } from './style-sheet.js';

/** TeX source in an element → KaTeX's HTML with MathML beside it for screen readers. */
export function setMath(element: Element, context: EnrichContext): Element {
  const tex = String(element.properties.dataTex ?? textOf(element)).trim();
  const displayMode = element.tagName === 'div' || element.properties.dataMath === 'block';
  try {
    if (tex.length > LIMITS.formulaChars)
      throw new Error(`it is longer than ${LIMITS.formulaChars} characters`);
    const options: KatexOptions = {
      displayMode,
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: expansionsOf(tex),
      maxSize: 20,
    };
    const html = katex.renderToString(tex, options);
    if (!context.budget.spend('formulasChars', html.length))
      throw new Error('with it all formulas together would be too large');
    const [child] = fromHtml(html, { fragment: true }).children;
    return {
      ...element,
      properties: keptProperties(element, leavesBox(tex, options)),
      children: child?.type === 'element' ? [child] : [],
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/^KaTeX parse error: /, '') : 'unknown';
    context.report(
      warning(
        `the formula cannot be set: ${reason}`,
        { file: context.note.file, line: lineOf(element) },
        'Check its TeX; it is shown as written.',
      ),
    );
    return {
      ...element,
      properties: keptProperties(element),
      children: [
        { type: 'element', tagName: 'code', properties: {}, children: [{ type: 'text', value: tex }] },
      ],
    };
  }
}

function expansionsOf(tex: string): number {
  const defines = /\\(?:[gex]?def|let|futurelet|global|(?:re)?newcommand|providecommand)/.test(tex);
  if (!defines) return LIMITS.formulaExpansions;
  return Math.min(LIMITS.formulaExpansions, Math.floor(LIMITS.formulaExpandedChars / tex.length));
}

function keptProperties(element: Element, isBounded = false): Element['properties'] {
  const { dataPoint } = element.properties;
  return {
    className: isBounded ? ['math', 'bounded'] : ['math'],
    ...(dataPoint !== undefined && { dataPoint }),
  };
}

/**
 * What moves its parts about draws over nothing but itself: one box, in which it may still break, and nothing is
 * seen beyond it. `findCutFormulas` tells what was cut off so. Slanted letters lean out of the box a little.
 */
const BOUNDED_CSS = `
.math.bounded .katex-html { clip-path: inset(-0.15em); }
.math.bounded > .katex > .katex-html { display: inline-block; }
`;

/** KaTeX's style sheet with the fonts that the formulas use inlined. */
export function mathCss(html: string): string {
  const css = inlineStyleSheet(
    createRequire(import.meta.url).resolve('katex/dist/katex.min.css'),
    usedFonts(html),
  );
  return html.includes('math bounded') ? css + BOUNDED_CSS : css;
}

/** KaTeX names a font by a class; formulas of every kind need the main and the math italic cut. */
function usedFonts(html: string): (file: string) => boolean {
  const needs: readonly [RegExp, RegExp][] = [
    [/./, /Main-Regular|Math-Italic/],
    [/mathbf|boldsymbol|textbf/, /Main-Bold|Math-BoldItalic/],
    [/mathbb|amsrm/, /AMS/],
    [/mathcal/, /Caligraphic/],
    [/mathfrak/, /Fraktur/],
    [/mathscr/, /Script/],
    [/mathsf|textsf/, /SansSerif/],
    [/mathtt|texttt/, /Typewriter/],
    [/textit|mainit/, /Main-Italic/],
    [/size1|delimsizing/, /Size1/],
    [/size2|large-op|delimsizing/, /Size2/],
    [/size3|delimsizing/, /Size3/],
    [/size4|delimsizing/, /Size4/],
  ];
  return (file) => needs.some(([use, font]) => use.test(html) && font.test(file));
}
