import type { Element, ElementContent } from 'hast';
import { isElement, isTag } from '../../markdown/tree.js';
import type { Point, Section } from '../../model.js';

/** `A.`, `(b)` before an option of a question. */
const OPTION = /^\(?[A-Ha-h][.):]\s/;
const ANSWER = /^\W*(?:correct |right )?(?:answers?|solutions?)\b/i;
/** `https://…`, or `Reference: https://…`. */
export const ADDRESS = /^\W*(?:\w+:\s*)?<?(?:https?:\/\/|www\.)\S+$/i;
const COUNTED = /\b(two|three|four|five|six|seven|[2-7])\b[^.?]*:\s*$/i;
const NUMBERS = ['', '', 'two', 'three', 'four', 'five', 'six', 'seven'];

/**
 * Points that stay or go together: a question with its options and its answer, numbered steps, "three kinds:"
 * with its three.
 *
 * @returns ids of the points of each group; no point is in two
 */
export function boundPoints({
  points,
  body,
}: Pick<Section, 'points'> & { readonly body?: readonly Element[] }): number[][] {
  const children = new Map<number, Point[]>();
  for (const point of points)
    if (point.parent !== null) children.set(point.parent, [...(children.get(point.parent) ?? []), point]);
  const groups: number[][] = [];
  const taken = new Set<number>();
  // An address is of no use on paper, and no part of a question either.
  const addresses = new Set(points.filter(({ text }) => ADDRESS.test(text)).map(({ id }) => id));
  const bind = (ids: readonly number[]): void => {
    const free = ids.filter((id) => !taken.has(id) && !addresses.has(id));
    if (free.length < 2) return;
    for (const id of free) taken.add(id);
    groups.push(free);
  };
  for (const ids of markedQuestions(body ?? []).values()) bind(ids);
  for (const point of points) if (isQuestion(point, children)) bind(questionWith(point, children));
  for (const point of points) {
    const below = children.get(point.id) ?? [];
    const counted = COUNTED.exec(point.text)?.[1]?.toLowerCase();
    if (counted && (NUMBERS[below.length] === counted || String(below.length) === counted))
      bind([point.id, ...below.map(({ id }) => id)]);
  }
  for (const steps of numberedLists(body ?? [])) bind(steps);
  return groups;
}

function isQuestion({ id }: Point, children: ReadonlyMap<number, readonly Point[]>): boolean {
  return (children.get(id) ?? []).filter(({ text }) => OPTION.test(text)).length >= 2;
}

/** The question, its options, and of all that is below it what tells the answer. */
function questionWith(question: Point, children: ReadonlyMap<number, readonly Point[]>): number[] {
  const below = (id: number): Point[] =>
    (children.get(id) ?? []).flatMap((child) => [child, ...below(child.id)]);
  return [question, ...below(question.id)].flatMap(({ id, text }) =>
    id === question.id || OPTION.test(text) || ANSWER.test(text) ? [id] : [],
  );
}

/** Questions whose blocks the reader of the note has marked. */
function markedQuestions(body: readonly Element[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  const walk = (nodes: readonly ElementContent[], inside: string | null): void => {
    for (const node of nodes) {
      if (!isElement(node)) continue;
      const question = node.properties.dataQuestion;
      const here = question === undefined ? inside : String(question);
      const point = node.properties.dataPoint;
      if (here !== null && point !== undefined) found.set(here, [...(found.get(here) ?? []), Number(point)]);
      walk(node.children, here);
    }
  };
  walk(body, null);
  return found;
}

/** Lists with numbers of at most this many items are steps; a longer one is a collection. */
const MAX_STEPS = 9;

function numberedLists(body: readonly Element[]): number[][] {
  return body.flatMap((node): number[][] => {
    const inner = numberedLists(node.children.filter((child) => isElement(child)));
    if (!isTag(node, 'ol')) return inner;
    const items = node.children.flatMap((child) =>
      isElement(child) && child.properties.dataPoint !== undefined
        ? [Number(child.properties.dataPoint)]
        : [],
    );
    return items.length <= MAX_STEPS ? [...inner, items] : inner;
  });
}
