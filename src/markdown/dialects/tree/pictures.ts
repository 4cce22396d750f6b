import type { Element, Parents } from 'hast';

/** `icon.png =48x24`, `=x24`, `=50%x`, as markdown-it and HackMD write it. */
const SIZE_BEHIND_ADDRESS = /(?:\s|%20)+=(\d{1,5}%?)?x?(\d{1,5}%?)?$/;
/** `![words|120](…)` and `|120x80`, as Obsidian writes it. */
const SIZE_IN_WORDS = /^([\s\S]*?)\\?\|\s*(\d{1,5})(?:x(\d{1,5}))?\s*$/;
/** `{width=24}` right behind, as Pandoc and Quarto write it; `{: width="24"}` is kramdown's. */
const ATTRIBUTES = /^\{:?([^{}\n]{1,300})\}/;
const ATTRIBUTE = /^(?:[#.][\w:.–—-]+|[a-z-]+=(?:["“”][^"“”]*["“”]|'[^']*'|[^\s"'“”]+))$/;
const LENGTH = /^(\d{1,5}(?:\.\d{1,3})?)\s*(px|%|cm|mm|in|pt|em)?$/;
/** CSS pixels of each unit. */
const PX: Readonly<Record<string, number>> = { cm: 37.8, mm: 3.78, in: 96, pt: 4 / 3, em: 16 };

/**
 * The size that a picture's author gave it, in whatever dialect, as `width` and `height`: pixels, or per
 * cent of the column. Changes the picture and the text behind it in place.
 */
export function settlePicture(image: Element, parent: Parents): void {
  const { properties } = image;
  const source = String(properties.src ?? '');
  const behind = SIZE_BEHIND_ADDRESS.exec(source);
  if (behind !== null && (behind[1] ?? behind[2]) !== undefined) {
    properties.src = source.slice(0, behind.index);
    setSize(image, behind[1], behind[2]);
  }
  const words = SIZE_IN_WORDS.exec(String(properties.alt ?? ''));
  if (words !== null) {
    properties.alt = words[1] ?? '';
    setSize(image, words[2], words[3]);
  }
  takeAttributes(image, parent);
  takeDocsifySize(image);
  takeStyleSize(image);
  for (const side of ['width', 'height'] as const) {
    const given = properties[side];
    if (given === undefined) continue;
    const length = lengthOf(String(given));
    if (length === null) delete properties[side];
    else properties[side] = length;
  }
}

/** `![](a.png ':size=100x50')`, as Docsify has it. */
function takeDocsifySize({ properties }: Element): void {
  const found = /^:size=(\d{1,5}%?)(?:x(\d{1,5}%?))?$/.exec(String(properties.title ?? ''));
  if (found === null) return;
  delete properties.title;
  properties.width = found[1] ?? '';
  if (found[2] !== undefined) properties.height = found[2];
}

/** `style="width: 30%"`, and `style="zoom:50%"`, as Typora writes it; no style gets any further. */
function takeStyleSize({ properties }: Element): void {
  const style = String(properties.style ?? '');
  for (const [, name = '', value = ''] of style.matchAll(
    /(?:^|;)\s*(width|height|zoom)\s*:\s*([\d.]+\s*[a-z%]*)/g,
  )) {
    const side = name === 'zoom' ? 'width' : name;
    if (name !== 'zoom' || value.endsWith('%')) properties[side] ??= value;
  }
}

function setSize(image: Element, width: string | undefined, height: string | undefined): void {
  if (width !== undefined) image.properties.width = width;
  if (height !== undefined) image.properties.height = height;
}

/** `{:height 100, :width 200}` behind a picture, as Logseq writes it. */
const LOGSEQ_SIZE = /^\{:(?:height|width)[^{}\n]{1,60}\}/;

function takeAttributes(image: Element, parent: Parents): void {
  const next = parent.children[(parent.children as unknown[]).indexOf(image) + 1];
  if (next?.type !== 'text' || !next.value.startsWith('{')) return;
  const sizes = LOGSEQ_SIZE.exec(next.value)?.[0];
  if (sizes !== undefined) {
    for (const [, side = '', value = ''] of sizes.matchAll(/:(height|width)\s+(\d+)/g))
      image.properties[side] = value;
    next.value = next.value.slice(sizes.length);
    return;
  }
  const found = ATTRIBUTES.exec(next.value);
  const parts = found?.[1]?.trim().match(/[^\s"'“”]*(?:["“”][^"“”]*["“”]|'[^']*')|\S+/g) ?? [];
  if (found === null || parts.length === 0 || !parts.every((part) => ATTRIBUTE.test(part))) return;
  for (const part of parts) {
    const [, side, value = ''] = /^(width|height)=["'“”]?([^"'“”]*)["'“”]?$/.exec(part) ?? [];
    if (side !== undefined) image.properties[side] = value;
  }
  next.value = next.value.slice(found[0].length);
}

/** `24px` → `24`, `60%` → `60%`, `2cm` → `76`; null for what is no length. */
function lengthOf(text: string): string | null {
  const [, number, unit = 'px'] = LENGTH.exec(text.trim()) ?? [];
  if (number === undefined) return null;
  if (unit === '%') return Number(number) > 0 ? `${Math.min(100, Number(number))}%` : null;
  const px = Math.round(Number(number) * (PX[unit] ?? 1));
  return px > 0 ? String(px) : null;
}
