/**
 * Runs in the browser: which of the page's `@font-face` rules the text on it needs, in their order. A
 * face is loaded only when some character falls to it, after all faces before it lack that character.
 */
export async function usedFaces(): Promise<boolean[]> {
  let loaded = -1;
  for (let round = 0; round < 6; round += 1) {
    // A layout asks for the faces that the last ones left characters to.
    document.body.getBoundingClientRect();
    await document.fonts.ready;
    const now = Array.from(document.fonts).filter((face) => face.status === 'loaded').length;
    if (now === loaded) break;
    loaded = now;
  }
  return Array.from(document.fonts, (face) => face.status === 'loaded');
}
