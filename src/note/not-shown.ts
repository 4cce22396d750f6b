import type { Element, ElementContent, Root } from 'hast';
import { classesOf, eachElement, isElement, isTag, plainText } from '../markdown/tree.js';
import { type Problem, warning } from '../problem.js';

/** Languages of listings that their own programs draw. */
const DIAGRAM = /^language-(mermaid|plantuml|puml|graphviz|dot|d2|ditaa|nomnoml|wavedrom|vega(?:-lite)?)$/;

/**
 * What its author sees drawn or fetched elsewhere and a reader does not see here: `![[note]]`, whose name
 * stands in its place, and diagrams, which stay listings. mermaid alone is 3 MB and wants a page of its own.
 */
export function notShown(nodes: readonly ElementContent[], file: string): Problem[] {
  const problems: Problem[] = [];
  const look = (node: ElementContent): void => {
    if (!isElement(node)) return;
    const problem = embedProblem(node, file) ?? diagramProblem(node, file);
    if (problem !== null) problems.push(problem);
    else node.children.forEach(look);
  };
  nodes.forEach(look);
  return problems;
}

/** Elements that play or show another page, and what they are called. */
const PLAYERS: ReadonlyMap<string, string> = new Map([
  ['video', 'video'],
  ['audio', 'recording'],
  ['iframe', 'page'],
  ['embed', 'file'],
  ['object', 'file'],
]);

/** Videos and the like of a tree that is not yet sanitised: paper has no place for them. */
export function notPlayed(tree: Root, file: string): Problem[] {
  const problems: Problem[] = [];
  eachElement(tree, (element) => {
    const name = PLAYERS.get(element.tagName);
    if (name === undefined) return;
    const { src, data, title } = element.properties;
    const source = element.children.find((child) => isTag(child, 'source'));
    const address = String(src ?? data ?? source?.properties.src ?? title ?? '').slice(0, 80);
    const message = `the ${name} "${address}" is not shown`;
    problems.push(
      warning(
        message,
        placeOf(element, file),
        'Write a link to it, or save a picture of it beside the note.',
      ),
    );
  });
  return problems;
}

function embedProblem(node: Element, file: string): Problem | null {
  const name = node.properties.dataEmbed;
  if (!isTag(node, 'span') || name === undefined) return null;
  const message = `the note "${String(name).slice(0, 80) || plainText(node)}" is named, and not fetched`;
  return warning(message, placeOf(node, file), 'Write here what of it is to be shown.');
}

function diagramProblem(node: Element, file: string): Problem | null {
  if (!isTag(node, 'pre')) return null;
  const classes = [node, ...node.children.filter((child) => isElement(child))].flatMap(classesOf);
  const language = classes.map((name) => DIAGRAM.exec(name)?.[1]).find((found) => found !== undefined);
  if (language === undefined) return null;
  const hint = 'Save it as a picture beside the note, such as SVG, and show that.';
  return warning(`the ${language} diagram is shown as its source`, placeOf(node, file), hint);
}

function placeOf({ position }: Element, file: string) {
  return { file, line: position?.start.line ?? null, column: position?.start.column ?? null };
}
