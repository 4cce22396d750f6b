import type { Page } from 'puppeteer-core';

/** Runs a job on a page of the one browser and takes the page back, whatever happens. */
export type LendPage = <T>(job: (page: Page) => Promise<T>) => Promise<T>;
