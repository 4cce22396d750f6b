import { plausibleColumns, type Style, sizeFor } from '../../src/sheet/fit/style.js';
import type { FitRequest } from '../../src/sheet/fit/trials.js';
import { Trials } from '../../src/sheet/fit/trials.js';

const STEP_MM = 0.02;

/** The greatest utility of any face and number of columns, each at the largest size that holds everything. */
export async function bestByTryingAll(request: FitRequest): Promise<number> {
  const trials = new Trials(request);
  let best = 0;
  for (const style of stylesOf(request)) best = Math.max(best, await largest(trials, style));
  return best;
}

function stylesOf({ faces, paper }: FitRequest): Style[] {
  return faces.flatMap((face) => {
    const counts = [1.3, 1.5, 1.7, 1.9].flatMap((mm) => plausibleColumns(paper, face, sizeFor(mm, face)));
    return [...new Set(counts)].map((columns) => ({ face, columns, runIn: false }));
  });
}

async function largest(trials: Trials, style: Style): Promise<number> {
  for (let mm = trials.request.ceilingMm; mm >= 1.1; mm -= STEP_MM) {
    const px = sizeFor(mm, style.face);
    const measure = await trials.layOut(style, px);
    if (trials.fits(measure, style)) return trials.utility(measure, style, mm, px);
    // Area tells how far down the next size worth a try is.
    const growth = trials.growth(measure, style);
    if (growth < 0.97) mm = mm * Math.min(1, growth * 1.03) + STEP_MM;
  }
  return 0;
}
