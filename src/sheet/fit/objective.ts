import type { GalleyTraits } from '../../page/sheet-measures.js';

/**
 * What one page is worth to a reader: U = S · L · K · F · R · T, each between 0 and 1. The curves S and L are
 * fits through published points, the sizes of K, F, R and T are judgement; docs/sheet.md says more.
 */

/** What the objective looks at. */
export interface PageTraits extends GalleyTraits {
  readonly xHeightMm: number;
  /** Line height as a multiple of the x-height. */
  readonly leadPerXHeight: number;
  readonly isCondensed: boolean;
}

/** A shorter line of running text tears its sentence apart. */
export const SHORT_LINE = 25;

/** The objective and its terms. */
export interface Utility {
  readonly total: number;
  readonly size: number;
  readonly line: number;
  readonly leading: number;
  readonly face: number;
  readonly runIn: number;
  readonly whole: number;
}

export function utilityOf(traits: PageTraits): Utility {
  const terms = {
    size: sizeTerm(traits.xHeightMm),
    line: lineTerm(traits.lines),
    leading: leadingTerm(traits.leadPerXHeight),
    face: traits.isCondensed ? CONDENSED : 1,
    runIn: 1 - RUN_IN * share(traits.longRunInLines, traits.textLines),
    whole: wholeTerm(traits),
  };
  return { ...terms, total: Object.values(terms).reduce((product, term) => product * term, 1) };
}

/** Reading speed by size: a fit through Legge & Bigelow 2011, Journal of Vision 11(5):8. */
function sizeTerm(xHeightMm: number): number {
  return Math.max(0, 1 - Math.exp(-Math.log10(Math.max(xHeightMm, 0.1) / 0.58) / 0.166));
}

/** Reading speed by line length: a fit through Atilgan, Xiong & Legge 2020 (PNAS); past 70 characters the eye loses its way back. */
function lineTerm(lines: GalleyTraits['lines']): number {
  const count = lines.reduce((sum, line) => sum + line.count, 0);
  if (count === 0) return 1;
  const worth = ({ chars }: GalleyTraits['lines'][number]): number =>
    1 - Math.exp(-chars / 8.08) - LONG_LINE * Math.max(0, chars - 70) - (chars < SHORT_LINE ? TORN_LINE : 0);
  return Math.max(0, lines.reduce((sum, line) => sum + line.count * worth(line), 0) / count);
}
const LONG_LINE = 0.002;
/** Beyond what it costs in speed, a very short line leaves ladders of single words. */
const TORN_LINE = 0.1;

/** 12 on 10 point reads fastest (Paterson & Tinker 1931), 2.7 x-heights; more is no worse. */
function leadingTerm(leadPerXHeight: number): number {
  return 1 - 0.217 * Math.max(0, 2.7 - leadPerXHeight) ** 2;
}

/** A guess at what Sawyer et al. 2017 measured at a glance: the normal face wins where it reaches 1.6 mm. */
const CONDENSED = 0.985;
/** A wall of items reads worse than a list (Nielsen: scannable text). */
const RUN_IN = 0.15;

/**
 * Tables stacked, code wrapped, formulas set smaller than the text: by their share of the page, so that one wide
 * line of code, or one table, does not widen the columns of all the text.
 */
function wholeTerm(traits: PageTraits): number {
  const { textLines } = traits;
  const lost =
    STACKED * share(traits.stackedTables, Math.max(traits.tables, textLines / 20)) +
    WRAPPED * share(traits.wrappedRows, traits.codeLines + textLines) +
    SHRUNK * share(traits.shrunkFormulas, Math.max(traits.formulas, textLines / 20));
  return Math.max(0.3, 1 - lost);
}
const STACKED = 0.1;
const WRAPPED = 0.25;
const SHRUNK = 0.1;

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
