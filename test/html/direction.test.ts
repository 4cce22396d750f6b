import type { Element } from 'hast';
import { h } from 'hastscript';
import { describe, expect, it } from 'vitest';
import { boxDirection, directed, lineDirection } from '../../src/html/direction.js';
import { isElement, plainText } from '../../src/markdown/tree.js';
import { parseNote } from '../../src/note/parse-note.js';

const reading = (text: string): string => {
  const { lang, dir } = parseNote(text, 'note.md').value.meta;
  return `${lang} ${dir}`;
};

describe('a note', () => {
  it.each([
    ['---\nlang: ar\n---\n\n# A\n\nEnglish\n', 'ar rtl'],
    ['---\nlang: fa_IR\n---\n\n# A\n\nEnglish\n', 'fa-IR rtl'],
    ['---\nlang: az-Arab\n---\n\n# A\n\nx\n', 'az-Arab rtl'],
    ['---\nlang: ks-Deva\n---\n\n# A\n\nx\n', 'ks-Deva ltr'],
    ['---\ndir: rtl\n---\n\n# A\n\nEnglish\n', 'en rtl'],
    ['---\nlang: ar\ndir: ltr\n---\n\n# مرحبا\n', 'ar ltr'],
    ['---\ndir: /notes\n---\n\n# A\n\nEnglish\n', 'en ltr'],
    ['# ملخص\n\nهذه جملة عن AWS و Kubernetes.\n', 'ar rtl'],
    ['# خلاصه\n\nاین گزارش دربارهٔ چند پرسش است.\n', 'fa rtl'],
    ['# סיכום\n\nמשפט אחד על HTTP.\n', 'he rtl'],
    ['# Words\n\nThe word שלום means peace, and nothing else.\n', 'en ltr'],
    ['# A\n\n<div dir="rtl">\n\nOnly this paragraph is here.\n\n</div>\n', 'en rtl'],
    ['# A\n\n```\nנוסח נוסח נוסח נוסח\n```\n\nEnglish\n', 'en ltr'],
    ['# 笔记\n\n云计算是一种按需付费的服务。\n', 'zh ltr'],
    ['# 筆記\n\n雲端運算是一種會為學生說明的服務。\n', 'zh-Hant ltr'],
    ['# メモ\n\nクラウドは便利です。\n', 'ja ltr'],
    ['# 메모\n\n클라우드는 편리합니다.\n', 'ko ltr'],
    ['# Нотатки\n\nЦе речення про їжу і воду.\n', 'uk ltr'],
    ['# Заметки\n\nЭто предложение о воде.\n', 'ru ltr'],
    ['# टिप्पणी\n\nयह एक वाक्य है।\n', 'hi ltr'],
    ['# Notizen\n\nEin Satz mit 東京 darin, sonst nichts.\n', 'en ltr'],
  ])('%j is read as %s', (text, expected) => {
    expect(reading(text)).toBe(expected);
  });

  it('in doubt is read as its title is', () => {
    const body = '\n- كلمة word\n- جملة sentence\n- كتاب book\n';
    expect(reading(`# قائمة${body}`)).toMatch(/rtl$/);
    expect(reading(`# A list of words${body}`)).toMatch(/ltr$/);
  });
});

it('a line runs as its first letter does, unless most of it is of the text around it', () => {
  expect(lineDirection('HTTP هو بروتوكول الويب', 'rtl')).toBe('rtl');
  expect(lineDirection('HTTP', 'rtl')).toBe('ltr');
  expect(lineDirection('מילה and then a lot of English', 'ltr')).toBe('ltr');
  expect(lineDirection('משפט שלם בעברית', 'ltr')).toBe('rtl');
  expect(lineDirection('1234 – 50 %', 'rtl')).toBe('rtl');
});

it('a box turns only where it is clearly of the other direction', () => {
  const box = (text: string, around: 'ltr' | 'rtl'): string => boxDirection([h('p', text)], around);
  expect(box('VPN', 'rtl')).toBe('rtl');
  expect(box('A whole sentence in English stands here', 'rtl')).toBe('ltr');
  expect(box('كتاب book', 'ltr')).toBe('rtl');
  expect(box('book كتاب', 'ltr')).toBe('ltr');
});

describe('directions of blocks', () => {
  const found = (blocks: Element[], around: 'ltr' | 'rtl'): string[] => {
    const out: string[] = [];
    const visit = (node: Element): void => {
      const { dir, dataAlign } = node.properties;
      if (dir !== undefined) out.push(`${node.tagName} ${dir} ${dataAlign ?? ''} ${plainText(node)}`.trim());
      for (const child of node.children) if (isElement(child)) visit(child);
    };
    for (const block of directed(blocks, around)) visit(block);
    return out;
  };

  it('are said only where they differ, and lines of a list keep its side', () => {
    const list = h('ul', [h('li', h('p', 'الأول')), h('li', h('p', 'TCP/IP'))]);
    expect(found([list], 'rtl')).toEqual(['p ltr end TCP/IP']);
    expect(found([list], 'ltr')).toEqual(['ul rtl  الأولTCP/IP', 'p ltr end TCP/IP']);
  });

  it('leave a text without any as it is', () => {
    const blocks = [h('p', 'English'), h('pre', h('code', 'x'))];
    expect(directed(blocks, 'ltr')).toEqual(blocks);
  });

  it('keep code, addresses and dates in their own order', () => {
    expect(found([h('pre', h('code', 'x = 1'))], 'rtl')).toEqual(['pre ltr  x = 1']);
    expect(found([h('p', 'انظر https://example.org/a/ و C++ في 2024-05-16.')], 'rtl')).toEqual([
      'span ltr  https://example.org/a/',
      'span ltr  C++',
      'span ltr  2024-05-16',
    ]);
  });

  it('are the author’s where he says them', () => {
    expect(found([h('div', { dir: 'rtl' }, [h('ul', h('li', h('p', 'HTML')))])], 'ltr')).toEqual([
      'div rtl  HTML',
      'p ltr end HTML',
    ]);
    expect(found([h('p', { dir: 'auto' }, 'مرحبا')], 'ltr')).toEqual(['p rtl  مرحبا']);
  });
});
