import type { Element, ElementContent, Text } from 'hast';

/** A digit, `#` or `*` under U+20E3, with or without the sign that asks for a picture. */
const KEYCAP = /[0-9#*]\uFE0F?\u20E3/u.source;

/** A picture with its skin tone, its other half behind a joiner, its flag letters. */
const EMOJI =
  /(?:\p{RI}\p{RI}|(?![\d#*])\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?(?:\u200D\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?)*)/u
    .source;

const NUMBER = /[±~≈≤≥]?[$€£¥]?\d+(?:[.,:/]\d+)*(?:[ \u202F]\d{3})*/.source;
const UNIT = [
  'km/h|%|‰|°[CF]?|[$€£¥]|EUR|USD|GBP|CHF|px|pt|r?em|dpi|fps|rpm|ppm|mol|k?cal|bar|dB|Ω|kΩ|MΩ',
  '[kKMGTPE]?i?B(?:/s)?|[kMGT]?bits?(?:/s)?|[kMGT]bps|[kMG]?Hz|[pnµmk]?s|min|h',
  '[nµmck]?m[²³]?(?:/s²?)?|ha|[µmk]?g|[µmcdh]?[lL]|[mkMG]?W(?:h|p)?|[mk]?V|[µm]?A(?:h)?|[kM]?J|k?N|[hkM]?Pa|[kM]?eV|K',
].join('|');
const BETWEEN_DIGITS = '(?<![\\p{L}\\p{N}.,_])';

/** `5 GB`, `20-25 %`, `1 000`, `10–12`: no line ends within. */
const QUANTITY = `${BETWEEN_DIGITS}${NUMBER}(?: ?[-–−] ?${NUMBER})?[ \\u202F](?:${UNIT})(?![\\p{L}\\p{N}])`;
const GROUPED = `${BETWEEN_DIGITS}\\d{1,3}(?:[ \\u202F]\\d{3})+(?![\\p{L}\\p{N}])`;
const RANGE = `${BETWEEN_DIGITS}\\d+(?:[.,]\\d+)*[–−]\\d+(?:[.,]\\d+)*(?![\\p{L}\\p{N}])`;
/** `--cached`, `-m`, `--sort=name` */
const OPTION = '(?<![\\p{L}\\p{N}\\-])--?[A-Za-z][\\w-]{0,24}(?:=[\\w./-]{1,16})?(?![\\w-])';

const IN_TEXT = new RegExp(`(${KEYCAP})|${QUANTITY}|${GROUPED}|${RANGE}|${OPTION}`, 'gu');
const IN_CODE = new RegExp(`(${KEYCAP})|${EMOJI}`, 'gu');
const MAY_HOLD_IN_TEXT = /\u20E3|\d[–−]\d|\d[ \u202F]|(?:^|[^\p{L}\p{N}-])--?[A-Za-z]/u;
const MAY_HOLD_IN_CODE = /\u20E3|\p{RI}|\p{Extended_Pictographic}/u;
/** What code nearly always is; the first picture is `©`. */
const ASCII = /^[\0-\x7F]*$/;

/** Whether a text has signs that are set as one. */
export function hasSigns({ value }: Text, inCode: boolean): boolean {
  return inCode ? !ASCII.test(value) && MAY_HOLD_IN_CODE.test(value) : MAY_HOLD_IN_TEXT.test(value);
}

/**
 * A text with those signs in spans of their own. `1️⃣` is a digit in a frame, which style sheets draw: the
 * digit would come from the text face and the cap from another, which is set over the letters beside it. A
 * number stays with its unit and an option with its dashes. In code, a picture is as large as in a text: its
 * face has no lower-case letters by which code could size it.
 */
export function withSigns({ value }: Text, inCode: boolean): Element {
  const children: ElementContent[] = [];
  let from = 0;
  for (const match of value.matchAll(inCode ? IN_CODE : IN_TEXT)) {
    const [whole, keycap] = match;
    if (match.index > from) children.push({ type: 'text', value: value.slice(from, match.index) });
    const text: Text = { type: 'text', value: keycap === undefined ? whole : keycap.charAt(0) };
    children.push(span([keycap !== undefined ? 'keycap' : inCode ? 'emoji' : 'whole'], [text]));
    from = match.index + whole.length;
  }
  if (from < value.length) children.push({ type: 'text', value: value.slice(from) });
  return span([], children);
}

function span(className: string[], children: ElementContent[]): Element {
  return {
    type: 'element',
    tagName: 'span',
    properties: className.length > 0 ? { className } : {},
    children,
  };
}
