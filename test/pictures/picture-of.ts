import { readFileSync } from 'node:fs';
import type { BrowserSession } from '../../src/browser/browser-session.js';
import { PuppeteerPage } from '../../src/browser/puppeteer-page.js';
import { sectionOf, wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { DEFAULTS, type SheetOptions } from '../../src/options/options.js';
import { ENLARGED, heldPaper, PX_PER_MM } from '../../src/sheet/layout/paper.js';
import { makeSheet } from '../../src/sheet/make-sheet.js';

/** A picture of a sheet, or of a part of it. */
export interface Shot {
  /** Path below the project's folder. */
  readonly note: string;
  readonly section?: string;
  readonly options?: Partial<SheetOptions>;
  /** Pixels of the picture for each CSS pixel of the page. */
  readonly scale: number;
  /** Left, top, width and height in mm; absent: the whole page. */
  readonly partMm?: readonly [number, number, number, number];
}

type HeldSheet = Pick<SheetOptions, 'paper'> & { readonly orientation: 'portrait' | 'landscape' };

/** The sheet's page as PNG, as it stands in the browser when it has been printed. */
export async function pictureOf(shot: Shot, session: BrowserSession): Promise<Uint8Array> {
  const { value: note } = parseNote(readFileSync(shot.note, 'utf8'), shot.note);
  const excerpt = shot.section ? sectionOf(note, shot.section) : wholeNote(note);
  if (!excerpt) throw new Error(`${shot.note} has no section ${shot.section}`);
  let picture: Uint8Array | null = null;
  const options = { ...DEFAULTS, ...shot.options };
  await makeSheet(excerpt, options, (job, needs) =>
    session.withPuppeteerPage(async (page) => {
      const result = await job(new PuppeteerPage(page));
      const { fit } = (result as { value?: { fit?: HeldSheet } }).value ?? {};
      // A job that only decodes a picture of the note.
      if (!fit) return result;
      const { widthMm, heightMm } = heldPaper(fit.paper, fit.orientation);
      const [left, top, width, height] = (shot.partMm ?? [0, 0, widthMm, heightMm]).map(
        (mm) => mm * PX_PER_MM,
      );
      await page.setViewport({
        width: Math.round(widthMm * PX_PER_MM),
        height: Math.round(heightMm * PX_PER_MM),
        deviceScaleFactor: shot.scale / ENLARGED,
      });
      const clip = { x: left ?? 0, y: top ?? 0, width: width ?? 1, height: height ?? 1 };
      picture = await page.screenshot({ type: 'png', clip });
      return result;
    }, needs),
  );
  if (!picture) throw new Error('no picture was taken');
  return picture;
}
