import { basename, extname, isAbsolute } from 'node:path';
import { keyPlace } from '../markdown/key-place.js';
import type { Note } from '../model.js';
import type { WithPage } from '../page/render-page.js';
import { error, ProblemError, type Warned, warning } from '../problem.js';
import { type FoundImage, givenImage, ImageFinder } from './image-file.js';
import { imagesOfNote } from './note-images.js';

/** A picture that stands at the head of a sheet and in a corner of slides. */
export interface Logo {
  /** `data:` address. */
  readonly src: string;
  /** Its width for each unit of its height. */
  readonly ratio: number;
  /** What it is called, for those who do not see it: the words of its file's name. */
  readonly alt: string;
}

/**
 * The file of a logo. What a caller names is a whole path by now, and any picture; what a note names is not, and is
 * found as the note's own pictures are, below its folder alone.
 */
export function findLogo(logo: string, { file, folder }: Pick<Note, 'file' | 'folder'>): FoundImage {
  return isAbsolute(logo) ? givenImage(logo) : new ImageFinder(file, folder).find(logo);
}

/**
 * The logo, decoded within the limits of pictures. One that a note names and that cannot be had is a warning.
 *
 * @param logo as the options have it
 * @throws ProblemError for one that the caller names and that cannot be had, and when no browser starts
 */
export async function readLogo(
  logo: string | null,
  note: Note,
  withPage: WithPage,
): Promise<Warned<Logo | null>> {
  if (logo === null) return { value: null, problems: [] };
  const found = findLogo(logo, note);
  const image = 'reason' in found ? found : await imagesOfNote(note).read(found, withPage);
  const name = basename(logo);
  if ('src' in image) {
    const alt = basename(name, extname(name))
      .replace(/[-_\s]+/g, ' ')
      .trim();
    return { value: { src: image.src, ratio: image.widthPx / image.heightPx, alt }, problems: [] };
  }
  const message = `the logo "${name.slice(0, 80)}" is not shown: ${image.reason}`;
  if (isAbsolute(logo)) throw new ProblemError(error(message, { file: logo }, image.hint));
  return { value: null, problems: [warning(message, keyPlace(note.source, 'logo', note.file), image.hint)] };
}
