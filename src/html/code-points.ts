/** Nearly all of a text: an array of flags tells faster than a set which of them have come. */
const ASCII = 0x80;

/** The characters of a text, each once, in the order in which they first come. */
export function codePoints(text: string): number[] {
  // By numbers: a deck has 500,000 characters, and as many strings of one character are a lot to clear away.
  const codes = new Set<number>();
  const seen = new Uint8Array(ASCII);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.codePointAt(index) ?? 0;
    if (code < ASCII) {
      if (seen[code] === 1) continue;
      seen[code] = 1;
    }
    codes.add(code);
    if (code > 0xffff) index += 1;
  }
  return [...codes];
}
