/** The page is gone or does not answer; the job may be tried again. */
export class PageLost extends Error {}

/** It does not answer in the time of the job. */
export class PageHung extends PageLost {
  constructor(limitMs: number) {
    super(`did not answer for ${limitMs / 1000} s`);
  }
}

/** The browser itself has stopped: none of its pages will answer. */
export class BrowserSilent extends PageLost {
  constructor(limitMs: number) {
    super(`belongs to a browser that did not answer for ${limitMs / 1000} s`);
  }
}
