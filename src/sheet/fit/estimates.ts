import { BOUNDS } from '../layout/page-geometry.js';
import { byQuality, type Quality } from './quality.js';
import { type Face, plausibleColumns, type Style, sizeFor, xHeightOf } from './style.js';
import type { Trials } from './trials.js';

/** A style in which something sticks out of its column can only be used at a much smaller size. */
const TOO_WIDE_SHARE = 0.8;

/** What one layout says of a style: about how large its type may be. */
export interface Estimate extends Quality {
  readonly style: Style;
  readonly sizePx: number;
}

/** Predicts sizes from area: one layout per style, a few styles. */
export class Estimates {
  readonly #trials: Trials;
  readonly #known = new Map<string, Estimate>();

  constructor(trials: Trials) {
    this.#trials = trials;
  }

  /** The first style that reaches a comfortable size, else the one that allows the largest type. */
  async bestStyle(): Promise<Estimate> {
    const { faces, ceilingMm } = this.#trials.request;
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
    const first = this.#columnsFor(face, seedMm);
    const estimate = await this.estimate(
      { face, runIn, columns: first[Math.floor((first.length - 1) / 2)] ?? 1 },
      seedMm,
    );
    const again = this.#columnsFor(face, estimate.xHeightMm);
    if (again.includes(estimate.style.columns)) return estimate;
    return this.estimate(
      { face, runIn, columns: again[Math.floor((again.length - 1) / 2)] ?? 1 },
      estimate.xHeightMm,
    );
  }

  /** The column counts worth refining, the most promising first. */
  async bestColumns(best: Estimate): Promise<Estimate[]> {
    const counts = this.#columnsFor(best.style.face, best.xHeightMm);
    const estimates: Estimate[] = [];
    for (const columns of counts)
      estimates.push(await this.estimate({ ...best.style, columns }, best.xHeightMm));
    const ranked = estimates.sort((a, b) => byQuality(a, b) || a.style.columns - b.style.columns);
    const top = Math.min(ranked[0]?.xHeightMm ?? 0, BOUNDS.comfortMm);
    return ranked.filter((estimate, i) => i < 3 && estimate.xHeightMm >= 0.96 * top);
  }

  async estimate(style: Style, nearMm: number): Promise<Estimate> {
    const key = `${style.face.css}|${style.runIn}|${style.columns}`;
    const known = this.#known.get(key);
    if (known) return known;
    const nearPx = sizeFor(Math.min(nearMm, this.#trials.request.ceilingMm), style.face);
    const measure = await this.#trials.layOut(style, nearPx);
    const sizePx = nearPx * this.#trials.growth(measure, style) * (measure.tooWide > 0 ? TOO_WIDE_SHARE : 1);
    const estimate = { style, sizePx, xHeightMm: xHeightOf(sizePx, style.face), strain: measure.strain };
    this.#known.set(key, estimate);
    return estimate;
  }

  /** Column counts that suit the size, or the one that the user asked for. */
  #columnsFor(face: Face, xHeightMm: number): number[] {
    const { paper, columns, ceilingMm, floorMm } = this.#trials.request;
    if (columns !== 'auto') return [columns];
    const sizePx = sizeFor(Math.max(floorMm, Math.min(xHeightMm, ceilingMm)), face);
    return plausibleColumns(paper, face, sizePx);
  }
}
