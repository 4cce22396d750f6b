import { existsSync } from 'node:fs';
import { type Browser, launch, type Page } from 'puppeteer-core';

/** Browsers as a distribution installs them; a test of one that is absent is skipped. */
export const INSTALLED = [
  { name: 'Chromium', browser: 'chrome', path: '/usr/bin/chromium' },
  { name: 'Firefox', browser: 'firefox', path: '/usr/bin/firefox-esr' },
] as const;
export type Installed = (typeof INSTALLED)[number];

export const isInstalled = ({ path }: Installed): boolean => existsSync(path);

/** A window with everything a person has: new headless mode, the browser's own profile. */
export function open({ browser, path }: Installed): Promise<Browser> {
  const args = browser === 'chrome' ? ['--no-sandbox', '--disable-gpu', '--no-first-run'] : [];
  return launch({ browser, executablePath: path, headless: true, args, timeout: 90_000 });
}

/** Time that a person takes between two actions, ms. */
export const pause = (ms = 400): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Id of the slide that a reader has before them: the one whose card covers the upper part of the screen. */
export function slideBeforeReader(page: Page): Promise<string> {
  return page.evaluate(() => {
    const slides = [...document.querySelectorAll<HTMLElement>('.slides section[data-kind]')];
    const seen = slides.filter((slide) => {
      const card = slide.querySelector('.card');
      const box = card?.getBoundingClientRect();
      if (!box || getComputedStyle(slide).visibility === 'hidden' || getComputedStyle(slide).opacity === '0')
        return false;
      return box.left < innerWidth / 2 && box.right > innerWidth / 2 && box.top <= 150 && box.bottom > 150;
    });
    return seen.map(({ id }) => id).join(' ');
  });
}
