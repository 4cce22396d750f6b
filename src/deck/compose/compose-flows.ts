import type { Element, ElementContent } from 'hast';
import { boxDirection, sectionDirection } from '../../html/direction.js';
import { messagesFor } from '../../html/messages.js';
import type { Direction } from '../../markdown/direction.js';
import { isElement, isTag, plainText } from '../../markdown/tree.js';
import type { Section } from '../../model.js';
import type { Excerpt } from '../../note/excerpt.js';
import { speakerNotesIn, withoutSpeakerNotes } from '../../note/speaker-notes.js';
import { atomTree } from './atom-tree.js';
import type { Flow } from './flow.js';
import { findQuizzes } from './quiz.js';
import { recapBody } from './recap.js';

/** A section's horizontal steps: its questions, before the slides that give the answers away; then its own. */
export interface SectionFlows {
  readonly quiz: readonly Flow[];
  /** Null where all of the section are questions. */
  readonly own: Flow | null;
}

export function introFlow(
  { note, intro, introPoints }: Excerpt,
  functional: ReadonlySet<string>,
): Flow | null {
  if (intro.length === 0) return null;
  const { about } = messagesFor(note.meta.lang);
  return {
    kind: 'intro',
    id: 'deck-introduction',
    section: 'deck-introduction',
    heading: [{ type: 'text', value: about }],
    title: about,
    direction: boxDirection(intro, note.meta.dir),
    group: null,
    chips: [],
    tags: [],
    body: atomTree(withoutSpeakerNotes(intro), introPoints, functional),
    notes: '',
    line: introPoints[0]?.line ?? 1,
  };
}

export function sectionFlows(
  section: Section,
  functional: ReadonlySet<string>,
  around: Direction,
): SectionFlows {
  const tree = atomTree(withoutSpeakerNotes(section.body), section.points, functional);
  const { body, quizzes } = findQuizzes(tree, section.heading);
  const spoken = speakerNotesIn(section.body)
    .map(({ text }) => text)
    .join('\n\n');
  const own: Flow = {
    kind: 'section',
    id: section.id,
    section: section.id,
    heading: section.heading,
    title: section.title,
    direction: sectionDirection(section, around),
    group: section.group,
    chips: section.chips,
    tags: section.tags,
    body,
    notes: spoken === '' ? section.source : spoken,
    line: section.lines[0],
  };
  const isEmpty = quizzes.length > 0 && plainText(body).trim() === '' && !body.some(holdsPicture);
  const quiz = quizzes.map(
    ({ question, answer, label }, index): Flow => ({
      ...own,
      kind: 'quiz',
      // The section's address leads to its first question where it has nothing else.
      id: isEmpty && index === 0 ? section.id : `${section.id}--quiz-${index + 1}`,
      heading: question as ElementContent[],
      title: plainText(question),
      chips: [section.shortName, label].filter((name) => name !== ''),
      tags: [],
      body: answer,
      notes: '',
    }),
  );
  return { quiz, own: isEmpty ? null : own };
}

function holdsPicture(element: Element): boolean {
  return (
    isTag(element, 'img', 'svg', 'hr') ||
    element.children.some((child) => isElement(child) && holdsPicture(child))
  );
}

export function recapFlow({ note, sections }: Excerpt, functional: ReadonlySet<string>): Flow | null {
  const body = recapBody(sections, functional);
  if (body.length === 0) return null;
  const { recap } = messagesFor(note.meta.lang);
  return {
    kind: 'recap',
    id: 'deck-recap',
    section: 'deck-recap',
    heading: [{ type: 'text', value: recap }],
    title: recap,
    direction: note.meta.dir,
    group: null,
    chips: [],
    tags: [],
    body,
    notes: '',
    line: 1,
  };
}
