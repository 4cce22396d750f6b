import { describe, expect, it } from 'vitest';
import type { Note } from '../../src/model.js';
import { type Excerpt, sectionOf, wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { bookmarksOf } from '../../src/sheet/bookmarks.js';
import { heldPaper, heldPapers } from '../../src/sheet/layout/paper.js';

describe('paper', () => {
  it('is held as asked, and both ways where it may be either', () => {
    expect(heldPaper('a4', 'portrait')).toMatchObject({ widthMm: 210, heightMm: 297 });
    expect(heldPaper('a4', 'landscape')).toMatchObject({ widthMm: 297, heightMm: 210 });
    expect(heldPapers('letter', 'auto').map(({ orientation }) => orientation)).toEqual([
      'portrait',
      'landscape',
    ]);
    expect(heldPapers('a5', 'landscape')).toHaveLength(1);
  });

  it("holds a size of the user's own as it was written", () => {
    expect(heldPapers('297x210mm', 'portrait')).toEqual([
      { name: '297x210mm', orientation: 'landscape', widthMm: 297, heightMm: 210 },
    ]);
  });
});

describe('bookmarks', () => {
  const read = (text: string): Note => parseNote(text, 'n.md').value;
  const titles = (excerpt: Excerpt) => {
    const anchors = excerpt.sections.map(({ id }, i) => ({ id, page: 0, topPx: 8 * i, leftPx: 16 * i }));
    return bookmarksOf(excerpt, { inkPx: [], beyond: [], narrowed: [], anchors }).map(
      ({ title, topPx, children }) => [title, topPx, children.map((child) => child.title)],
    );
  };
  const map = (first: string): string =>
    `<div markdown="1">\n${first}\n<a href="#b" class="mindmap">\`B\`</a>\n<a href="#c" class="mindmap mindmap-new-section">\`C\`</a>\n</div>\n\n# A\n\nx\n\n# B\n\ny\n\n# C\n\nz\n`;

  it('lists the sections of a note without groups', () => {
    expect(titles(wholeNote(read('# A\n\nx\n\n# B\n\ny\n')))).toEqual([
      ['A', 0, []],
      ['B', 1, []],
    ]);
  });

  it('groups sections, and calls a group without a name by its ends', () => {
    const note = read(map('<a href="#a" class="mindmap mindmap-new-section">`A`</a>'));
    expect(note.groups).toHaveLength(2);
    expect(titles(wholeNote(note))).toEqual([
      ['A – B', 0, ['A', 'B']],
      ['C', 2, ['C']],
    ]);
  });

  it('has one entry for a single section', () => {
    const note = read(map('<a href="#a" class="mindmap mindmap-new-section">`A`</a>'));
    expect(titles(sectionOf(note, 'b') ?? wholeNote(note))).toEqual([['B', 0, []]]);
  });
});
