import { NoTree, type PdfFile } from './pdf-file.js';
import { referenceAt, valueIn, withEntries, withStrings } from './pdf-syntax.js';

/** Chrome tags `<strong>` and `<em>` as PDF 2.0 names them; older readers skip what they do not know. */
const ROLE_MAP = '<</Strong /Span /Em /Span>>';

/** The names of cells as Chrome writes them, and the keys that hold them: a cell's own, and of its heads. */
const NODE_NAME = /^\(node\d{8}\)$/;
const NAMING_KEYS: readonly string[] = ['ID', 'Headers'];

/** Makes the tree of tags one that every reader knows, and the same from one print to the next. */
export function tidyStructure(file: PdfFile): void {
  const treeId = referenceAt(file.object(file.rootId), 'StructTreeRoot');
  if (treeId === null) return;
  const tree = file.object(treeId);
  if (valueIn(tree, 'RoleMap') === null) file.set(treeId, withEntries(tree, { RoleMap: ROLE_MAP }));
  nameCellsAnew(file, treeId);
}

/**
 * Chrome names the cells of table heads by numbers that go on from document to document in one browser
 * and come in no fixed order: `(node00000148)`. Counted anew as they stand in the tree, with the index
 * of names in that order (ISO 32000-1, 7.9.6: sorted). What is no tree keeps Chrome's names.
 */
function nameCellsAnew(file: PdfFile, treeId: number): void {
  const named = namedElements(file, treeId);
  if (named === null) return;
  const numbers = new Map(named.map(({ name }, i) => [name, `(node${String(i + 1).padStart(8, '0')})`]));
  const rename = (text: string, key: string): string =>
    NAMING_KEYS.includes(key) && NODE_NAME.test(text) ? (numbers.get(text) ?? '(node00000000)') : text;
  file.rewrite((dictionary) => (dictionary.includes('(node') ? withStrings(dictionary, rename) : dictionary));
  const indexId = referenceAt(file.object(treeId), 'IDTree');
  if (indexId === null) return;
  const names = named.map(({ name, id }) => `${numbers.get(name)} ${id} 0 R`);
  file.set(indexId, `<</Names [${names.join('\n')}]>>`);
}

interface NamedElement {
  readonly id: number;
  /** As Chrome wrote it, with its parentheses. */
  readonly name: string;
}

/** The elements below one that carry a name, in reading order; null where it is no tree. */
function namedElements(file: PdfFile, from: number): readonly NamedElement[] | null {
  const found: NamedElement[] = [];
  try {
    for (const id of file.walk(from, 'K')) {
      const name = valueIn(file.object(id), 'ID');
      if (name !== null && NODE_NAME.test(name)) found.push({ id, name });
    }
  } catch (failure) {
    if (failure instanceof NoTree) return null;
    throw failure;
  }
  return found;
}
