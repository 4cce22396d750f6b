const NAMES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
const REFERENCE = '(?:[A-Za-z_:][\\w.:-]{0,40}|#\\d{1,10}|#x[0-9a-fA-F]{1,8});';
const ALL = /[<>&]/g;
const TEXT = new RegExp(`[<>]|&(?!${REFERENCE})`, 'g');
const ATTRIBUTE = new RegExp(`[<>"]|&(?!${REFERENCE})`, 'g');

function name(char: string): string {
  return NAMES[char] ?? char;
}

/** Code: every `&` is one. */
export function escapeCode(text: string): string {
  return text.replace(ALL, name);
}

/** Text: `&copy;` stays a reference. */
export function escapeText(text: string): string {
  return text.replace(TEXT, name);
}

export function escapeAttribute(text: string): string {
  return text.replace(ATTRIBUTE, name);
}
