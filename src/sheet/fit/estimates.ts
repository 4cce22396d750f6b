import { BOUNDS } from '../layout/page-geometry.js';
import { type Face, plausibleColumns, type Style, sizeFor, xHeightOf } from './style.js';
import type { Trials } from './trials.js';

/** What one layout says of a style: about how large its type may be, and what that page would be worth. */
export interface Estimate {
  readonly style: Style;
  readonly sizePx: number;
  readonly xHeightMm: number;
  readonly utility: number;
}

/** A first guess at the x-height of a full page, mm. */
const FIRST_GUESS_MM = 1.4;
/** Column counts of one face that are looked at. */
const MAX_COUNTS = 3;

/** Shares of the floor: below the one no narrower column saves a point, below the other no column of this face all. */
const NEARLY = 0.85;
const HOPELESS = 0.8;

/** Predicts sizes from area: one layout per style, a few styles. */
export class Estimates {
  readonly #trials: Trials;
  readonly #known = new Map<string, Estimate>();

  constructor(trials: Trials) {
    this.#trials = trials;
  }

  /** All styles worth a look, the one of the greatest utility first. */
  async ranked(): Promise<Estimate[]> {
    const { faces, ceilingMm } = this.#trials.request;
    const enoughMm = Math.min(ceilingMm, BOUNDS.comfortMm);
    let seedMm = FIRST_GUESS_MM;
    for (const face of faces) {
      const estimates = await this.#columnsOf(face, false, seedMm);
      seedMm = Math.max(...estimates.map(({ xHeightMm }) => xHeightMm));
      if (seedMm >= enoughMm) break;
    }
    const best = this.#best();
    if (best && best.xHeightMm < BOUNDS.runInBelowMm) {
      const runIn = await this.estimate({ ...best.style, runIn: true }, best.xHeightMm);
      await this.#closer(runIn);
    }
    return this.#sorted();
  }

  /** The style of a page in the largest type, where there is one alone. */
  onlyAtCeiling(): Style | null {
    const { faces, ceilingMm } = this.#trials.request;
    const [face] = faces;
    if (!face) return null;
    const [columns, ...others] = this.#columnsFor(face, ceilingMm);
    const first = middleOf(this.#columnsFor(face, FIRST_GUESS_MM));
    return columns === first && others.length === 0 ? { face, runIn: false, columns: first } : null;
  }

  /** Before points are dropped: lists that run in, in columns somewhat narrower than reads best. */
  async #closer({ style, xHeightMm }: Estimate): Promise<void> {
    const { paper, columns, floorMm } = this.#trials.request;
    if (columns !== 'auto' || xHeightMm >= 1.01 * floorMm || xHeightMm < NEARLY * floorMm) return;
    for (const face of this.#trials.request.faces.slice(-1)) {
      const counts = plausibleColumns(paper, face, sizeFor(floorMm, face), BOUNDS.lineChars.least);
      for (const count of counts.filter((more) => more >= style.columns).slice(-2))
        await this.#unlessShort({ face, runIn: true, columns: count }, xHeightMm);
    }
  }

  /** What does not hold all points either is no reason for narrow columns. */
  async #unlessShort(style: Style, nearMm: number): Promise<void> {
    const key = keyOf(style);
    if (this.#known.has(key)) return;
    const estimate = await this.estimate(style, nearMm);
    if (estimate.xHeightMm < 0.995 * this.#trials.request.floorMm) this.#known.delete(key);
  }

  /** Estimates at every column count that suits the size that a first one leads to. */
  async #columnsOf(face: Face, runIn: boolean, seedMm: number): Promise<Estimate[]> {
    const middle = middleOf(this.#columnsFor(face, seedMm));
    const first = await this.estimate({ face, runIn, columns: middle }, seedMm);
    const estimates = [first];
    const { floorMm, faces } = this.#trials.request;
    // Far too long for this face: the last one holds the most.
    if (first.xHeightMm < HOPELESS * floorMm && face !== faces.at(-1)) return estimates;
    for (const columns of this.#columnsFor(face, first.xHeightMm).slice(-MAX_COUNTS))
      if (columns !== middle) estimates.push(await this.estimate({ face, runIn, columns }, first.xHeightMm));
    return estimates;
  }

  #best(): Estimate | undefined {
    return this.#sorted()[0];
  }

  #sorted(): Estimate[] {
    return [...this.#known.values()].sort(
      (a, b) => b.utility - a.utility || a.style.columns - b.style.columns,
    );
  }

  async estimate(style: Style, nearMm: number): Promise<Estimate> {
    const key = keyOf(style);
    const known = this.#known.get(key);
    if (known) return known;
    const { ceilingMm } = this.#trials.request;
    const nearPx = sizeFor(Math.min(nearMm, ceilingMm), style.face);
    const measure = await this.#trials.layOut(style, nearPx);
    const sizePx = nearPx * this.#trials.growth(measure, style);
    const xHeightMm = xHeightOf(sizePx, style.face);
    const estimate = {
      style,
      sizePx,
      xHeightMm,
      utility: this.#trials.utility(measure, style, Math.min(xHeightMm, ceilingMm), nearPx),
    };
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

function middleOf(counts: readonly number[]): number {
  return counts[Math.floor((counts.length - 1) / 2)] ?? 1;
}

function keyOf({ face, runIn, columns }: Style): string {
  return `${face.css}|${runIn}|${columns}`;
}
