/**
 * Runs in the browser: gives each card's text the largest size at which it fits its card.
 *
 * @param sizesPt the largest first
 * @returns indexes of the texts, among all in the document, that fit at none of the sizes
 */
export async function fitCards(sizesPt: readonly number[]): Promise<number[]> {
  await document.fonts.ready;
  const texts = Array.from(document.querySelectorAll<HTMLElement>('.text'));
  const fits = (text: HTMLElement): boolean =>
    text.scrollHeight <= text.clientHeight && text.scrollWidth <= text.clientWidth;
  return texts.flatMap((text, index) => {
    for (const size of sizesPt) {
      text.style.fontSize = `${size}pt`;
      if (fits(text)) return [];
    }
    return [index];
  });
}
