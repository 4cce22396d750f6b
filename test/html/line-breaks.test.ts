import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';

const session = new BrowserSession({ browser: null, size: 1 });
afterAll(() => session.close());

/** The lines of a paragraph as the page lays it out in a narrow column. */
function linesOf(text: string, lang: string, sheet: 'sheet/sheet.css' | 'deck/deck.css'): Promise<string[]> {
  const css = readFileSync(new URL(`../../templates/${sheet}`, import.meta.url), 'utf8');
  const body = `<main class="paper"><div class="card"><p style="width:9em;font-size:16px">${text}</p></div></main>`;
  return session.withPuppeteerPage(async (page) => {
    await page.setContent(`<html lang="${lang}"><style>${css}</style><body>${body}</body></html>`);
    return page.evaluate(() => {
      const node = document.querySelector('p')?.firstChild as Text;
      const lines: string[] = [];
      let last = Number.NEGATIVE_INFINITY;
      for (const { segment, index } of new Intl.Segmenter().segment(node.data)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + segment.length);
        const { bottom } = range.getBoundingClientRect();
        if (bottom > last + 5) lines.push('');
        last = Math.max(last, bottom);
        lines[lines.length - 1] += segment;
      }
      return lines;
    });
  });
}

const THAI = 'นักเรียนทบทวนบทเรียนก่อนสอบทุกเย็นเพื่อให้จำเนื้อหาสำคัญได้นานขึ้นและตอบคำถามได้ถูกต้อง';
const KHMER = 'សិស្សរៀនមេរៀនមុនពេលប្រឡងរាល់ល្ងាចដើម្បីចងចាំបានយូរនិងឆ្លើយសំណួរបានល្អ';
const JAPANESE =
  'サーバーとデータベースのメモリーを、キャッシュとバッファーへ振り分ける。ユーザーは「エラー」を見ない。ッャーが行頭に来ないこと。';
const CHINESE =
  '学生在考试之前复习课文，以便记住重点；这样，回答问题时就不会出错。“引号”和（括号）也不能分开。';

describe.each(['sheet/sheet.css', 'deck/deck.css'] as const)('lines of %s', (sheet) => {
  it.each([
    ['th', THAI],
    ['km', KHMER],
  ])('of %s break between words', async (lang, text) => {
    const lines = await linesOf(text, lang, sheet);
    expect(lines.length).toBeGreaterThan(2);
    const words = new Intl.Segmenter(lang, { granularity: 'word' }).segment(text);
    const starts = new Set([...words].map(({ index }) => index));
    let at = 0;
    for (const line of lines) {
      expect(starts, `a line begins with ${line.slice(0, 6)}`).toContain(at);
      at += line.length;
    }
  });

  it.each([
    ['ja', JAPANESE],
    ['zh-Hans', CHINESE],
    ['en', JAPANESE],
  ])('of %s begin with no closing sign, no small kana and no long mark', async (lang, text) => {
    for (let shift = 0; shift < 4; shift += 1) {
      const [, ...lines] = await linesOf(text.slice(shift), lang, sheet);
      expect(lines.length).toBeGreaterThan(1);
      expect(lines.filter((line) => /^[。、，；：」）”ーッャュョァィゥェォ]/u.test(line))).toEqual([]);
      expect(lines.filter((line) => /[「（“]$/u.test(line))).toEqual([]);
    }
  });
});
