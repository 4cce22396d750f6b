import type { RenderPage, WithPage } from '../page/render-page.js';

/**
 * The same pages, with pictures for a screen, for work that a newer one makes useless: it ends at its next call of the
 * page, which stays open with all its faces decoded. To close it, as the API's signal does, would cost the next one more.
 *
 * @param pictureWidthPx of a picture, in its own pixels; null as the job asks
 */
export function cancellable(
  withPage: WithPage,
  signal: AbortSignal,
  pictureWidthPx: number | null,
): WithPage {
  return (job, needs) => {
    signal.throwIfAborted();
    return withPage((page) => job(checked(page, signal, pictureWidthPx)), needs);
  };
}

function checked(page: RenderPage, signal: AbortSignal, pictureWidthPx: number | null): RenderPage {
  const go = <T>(call: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    return call();
  };
  return {
    open: (...args) => go(() => page.open(...args)),
    run: (...args) => go(() => page.run(...args)),
    runAll: (calls) => go(() => page.runAll(calls)),
    print: (...args) => go(() => page.print(...args)),
    picture: (part, pixelRatio) =>
      go(() =>
        pictureWidthPx === null
          ? page.picture(part, pixelRatio)
          : page.picture(part, pictureWidthPx / part.widthPx, true),
      ),
    close: () => page.close(),
  };
}
