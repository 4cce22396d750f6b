import type { Element, ElementContent } from 'hast';
import { isElement } from '../markdown/tree.js';
import type { Point, Section } from '../model.js';

/** The points of a section by number, with their elements and what explains them. */
export interface PointTree {
  readonly points: ReadonlyMap<number, Point>;
  readonly elements: ReadonlyMap<number, Element>;
  /** The points directly below one, in the order of the text. */
  readonly below: ReadonlyMap<number, readonly Point[]>;
}

export function pointTree({ points, body }: Section): PointTree {
  const below = new Map<number, Point[]>();
  for (const point of points) {
    if (point.parent === null) continue;
    const siblings = below.get(point.parent);
    if (siblings) siblings.push(point);
    else below.set(point.parent, [point]);
  }
  const elements = new Map<number, Element>();
  const visit = (node: ElementContent): void => {
    if (!isElement(node)) return;
    if (node.properties.dataPoint !== undefined) elements.set(Number(node.properties.dataPoint), node);
    node.children.forEach(visit);
  };
  body.forEach(visit);
  return { points: new Map(points.map((point) => [point.id, point])), elements, below };
}

/** The points that a point explains, the outermost first. */
export function pointsAbove(point: Point, { points }: PointTree): readonly Point[] {
  const above: Point[] = [];
  let parent = point.parent === null ? undefined : points.get(point.parent);
  while (parent) {
    above.unshift(parent);
    parent = parent.parent === null ? undefined : points.get(parent.parent);
  }
  return above;
}
