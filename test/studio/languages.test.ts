import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings } from '../axe.js';
import { everydayBrowser, watchedPage } from '../deck/deck-bench.js';
import { temporaryFolder } from '../temporary-folder.js';
import { openStudio } from './studio-bench.js';

/** No letter of it is Latin, so that every Latin one on the page is the page's own. */
const NOTE = `---\ntitle: 数据\ncribsheet:\n  floor: 3\n---\n\n## 一\n\n${Array.from({ length: 40 }, (_, n) => `- 数据 ${n} 数据数据数据`).join('\n')}\n\n## 二\n\n![](1.png)\n`;

/** Names that are no words of English, and units. */
const NAMES =
  /cribsheet(\.config\.json)?|studio|PDF|PNG|HTML|TXT|UTF-8|A[3-6]|Letter|Legal|Markdown|mm|ms|(notes\/1)?\.md|\bx\b/g;

let browser: Browser;
beforeAll(async () => {
  browser = await everydayBrowser();
}, 60_000);
afterAll(() => browser?.close());

/** Opens the page in a language, and every part of it once. */
async function opened(lang: string): Promise<Page> {
  const { page } = await watchedPage(browser, 1280, 800);
  const folder = await temporaryFolder({ 'notes/1.md': NOTE });
  await page.setExtraHTTPHeaders({ 'Accept-Language': lang });
  await page.goto(await openStudio(folder));
  await page.waitForFunction(() => document.body.dataset.shown, { timeout: 60_000 });
  return page;
}

/** What a person reads or is read to, of all parts, shown or not; not what the program itself says or writes. */
function texts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [document.title];
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('pre, code, script, [lang="en"], svg')) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        found.push(element.getAttribute(name) ?? '');
      for (const node of element.childNodes) if (node instanceof Text) found.push(node.data);
    }
    return [...new Set(found.map((text) => text.trim()).filter((text) => text !== ''))];
  });
}

it('in Arabic and Hebrew the page runs from right to left and has no English word', async () => {
  for (const lang of ['ar', 'he']) {
    const page = await opened(lang);
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
      lang,
      'rtl',
    ]);
    const [library, inspector] = await page.evaluate(() =>
      ['#library', '#inspector'].map(
        (part) => document.querySelector(part)?.getBoundingClientRect().left ?? 0,
      ),
    );
    expect(library).toBeGreaterThan(inspector ?? 0);
    await page.select('#option-paper', 'a6');
    await expect.poll(() => page.$eval('#points-count', (count) => count.textContent)).not.toBe('');
    for (const kind of ['sheet', 'deck']) {
      await page.click(`#kind-${kind}`);
      await page.waitForFunction(
        (name) => document.querySelector(name === 'deck' ? 'iframe' : '.pages img'),
        {},
        kind,
      );
      const latin = (await texts(page)).filter((text) => /[a-z]{2}/i.test(text.replace(NAMES, '')));
      expect([lang, kind, latin]).toEqual([lang, kind, []]);
    }
    expect(await axeFindings(page)).toEqual([]);
    // The first tab is at the right, and the next one to its left.
    await page.focus('#kind-deck');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('kind-sheet');
    await page.close();
  }
}, 180_000);

it('in German every word of the page is another than in English', async () => {
  const page = await opened('en');
  const english = new Set(await texts(page));
  await page.close();
  const german = await opened('de-AT,en;q=0.5');
  const same = (await texts(german)).filter(
    (text) => english.has(text) && /[a-z]{2}/i.test(text.replace(NAMES, '')),
  );
  // Both languages write them so.
  expect(same.filter((text) => !['Logo', '1'].includes(text))).toEqual([]);
  await german.close();
}, 120_000);
