import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeckBench, everydayBrowser, noteOf, openDeck, watchedPage } from './deck-bench.js';

const bench = new DeckBench();
let browser: Browser;
beforeAll(async () => {
  browser = await everydayBrowser();
});
afterAll(async () => {
  await browser?.close();
  await bench.close();
});

const ATTACK = '</script><script>document.title="taken over"</script>';

/** Each is a whole note; all of them try to run code or to reach out. */
const NOTES: Readonly<Record<string, string>> = {
  'a script in the title': `---\ntitle: '${ATTACK}"><img src=x onerror=alert(1)>'\ntags: ['${ATTACK}']\nauthor: '${ATTACK}'\n---\n\n## One\n\n- a\n\n## Two\n\n- b\n`,
  'a script in headings, tags and terms': `## One ${ATTACK} #tag\n\n- **${ATTACK}**\n- \`${ATTACK}\`\n\n## Two\n\n- x\n`,
  'a script in code and in a quiz': `## One\n\n\`\`\`html\n${ATTACK}\n<!-- <script> -->\n\`\`\`\n\n<details><summary>${ATTACK}?</summary>\n\n${ATTACK}\n\n</details>\n\n## Two\n\n- x\n`,
  'templates in the text':
    '## {{constructor}} {{{x}}}\n\n- {{#with this}}{{> tools}}{{/with}} **{{title}}**\n\n## Two\n\n- {{css}}\n',
  'ids that clobber':
    '## One\n{: #Reveal}\n\n- a <span id="deck-map">x</span>\n\n## Two\n{: #101}\n\n- b\n\n## Three\n{: id="</style><script>alert(1)</script>"}\n\n- c\n',
  'styles that reach out':
    '## One\n\n- <p style="position:fixed;top:0;left:0;width:9999px;background:url(http://127.0.0.1:1/x)">a</p>\n\n<style>*{display:none}</style><link rel="prefetch" href="http://127.0.0.1:1/y"><iframe src="http://127.0.0.1:1/z"></iframe>\n\n## Two\n\n- b\n',
  'links that run':
    '## One\n\n- [a](javascript:alert(1)) [b](data:text/html,x) [c](#one)\n\n## Two\n\n- <a href="javascript:alert(1)" onclick="alert(1)">d</a>\n',
};

describe('a hostile note', () => {
  it.each(Object.entries(NOTES))(
    '%s: nothing runs, nothing is fetched, the deck works',
    async (_name, text) => {
      const { value } = await bench.render(noteOf(text));
      expect(value.overflowing).toBe(0);
      const { page, requests, errors } = await watchedPage(browser, 1280, 720);
      const dialogs: string[] = [];
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      const address = bench.save(value.html, 'hostile.html');
      await openDeck(page, address);
      const title = await page.title();
      await page.keyboard.press('m');
      await page.keyboard.press('Escape');
      await page.keyboard.press('r');
      const facts = await page.evaluate(() => ({
        scripts: document.scripts.length,
        strangers: document.querySelectorAll('iframe, object, embed, link, base, form:not(dialog form)')
          .length,
        javascript: document.querySelectorAll('[href^="javascript:" i], [href^="data:" i]').length,
        handlers: [...document.querySelectorAll('.slides *')].filter((element) =>
          element.getAttributeNames().some((name) => name.startsWith('on')),
        ).length,
      }));
      expect(facts).toEqual({ scripts: 1, strangers: 0, javascript: 0, handlers: 0 });
      await expect.poll(() => page.title()).toBe(title);
      expect(title).not.toBe('taken over');
      expect(dialogs).toEqual([]);
      expect(errors).toEqual([]);
      expect([...new Set(requests)]).toEqual([address]);
      await page.close();
    },
  );

  it("has none of its words in a script, and the scripts' hashes are the policy's", async () => {
    const { value } = await bench.render(noteOf(`## One\n\n- Xylophonequux ${ATTACK}\n\n## Two\n\n- b\n`));
    const scripts = [...value.html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => text);
    expect(scripts).toHaveLength(1);
    expect(scripts.join('')).not.toContain('Xylophonequux');
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(value.html)?.[1] ?? '';
    expect(policy).toContain('default-src');
    expect(policy.match(/sha256-/g)).toHaveLength(1);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });
});

it('an id of digits only still has an address of its own', async () => {
  const { value } = await bench.render(noteOf('## One\n{: #101}\n\n- a\n\n## Two\n\n- see [one](#101)\n'));
  const { page } = await watchedPage(browser, 1280, 720);
  await openDeck(page, bench.save(value.html, 'digits.html'));
  const target = await page.$eval('.slide-body a', (link) => link.getAttribute('href'));
  await page.evaluate((to) => {
    location.hash = to ?? '';
  }, target);
  await page.waitForFunction(
    () => document.querySelector('section.present')?.getAttribute('data-title') === 'One',
  );
  await page.close();
});
