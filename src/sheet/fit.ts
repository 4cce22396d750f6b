import type { GalleyMeasure, GalleySetting } from '../page/sheet-measures.js';
import { columnsNeeded } from './distribute.js';
import { BOUNDS, columnHeights, columnWidthPx, pageHeightPx } from './page-geometry.js';
import { type Paper, PX_PER_MM } from './paper.js';

/** Sizes differ by at least this much; below it nobody sees a difference. */
const STEP_PX = 0.04;
/** The search lays everything out at this size and varies the widths. */
const SEARCH_PX = 12;
/** A style in which something sticks out of its column can only be used at a much smaller size. */
const TOO_WIDE_SHARE = 0.8;
/** A layout that has not settled after this many refinements is close enough. */
const MAX_REFINEMENTS = 6;

export interface Face {
  readonly css: string;
  /** x-height in em. */
  readonly xHeightEm: number;
  /** Mean width of a character of English text, in em. */
  readonly charEm: number;
}

export interface FitRequest {
  readonly paper: Paper;
  readonly columns: number | 'auto';
  /** Pages to fill: 1, unless the user lets the note flow on. */
  readonly pages: number;
  readonly ceilingMm: number;
  /** Nothing is set smaller: columns that only suit smaller type are not tried. */
  readonly floorMm: number;
  /** The preferred face first; a later one is taken only where it allows larger type. */
  readonly faces: readonly Face[];
  /** Gives up early where not even the estimate comes near this; 0 looks for the best in any case. */
  readonly atLeastMm: number;
  readonly measure: (setting: GalleySetting) => Promise<GalleyMeasure>;
}

/** What a page is judged by. */
interface Quality {
  readonly xHeightMm: number;
  /** Code lines wrapped and tables stacked. */
  readonly strain: number;
}

/**
 * Larger type is better until it is comfortable; from there on, whole tables and unwrapped code are
 * worth more. Negative: `a` is the better one.
 */
export function byQuality(a: Quality, b: Quality): number {
  const upToComfort = Math.min(b.xHeightMm, BOUNDS.comfortMm) - Math.min(a.xHeightMm, BOUNDS.comfortMm);
  return Math.abs(upToComfort) > 1e-6 ? upToComfort : a.strain - b.strain || b.xHeightMm - a.xHeightMm;
}

/** The largest type that fits, and what it takes. */
export interface Fit extends Quality {
  readonly setting: GalleySetting;
  /** Columns on a page. */
  readonly columns: number;
  readonly pages: number;
  /** Usable height of a page between its margins, px. */
  readonly pageHeightPx: number;
  readonly layouts: number;
}

/** However small the type, something sticks out of so narrow a column. */
export class TooWide extends Error {}

/** The same style at another size; whether that fits is the caller's business. */
export function fitAt(fit: Fit, xHeightMm: number): Fit {
  return {
    ...fit,
    xHeightMm,
    setting: { ...fit.setting, sizePx: (fit.setting.sizePx * xHeightMm) / fit.xHeightMm },
  };
}

/** One way to set the page: everything but the size. */
interface Style {
  readonly face: Face;
  readonly runIn: boolean;
  readonly columns: number;
}

/** Size at which the face's x-height is `xHeightMm`, px. */
function sizeFor(xHeightMm: number, face: Face): number {
  return (xHeightMm * PX_PER_MM) / face.xHeightEm;
}

function settingOf(style: Style, paper: Paper, sizePx: number): GalleySetting {
  return {
    sizePx,
    leadEm: BOUNDS.leadPerXHeight.min * style.face.xHeightEm,
    columnPx: columnWidthPx(paper, style.columns),
    face: style.face.css,
    runIn: style.runIn,
    pagePx: columnWidthPx(paper, 1),
    gutterPx: BOUNDS.gutterMm * PX_PER_MM,
    atPx: null,
  };
}

/**
 * Finds the largest x-height at which everything fits: area predicts, layouts verify. Text of a given
 * measure in em always takes the same number of lines, so the area it needs grows with the square of
 * its size, and one layout per style predicts that style's size to a few per cent; only the best
 * styles are refined.
 *
 * @throws TooWide where nothing fits the number of columns that the user asked for
 */
export async function fitSheet(request: FitRequest): Promise<Fit> {
  const search = new Search(request);
  const style = await search.bestStyle();
  if (style.xHeightMm < 0.93 * request.atLeastMm) return search.asFit(style);
  const columns = await search.bestColumns(style);
  let best: Fit | null = null;
  for (const candidate of columns) {
    const fit = await search.refine(candidate, Math.min(best?.xHeightMm ?? 0, BOUNDS.comfortMm));
    if (fit && (!best || byQuality(fit, best) < 0)) best = fit;
  }
  best ??= await search.inFewerColumns(columns);
  if (!best) throw new TooWide('something is too wide for its column');
  return { ...best, layouts: search.layouts };
}

interface Estimate extends Quality {
  readonly style: Style;
  readonly sizePx: number;
}

class Search {
  layouts = 0;
  readonly #request: FitRequest;
  readonly #estimates = new Map<string, Estimate>();

  constructor(request: FitRequest) {
    this.#request = request;
  }

  /** The first style that reaches a comfortable size, else the one that allows the largest type. */
  async bestStyle(): Promise<Estimate> {
    const { faces, ceilingMm } = this.#request;
    const estimates: Estimate[] = [];
    let seedMm = 1.4;
    for (const face of faces) {
      for (const runIn of [false, true]) {
        const estimate = await this.#settleColumns(face, runIn, seedMm);
        if (estimate.xHeightMm >= Math.min(ceilingMm, BOUNDS.comfortMm)) return estimate;
        seedMm = estimate.xHeightMm;
        estimates.push(estimate);
      }
    }
    return estimates.reduce((best, next) => (next.xHeightMm > best.xHeightMm * 1.005 ? next : best));
  }

  /** An estimate at a column count that suits the size it leads to. */
  async #settleColumns(face: Face, runIn: boolean, seedMm: number): Promise<Estimate> {
    const first = this.#plausibleColumns(face, seedMm);
    const estimate = await this.#estimate(
      { face, runIn, columns: first[Math.floor((first.length - 1) / 2)] ?? 1 },
      seedMm,
    );
    const again = this.#plausibleColumns(face, estimate.xHeightMm);
    if (again.includes(estimate.style.columns)) return estimate;
    return this.#estimate(
      { face, runIn, columns: again[Math.floor((again.length - 1) / 2)] ?? 1 },
      estimate.xHeightMm,
    );
  }

  /** Column counts whose measure suits the size, or the one that the user asked for. */
  #plausibleColumns(face: Face, xHeightMm: number): number[] {
    const { paper, columns } = this.#request;
    if (columns !== 'auto') return [columns];
    const { ceilingMm, floorMm } = this.#request;
    const sizePx = sizeFor(Math.max(floorMm, Math.min(xHeightMm, ceilingMm)), face);
    const counts = Array.from({ length: BOUNDS.maxColumns }, (_, i) => i + 1);
    const suits = (count: number): boolean => {
      const chars = columnWidthPx(paper, count) / sizePx / face.charEm;
      return chars >= BOUNDS.lineChars.min && chars <= BOUNDS.lineChars.max;
    };
    const plausible = counts.filter(suits);
    return plausible.length > 0 ? plausible : [1];
  }

  /** The column counts worth refining, the most promising first. */
  async bestColumns(best: Estimate): Promise<Estimate[]> {
    const counts = this.#plausibleColumns(best.style.face, best.xHeightMm);
    const estimates: Estimate[] = [];
    for (const columns of counts)
      estimates.push(await this.#estimate({ ...best.style, columns }, best.xHeightMm));
    const ranked = estimates.sort((a, b) => byQuality(a, b) || a.style.columns - b.style.columns);
    const top = Math.min(ranked[0]?.xHeightMm ?? 0, BOUNDS.comfortMm);
    return ranked.filter((estimate, i) => i < 3 && estimate.xHeightMm >= 0.96 * top);
  }

  /** A formula or a word that is too wide for every sensible column may fit one that is wider. */
  async inFewerColumns(tried: readonly Estimate[]): Promise<Fit | null> {
    const [first] = tried;
    if (!first || this.#request.columns !== 'auto') return null;
    const narrowest = Math.min(...tried.map(({ style }) => style.columns));
    for (let columns = narrowest - 1; columns >= 1; columns -= 1) {
      const estimate = await this.#estimate({ ...first.style, columns }, first.xHeightMm);
      const fit = await this.refine(estimate, 0);
      if (fit) return fit;
    }
    return null;
  }

  async #estimate(style: Style, nearMm: number): Promise<Estimate> {
    const key = `${style.face.css}|${style.runIn}|${style.columns}`;
    const known = this.#estimates.get(key);
    if (known) return known;
    const sizePx = sizeFor(Math.min(nearMm, this.#request.ceilingMm), style.face);
    const measure = await this.#layout(style, sizePx);
    const predicted = sizePx * this.#growth(measure, style) * (measure.tooWide > 0 ? TOO_WIDE_SHARE : 1);
    const estimate = {
      style,
      sizePx: predicted,
      xHeightMm: this.#xHeightMm(style, predicted),
      strain: measure.strain,
    };
    this.#estimates.set(key, estimate);
    return estimate;
  }

  #xHeightMm(style: Style, sizePx: number): number {
    return (sizePx * style.face.xHeightEm) / PX_PER_MM;
  }

  #layout(style: Style, sizePx: number): Promise<GalleyMeasure> {
    this.layouts += 1;
    return this.#request.measure({ ...settingOf(style, this.#request.paper, sizePx), atPx: SEARCH_PX });
  }

  /** By how much the size may grow, judged from the area that the content takes now. */
  #growth(measure: GalleyMeasure, style: Style): number {
    const { paper, pages } = this.#request;
    const galleyPx =
      (measure.sections.at(-1)?.bottomPx ?? 0) +
      (style.columns * pages - 1) * (measure.continuedPx + 0.8 * measure.linePx);
    const neededPx = measure.mastheadPx * style.columns + galleyPx;
    return Math.sqrt((pageHeightPx(paper) * style.columns * pages) / neededPx);
  }

  #fits(measure: GalleyMeasure, style: Style): boolean {
    const { paper, pages } = this.#request;
    if (measure.tooWide > 0 && style.columns > 1) return false;
    const page = { columns: style.columns, pageHeightPx: pageHeightPx(paper) };
    const needed = columnsNeeded(measure, columnHeights(page, measure.mastheadPx));
    return needed !== null && needed <= style.columns * pages;
  }

  /**
   * Closes in on the largest size of one style. Fit is not quite monotone in the size (lines
   * re-break), so the bracket is narrowed from predictions and ends with a look just above the winner.
   *
   * @param atLeastMm gives up early on a style that cannot beat this x-height
   */
  async refine(estimate: Estimate, atLeastMm: number): Promise<Fit | null> {
    const { style } = estimate;
    const ceilingPx = sizeFor(this.#request.ceilingMm, style.face);
    let low: number | null = null;
    let strain = 0;
    let high = Number.POSITIVE_INFINITY;
    let size = Math.min(estimate.sizePx, ceilingPx);
    for (let i = 0; i < MAX_REFINEMENTS || low === null; i += 1) {
      if (i > 24) return null;
      const measure = await this.#layout(style, size);
      if (!this.#fits(measure, style)) high = Math.min(high, size);
      else if (size > (low ?? 0)) [low, strain] = [size, measure.strain];
      if (low !== null && low >= ceilingPx - 1e-6) break;
      if (high < Number.POSITIVE_INFINITY && low !== null && high - low <= STEP_PX * 1.5) break;
      if (this.#xHeightMm(style, high) < atLeastMm) return null;
      size = this.#nextSize(low, high, size * this.#growth(measure, style), ceilingPx);
    }
    if (low === null) return null;
    const above = high + STEP_PX;
    const isLuckier =
      low < ceilingPx - 1e-6 && above < ceilingPx && this.#fits(await this.#layout(style, above), style);
    return this.#fitAt(style, isLuckier ? above : low, strain);
  }

  #nextSize(low: number | null, high: number, predicted: number, ceilingPx: number): number {
    if (low === null) return Math.min(predicted, high - 0.06) - (predicted >= high ? high * 0.01 : 0);
    if (high === Number.POSITIVE_INFINITY) return Math.min(ceilingPx, Math.max(predicted, low + 3 * STEP_PX));
    return (low + high) / 2;
  }

  asFit(estimate: Estimate): Fit {
    return this.#fitAt(estimate.style, estimate.sizePx, estimate.strain);
  }

  #fitAt(style: Style, sizePx: number, strain: number): Fit {
    const { paper, pages } = this.#request;
    return {
      pages,
      setting: settingOf(style, paper, sizePx),
      columns: style.columns,
      xHeightMm: this.#xHeightMm(style, sizePx),
      strain,
      pageHeightPx: pageHeightPx(paper),
      layouts: this.layouts,
    };
  }
}
