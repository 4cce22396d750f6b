import type { ElementContent } from 'hast';
import { messagesFor } from '../../html/messages.js';
import { plainText } from '../../markdown/tree.js';
import type { Section } from '../../model.js';
import type { Excerpt } from '../../note/excerpt.js';
import { withoutSpeakerNotes } from '../../note/speaker-notes.js';
import { atomTree } from './atom-tree.js';
import type { Flow } from './flow.js';
import { findQuizzes } from './quiz.js';
import { recapBody } from './recap.js';

/** A section's slides below one horizontal step: its own flow, then one for each question. */
export interface SectionFlows {
  readonly section: Section;
  readonly flows: readonly Flow[];
}

export function introFlow({ note, intro, introPoints }: Excerpt): Flow | null {
  if (intro.length === 0) return null;
  const { about } = messagesFor(note.meta.lang);
  return {
    kind: 'intro',
    id: 'deck-introduction',
    heading: [{ type: 'text', value: about }],
    title: about,
    group: null,
    chips: [],
    tags: [],
    body: atomTree(withoutSpeakerNotes(intro), introPoints),
    notes: '',
    line: introPoints[0]?.line ?? 1,
  };
}

export function sectionFlows(section: Section): SectionFlows {
  const { body, quizzes } = findQuizzes(atomTree(withoutSpeakerNotes(section.body), section.points));
  const own: Flow = {
    kind: 'section',
    id: section.id,
    heading: section.heading,
    title: section.title,
    group: section.group,
    chips: section.chips,
    tags: section.tags,
    body,
    notes: section.source,
    line: section.lines[0],
  };
  const asked = quizzes.map(
    (quiz, index): Flow => ({
      ...own,
      kind: 'quiz',
      id: `${section.id}--quiz-${index + 1}`,
      heading: quiz.question as ElementContent[],
      title: plainText(quiz.question),
      chips: [section.shortName],
      tags: [],
      body: quiz.answer,
    }),
  );
  return { section, flows: [own, ...asked] };
}

export function recapFlow({ note, sections }: Excerpt): Flow | null {
  const body = recapBody(sections);
  if (body.length === 0) return null;
  const { recap } = messagesFor(note.meta.lang);
  return {
    kind: 'recap',
    id: 'deck-recap',
    heading: [{ type: 'text', value: recap }],
    title: recap,
    group: null,
    chips: [],
    tags: [],
    body,
    notes: '',
    line: 1,
  };
}
