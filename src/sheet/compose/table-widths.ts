import type { Element, ElementContent } from 'hast';
import { isElement, isTag, plainText } from '../../markdown/tree.js';

/** Below this many characters a line a longer text becomes a ladder. */
const LEAST_CHARS = 16;
/** Characters that all columns together may claim: the narrowest column of a sheet holds some more. */
const MOST_CHARS = 32;
/** Mean width of a character of the condensed face. */
const CHAR_EM = 0.36;

/**
 * A browser gives a column of long texts nearly all the width, and its neighbours that of their longest word. Each
 * column gets a least width by its own longest text instead, as far as a narrow column of the sheet can give it.
 */
export function withColumnWidths(table: Element): Element {
  const rows = rowsOf(table);
  const [first] = rows;
  if (!first || rows.some((row) => cellsOf(row).some(spans))) return table;
  const longest: number[] = [];
  for (const row of rows)
    cellsOf(row).forEach((cell, i) => {
      longest[i] = Math.max(longest[i] ?? 0, plainText(cell).length);
    });
  const least = longest.map((chars) => Math.min(chars, LEAST_CHARS));
  const share = Math.min(
    1,
    MOST_CHARS /
      Math.max(
        1,
        least.reduce((sum, chars) => sum + chars, 0),
      ),
  );
  let column = -1;
  const children = first.children.map((cell): ElementContent => {
    if (!isTag(cell, 'td', 'th')) return cell;
    column += 1;
    const em = (share * CHAR_EM * (least[column] ?? 0)).toFixed(2);
    const style = [cell.properties.style, `min-width:${em}em`].filter(Boolean).join(';');
    return { ...cell, properties: { ...cell.properties, style } };
  });
  return replaced(table, first, { ...first, children });
}

function rowsOf(node: Element): Element[] {
  return node.children
    .filter(isElement)
    .flatMap((child) =>
      isTag(child, 'tr') ? [child] : isTag(child, 'thead', 'tbody', 'tfoot') ? rowsOf(child) : [],
    );
}

function cellsOf(row: Element): Element[] {
  return row.children.filter((child) => isTag(child, 'td', 'th'));
}

function spans({ properties }: Element): boolean {
  return Number(properties.colSpan ?? 1) > 1 || Number(properties.rowSpan ?? 1) > 1;
}

function replaced(node: Element, old: Element, by: Element): Element {
  const children = node.children.map((child): ElementContent => {
    if (child === old) return by;
    return isElement(child) && !isTag(child, 'tr') ? replaced(child, old, by) : child;
  });
  return { ...node, children };
}
