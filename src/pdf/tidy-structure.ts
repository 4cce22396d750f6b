import { type PdfFile, referencesIn } from './pdf-file.js';

/** Chrome tags `<strong>` and `<em>` as PDF 2.0 names them; older readers skip what they do not know. */
const ROLE_MAP = '/RoleMap <</Strong /Span /Em /Span>>';

const NODE_NAME = /\(node\d{8}\)/g;

/** Makes the tree of tags one that every reader knows, and the same from one print to the next. */
export function tidyStructure(file: PdfFile): void {
  const treeId = Number(/\/StructTreeRoot (\d+) 0 R/.exec(file.object(file.rootId))?.[1] ?? 0);
  if (treeId === 0) return;
  const tree = file.object(treeId);
  if (!tree.includes('/RoleMap')) file.set(treeId, tree.replace(/>>$/, `\n${ROLE_MAP}>>`));
  nameCellsAnew(file, treeId);
}

/**
 * Chrome names the cells of table heads by numbers that go on from document to document in one browser
 * and come in no fixed order: `(node00000148)`. Counted anew as they stand in the tree, with the index
 * of names in that order (ISO 32000-1, 7.9.6: sorted).
 */
function nameCellsAnew(file: PdfFile, treeId: number): void {
  const named = namedElements(file, treeId);
  const numbers = new Map(named.map(({ name }, i) => [name, String(i + 1).padStart(8, '0')]));
  const indexId = Number(/\/IDTree (\d+) 0 R/.exec(file.object(treeId))?.[1] ?? 0);
  if (indexId > 0)
    file.set(indexId, `<</Names [${named.map(({ name, id }) => `${name} ${id} 0 R`).join('\n')}]>>`);
  file.replaceAll(NODE_NAME, (name) => `(node${numbers.get(name) ?? '00000000'})`);
}

/** The elements below one that carry a name, in reading order. */
function namedElements(file: PdfFile, from: number): { readonly id: number; readonly name: string }[] {
  const found: { id: number; name: string }[] = [];
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const element = file.object(id);
    const name = /\/ID (\(node\d{8}\))/.exec(element)?.[1];
    if (name) found.push({ id, name });
    waiting.push(...kidsOf(element).reverse());
  }
  return found;
}

function kidsOf(element: string): number[] {
  const kids = /\/K\s*(\[[^\]]*\]|\d+ 0 R)/.exec(element)?.[1];
  return kids === undefined ? [] : referencesIn(kids).filter((id) => id > 0);
}
