import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { nodesOf, type StructNode, textOf } from '../pdf/read-pdf.js';
import { type MadeSheet, madeSheet, noteFile } from './make-sheet.js';
import { tops } from './read-sheet.js';

const session = new BrowserSession({ browser: null });
afterAll(() => session.close());

const RICH = `---
title: Größe & “Rest” – Ünïcode 漢字
author: Ada Lovelace
date: 2024-05-16
tags: [Cloud, AWS & more]
lang: de
---

Ein Vorwort mit [Verweis](https://example.org/a?b=c&d=e).

<div markdown="1">
<a href="#eins" class="mindmap mindmap-new-section" style="--mindmap-color: teal">\`Eins\` \`chip\`</a>
<a href="#zwei" class="mindmap">\`Zwei\`</a>
<a href="#drei-serverless-und-vier" class="mindmap mindmap-new-section" style="--mindmap-color: red">\`Drei\`</a>
</div>

# Eins

- erster Punkt mit **Betonung** und Fachbegriffen, die über das Zeilenende hinausgehen müssen, damit man es sieht
  - innerer Punkt
  - zweiter innerer Punkt; ein [Verweis](https://example.com/)

1. zuerst
2. danach

#### Ein tiefer Kopf

| Spalte | Wert |
|--------|------|
| a      | 1    |
| b      | 2    |

# Zwei

Die Formel $$a^2 + b^2 = c^2$$ gilt.

\`\`\`js
const one = 1;
const two = 2;
\`\`\`

# Drei #serverless und   vier

![Eine Glocke](images/normal.png)

> ein Zitat
`;

let rich: MadeSheet;
let aws: MadeSheet;
beforeAll(async () => {
  rich = await madeSheet(session.withPage, RICH);
  const { file, text } = noteFile('2026-10-05-aws-big-data-and-ml.md');
  aws = await madeSheet(session.withPage, text, {}, { file });
});

/** Structure nodes by role, with the roles of their children. */
const childRoles = (node: StructNode): string[] =>
  node.children.flatMap((child) => (typeof child === 'string' ? [] : [child.role]));

describe('the document', () => {
  it('says what it is', () => {
    const { info, lang, showsTitle, isMarked } = rich.pdf;
    expect(info.Title).toBe('Größe & “Rest” – Ünïcode 漢字');
    expect(info.Author).toBe('Ada Lovelace');
    expect(info.Keywords).toBe('Cloud, AWS & more');
    expect(info.CreationDate).toBe("D:20240516000000+00'00'");
    expect(info.ModDate).toBe(info.CreationDate);
    expect([lang, showsTitle, isMarked]).toEqual(['de', true, true]);
  });

  it('embeds every font, and uses none but ours', () => {
    for (const { pdf } of [rich, aws]) {
      expect(pdf.fonts.length).toBeGreaterThan(1);
      for (const { name, embedded } of pdf.fonts) {
        expect(embedded, name).toBe(true);
        expect(name).toMatch(/^[A-Z]{6}\+(Asap|Inconsolata|NotoSans|NotoEmoji|DejaVuSans|KaTeX_)/);
      }
    }
  });

  it('holds no soft hyphen', () => {
    for (const { pdf } of [rich, aws])
      expect(pdf.painted.map(({ str }) => str).join('') + textOf(pdf.struct)).not.toContain('\u00AD');
  });
});

describe('bookmarks', () => {
  it('lead from groups to sections, titles whole', () => {
    expect(rich.pdf.outline.map(({ title, items }) => [title, items.map((item) => item.title)])).toEqual([
      ['Eins – Zwei', ['Eins', 'Zwei']],
      ['Drei und vier', ['Drei und vier']],
    ]);
    const inside = tops(aws.pdf.outline).filter(({ items }) => items.length === 0);
    expect(inside.map(({ title }) => title)).toEqual(aws.note.sections.map(({ title }) => title));
  });

  it('point to where the section begins', () => {
    for (const { title, topPt, page } of tops(rich.pdf.outline).filter(({ items }) => items.length === 0)) {
      const words = title.split(' ')[0] ?? '';
      const heading = rich.pdf.painted
        .filter(({ str }) => str.startsWith(words))
        .map(({ yPt }) => topPt - yPt);
      expect(page).toBe(0);
      // The baseline lies a little below the top of the heading's bar.
      expect(
        heading.some((below) => below > 0 && below < 25),
        title,
      ).toBe(true);
    }
  });
});

describe('links', () => {
  it('of the index lead into the page, those of the text to the web', () => {
    const inside = rich.pdf.links.filter(({ dest }) => dest !== null).map(({ dest }) => dest);
    expect(inside).toEqual(
      ['eins', 'zwei', 'drei-und-vier'].slice(0, 2).concat(rich.note.sections[2]?.id ?? ''),
    );
    const outside = rich.pdf.links.flatMap(({ url }) => url ?? []);
    expect(outside).toEqual(['https://example.org/a?b=c&d=e', 'https://example.com/']);
  });

  it('exist for every section of a long note', () => {
    const dests = new Set(aws.pdf.links.map(({ dest }) => dest));
    for (const { id } of aws.note.sections) expect(dests).toContain(id);
  });
});

describe('structure', () => {
  it('has one title and headings that skip no level', () => {
    for (const { pdf } of [rich, aws]) {
      const levels = nodesOf(pdf.struct, 'H1', 'H2', 'H3', 'H4', 'H5', 'H6').map(({ role }) =>
        Number(role[1]),
      );
      expect(levels.filter((level) => level === 1)).toEqual([1]);
      expect(levels[0]).toBe(1);
      for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 1)).toBeLessThanOrEqual(1);
    }
  });

  it('has lists as lists, the ordered ones too', () => {
    const items = nodesOf(rich.pdf.struct, 'LI').map((item) => textOf([item]).trim());
    expect(items).toEqual(expect.arrayContaining(['zuerst', 'danach', 'innerer Punkt']));
    for (const { pdf } of [rich, aws])
      for (const list of nodesOf(pdf.struct, 'L')) expect([...new Set(childRoles(list))]).toEqual(['LI']);
  });

  it('names stressed words as every reader knows them', () => {
    expect(nodesOf(rich.pdf.struct, 'Strong', 'Em')).toEqual([]);
    expect(nodesOf(rich.pdf.struct, 'Span').map((span) => textOf([span]))).toContain('Betonung');
  });

  it('has tables with heads, figures with their alt text, formulas with their TeX', () => {
    const [table] = nodesOf(rich.pdf.struct, 'Table');
    expect(nodesOf(table ? [table] : [], 'TH').map((cell) => textOf([cell]).trim())).toEqual([
      'Spalte',
      'Wert',
    ]);
    expect(nodesOf(table ? [table] : [], 'TD').map((cell) => textOf([cell]).trim())).toEqual([
      'a',
      '1',
      'b',
      '2',
    ]);
    const figures = nodesOf(rich.pdf.struct, 'Figure').map(({ alt }) => alt);
    expect(figures).toEqual(['a^2 + b^2 = c^2', 'Eine Glocke']);
  });

  it('reads in the order of the note, words apart', () => {
    const text = textOf(rich.pdf.struct).replace(/\s+/g, ' ');
    const order = [
      'Größe',
      'Ein Vorwort',
      'erster Punkt',
      'zuerst',
      'Ein tiefer Kopf',
      'Spalte',
      'Die Formel',
      'ein Zitat',
    ];
    expect(order.map((words) => text.indexOf(words))).toEqual(
      order.map((words) => text.indexOf(words)).sort((a, b) => a - b),
    );
    expect(order.filter((words) => !text.includes(words))).toEqual([]);
    expect(text).toContain('const one = 1; const two = 2;');
    expect(text).toContain('Fachbegriffen, die über das Zeilenende hinausgehen müssen, damit man es sieht');
  });
});

describe('the same note', () => {
  it('gives the same bytes, cold, warm, and after another note', async () => {
    const again = await madeSheet(session.withPage, RICH);
    expect(Buffer.compare(again.sheet.pdf, rich.sheet.pdf)).toBe(0);
    await madeSheet(session.withPage, '# Other\n\n- ≤ 漢字 `code`\n', { paper: 'a5', png: true });
    const after = await madeSheet(session.withPage, RICH);
    expect(Buffer.compare(after.sheet.pdf, rich.sheet.pdf)).toBe(0);
    const cold = new BrowserSession({ browser: null, size: 1 });
    try {
      const fresh = await madeSheet(cold.withPage, RICH);
      expect(Buffer.compare(fresh.sheet.pdf, rich.sheet.pdf)).toBe(0);
    } finally {
      await cold.close();
    }
  });

  it('is dated by SOURCE_DATE_EPOCH where that is set', async () => {
    process.env.SOURCE_DATE_EPOCH = '86400';
    try {
      const { pdf } = await madeSheet(session.withPage, '# A\n');
      expect(pdf.info.CreationDate).toBe("D:19700102000000+00'00'");
    } finally {
      delete process.env.SOURCE_DATE_EPOCH;
    }
  });
});
