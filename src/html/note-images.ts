import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { clockShare } from '../bounds/clock-share.js';
import { LIMITS } from '../bounds/limits.js';
import type { Note } from '../model.js';
import type { WithPage } from '../page/render-page.js';
import type { ImageFault, ImageSource } from './image-file.js';
import { type ReadyImage, readImage } from './read-image.js';

const NO_TIME: ImageFault = {
  reason: `the pictures of the note take longer than ${LIMITS.picturesMs / 1000} s to decode`,
  hint: 'Make them smaller, or save them as PNG or JPEG.',
};

type Read = Promise<ReadyImage | ImageFault>;

/** The images of one note, each decoded once for all of its sheets and decks. */
export class NoteImages {
  readonly #read = new Map<string, Read>();
  #leftMs: number = LIMITS.picturesMs;
  #keptChars = 0;

  /**
   * @param source the file by its real path, or the bytes
   * @throws ProblemError when no browser starts or the run was stopped
   */
  read(source: ImageSource, withPage: WithPage): Read {
    const key = keyOf(source);
    const known = this.#read.get(key);
    if (known) return known;
    const read = this.#decode(source, withPage);
    this.#read.set(key, read);
    read.then(
      (image) => this.#mayKeep(image) || this.#read.delete(key),
      () => this.#read.delete(key),
    );
    return read;
  }

  async #decode(source: ImageSource, withPage: WithPage): Read {
    if (this.#leftMs <= 0) return NO_TIME;
    const timed: WithPage = (job, needs) =>
      withPage(async (page) => {
        const started = performance.now();
        return job(page).finally(() => {
          this.#leftMs -= (performance.now() - started) * clockShare();
        });
      }, needs);
    return readImage(source, Math.min(LIMITS.pictureMs, this.#leftMs), timed);
  }

  #mayKeep(image: ReadyImage | ImageFault): boolean {
    if ('reason' in image) return true;
    if (this.#keptChars + image.src.length > LIMITS.imagesBytes) return false;
    this.#keptChars += image.src.length;
    return true;
  }
}

function keyOf(source: ImageSource): string {
  if ('data' in source) return createHash('sha256').update(source.data).digest('base64');
  const { size, mtimeMs } = statSync(source.path);
  return `${source.path} ${size} ${mtimeMs}`;
}

/** Lives as long as the note, which never changes. */
const OF_NOTE = new WeakMap<Note, NoteImages>();

export function imagesOfNote(note: Note): NoteImages {
  const images = OF_NOTE.get(note) ?? new NoteImages();
  OF_NOTE.set(note, images);
  return images;
}
