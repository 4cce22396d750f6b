import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeckBench, everydayBrowser, noteOf, openDeck, press, watchedPage } from './deck-bench.js';

const bench = new DeckBench();
let browser: Browser;
beforeAll(async () => {
  browser = await everydayBrowser();
});
afterAll(async () => {
  await browser?.close();
  await bench.close();
});

const COMMENTED = `# One

- first <!-- .element: class="fragment" -->
- **second** <!-- .element: class="fragment" -->
- third

A paragraph. <!-- .element: class="fragment" -->

# Two

\`\`\`js [1|3-4]
const a = 1;
const b = 2;
const c = 3;
const d = 4;
\`\`\`
`;

const KRAMDOWN = `# One
{: .big}

- {:.fragment} first
- {:.fragment} **second**
- third

A paragraph.
{: .fragment}

# Two

~~~ js [1|3-4]
const a = 1;
const b = 2;
const c = 3;
const d = 4;
~~~
`;

/** Words that can be read on the slide now shown. */
const readable = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(
      document.querySelector('section.present:not(.stack) .slide-body') ?? document.body,
      NodeFilter.SHOW_TEXT,
    );
    let text = '';
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent?.checkVisibility({ checkVisibilityCSS: true })) text += ` ${walker.currentNode.nodeValue}`;
    }
    return text.replace(/\s+/g, ' ').trim();
  });

const brightLines = (page: Page): Promise<string[]> =>
  page.$$eval('section.present:not(.stack) .code-line:not(.dim-line)', (lines) =>
    lines.map((line) => line.textContent?.trim() ?? ''),
  );

describe.each([
  ['GFM', COMMENTED],
  ['kramdown', KRAMDOWN],
])('steps in %s', (_name, text) => {
  let address = '';
  beforeAll(async () => {
    const { value } = await bench.render(noteOf(text));
    address = bench.save(value.html, 'steps.html');
  });

  it('show points and lines of code one after another', async () => {
    const { page, errors } = await watchedPage(browser, 1280, 720);
    await openDeck(page, `${address}#/one`);
    await expect.poll(() => readable(page)).toBe('third');
    await press(page, 'Space');
    await expect.poll(() => readable(page)).toBe('first third');
    await press(page, 'Space', 'Space');
    await expect.poll(() => readable(page)).toBe('first second third A paragraph.');
    await press(page, 'Space');
    await expect.poll(() => brightLines(page)).toEqual(['const a = 1;']);
    await press(page, 'Space');
    await expect.poll(() => brightLines(page)).toEqual(['const c = 3;', 'const d = 4;']);
    await press(page, 'ArrowLeft');
    await expect.poll(() => brightLines(page)).toEqual(['const a = 1;']);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('hide nothing on a phone, for printing and without scripts', async () => {
    for (const [width, query, scripts] of [
      [390, '', true],
      [1280, '?print-pdf', true],
      [1280, '', false],
    ] as const) {
      const { page } = await watchedPage(browser, width, 800);
      await page.setJavaScriptEnabled(scripts);
      await page.goto(`${address}${query}`);
      if (scripts) await page.waitForSelector(query === '' ? 'main.ready' : 'html.pages');
      const unseen = await page.$$eval('.fragment, .code-line', (all) =>
        all.flatMap((one) => {
          const isEmpty = (one.textContent ?? '').trim() === '';
          const isSeen = one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
          const like = one.closest('pre') ?? one.parentElement;
          const isDim =
            one.matches('.code-line') && like && getComputedStyle(one).color !== getComputedStyle(like).color;
          return isEmpty || (isSeen && !isDim) ? [] : [one.outerHTML];
        }),
      );
      expect(unseen).toEqual([]);
      await page.close();
    }
  });
});

it('shows every item of every list in turn where the note asks for it', async () => {
  const note = noteOf(
    '# One\n\n- first\n  - inner\n- second\n\n<details><summary>Which?</summary>This.</details>\n',
  );
  const { value } = await bench.render(note, { incremental: true });
  expect(value.html.match(/<li class="fragment">/g)).toHaveLength(3);
  expect((await bench.render(note)).value.html).not.toContain('<li class="fragment">');
});

it('says the text of each question once, however many there are', async () => {
  const questions = Array.from(
    { length: 60 },
    (_, i) => `<details><summary>Which is number ${i}?</summary>It is the zebra${i}x.</details>`,
  );
  const { value } = await bench.render(noteOf(`# Asked\n\n${questions.join('\n\n')}\n`));
  expect(value.html.match(/zebra31x/g)).toHaveLength(1);
  // Heading and title for the list of slides.
  expect(value.html.match(/Which is number 31\?/g)).toHaveLength(2);
});
