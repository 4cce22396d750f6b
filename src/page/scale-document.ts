/**
 * Shows a part of the document so large that it fills the window; nothing is laid out anew. Runs inside the page.
 *
 * @param share of its size; null shows it as it is
 * @param topPx where the part begins, in px of the document as it is
 */
export function scaleDocument(share: number | null, topPx: number): void {
  const { style } = document.documentElement;
  style.transformOrigin = share === null ? '' : '0 0';
  style.transform = share === null ? '' : `scale(${share}) translateY(${-topPx}px)`;
}
