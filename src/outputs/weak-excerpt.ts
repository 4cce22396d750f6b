import type { Point, Section } from '../model.js';
import { type Excerpt, wholeNote } from '../note/excerpt.js';
import { error, type Problem, ProblemError, type Warned, warning } from '../problem.js';
import { isShaky, ranking } from '../session/ranking.js';
import { readSession } from '../session/read-session.js';

/** Renders what a study session leaves of an excerpt. */
export type RenderWeak<T> = (weak: readonly Section[]) => Promise<Warned<T>>;

/**
 * Renders with the sections that a study session found shaky, the weakest first; or all as ever, where
 * there is no session, for a single section, and where nothing was shaky.
 *
 * @param file of the session, null for none
 * @throws ProblemError for a file that is no session
 */
export async function renderWeak<T>(
  excerpt: Excerpt,
  file: string | null,
  renderAll: () => Promise<Warned<T>>,
  render: RenderWeak<T>,
): Promise<Warned<T>> {
  if (file === null || !excerpt.isWhole) return renderAll();
  const session = await readSession(file, file);
  if (session === null) throw new ProblemError(error('there is no such study session', { file }));
  const byId = new Map(excerpt.sections.map((section) => [section.id, section]));
  const shaky = ranking(session, [...byId.keys()]).filter(isShaky);
  const weak = shaky.flatMap(({ section }) => byId.get(section) ?? []);
  if (weak.length > 0) return render(weak);
  const { value, problems } = await renderAll();
  return { value, problems: [...problems, nothingWeak(excerpt)] };
}

function nothingWeak({ note }: Excerpt): Problem {
  const hint = 'The whole note was made. Is it the session of this note?';
  return warning('no section of this note was found shaky in the study session', { file: note.file }, hint);
}

/** The weak sections alone, with no introduction. */
export function weakAlone({ note }: Excerpt, weak: readonly Section[]): Excerpt {
  const groups = note.groups.map((group) => ({
    ...group,
    sections: weak.filter(({ id }) => group.sections.includes(id)).map(({ id }) => id),
  }));
  return wholeNote({ ...note, intro: [], introPoints: [], groups, sections: weak });
}

/**
 * The weak sections first; what has to go goes from the others.
 *
 * @param isKept whether no point of the weak sections may go
 */
export function weakFirst(excerpt: Excerpt, weak: readonly Section[], isKept: boolean): Excerpt {
  const isWeak = new Set(weak);
  const whole = isKept ? weak.map((section) => marked(section, 'keep')) : weak;
  const others = excerpt.sections.filter((one) => !isWeak.has(one)).map((section) => marked(section, 'skip'));
  const introPoints = excerpt.introPoints.map((point) => withMark(point, 'skip'));
  const sections = [...whole, ...others];
  const points = [...introPoints, ...sections.flatMap((section) => section.points)];
  return { ...excerpt, introPoints, sections, points };
}

function marked(section: Section, override: 'keep' | 'skip'): Section {
  return { ...section, points: section.points.map((point) => withMark(point, override)) };
}

/** The author's own mark stays. */
function withMark(point: Point, override: 'keep' | 'skip'): Point {
  return { ...point, override: point.override ?? override };
}
