import type { Note } from '../model.js';
import type { Excerpt } from '../note/excerpt.js';
import type { WithPage } from '../page/render-page.js';
import { type Problem, type Warned, warning } from '../problem.js';

/**
 * Renders within the limits of one output, and reports what the note asked of the network.
 *
 * @param render makes the sheet or the deck with the pages that it is given
 * @throws ProblemError for more text than an output may hold, or from `render`
 */
export async function renderWithinLimits<T>(
  excerpt: Excerpt,
  withPage: WithPage,
  render: (withPage: WithPage) => Promise<Warned<T>>,
): Promise<Warned<T>> {
  // Loaded only when something is made: it brings packages along that no other run needs.
  const { refuseTooLarge } = await import('./refuse-too-large.js');
  refuseTooLarge(excerpt);
  const refused: Problem[] = [];
  const reporting: WithPage = (work, needs = {}) =>
    withPage(work, { ...needs, onRefused: (url) => refused.push(refusal(url, excerpt.note)) });
  const { value, problems } = await render(reporting);
  return { value, problems: [...problems, ...refused] };
}

/** The note asked for something outside itself, and did not get it. */
function refusal(url: string, note: Note): Problem {
  const shown = url.length > 100 ? `${url.slice(0, 99)}…` : url;
  const lines = note.source.split('\n');
  const index = lines.findIndex((line) => line.includes(url) || line.includes(url.replace(/\/$/, '')));
  const hint = 'Save what it shows beside the note and point to the file.';
  return warning(`not loaded: ${shown}`, { file: note.file, line: index < 0 ? null : index + 1 }, hint);
}
