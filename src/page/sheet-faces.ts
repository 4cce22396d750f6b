/** A face as the page really shows it. */
export interface FaceMeasure {
  /** x-height in em. */
  readonly xHeightEm: number;
  /** Width of running text, as a share of what the face itself takes: 1 where the page shows that face. */
  readonly widthShare: number;
}

/**
 * Loads all faces, so that no later layout waits for one. Runs inside the page.
 *
 * A browser lays the page out anew when faces have come. Nothing is to be seen until then: the paper and its
 * type have no size yet, and that layout would be for nothing.
 */
export async function loadFaces(): Promise<void> {
  const { style } = document.documentElement;
  style.display = 'none';
  await Promise.all([...document.fonts].map((face) => face.load()));
  await document.fonts.ready;
  style.removeProperty('display');
}

/**
 * What the sheet is set in where it is told to use each face: a style sheet may have put another in its
 * place. Runs inside the page.
 *
 * @param stacks `font-family` of each face
 */
export function measureFaces(stacks: readonly string[]): FaceMeasure[] {
  const paper = document.querySelector<HTMLElement>('.paper') ?? document.body;
  const before = paper.style.getPropertyValue('--face');
  const probe = document.createElement('div');
  probe.style.cssText = 'position:absolute;white-space:pre;font-size:1000px;visibility:hidden';
  probe.textContent = 'the quick brown fox jumps over the lazy dog, and then it sleeps';
  const ex = document.createElement('div');
  ex.style.cssText = 'position:absolute;width:1ex;font-size:1000px;visibility:hidden';
  paper.append(probe, ex);
  const measures = stacks.map((stack) => {
    paper.style.setProperty('--face', stack);
    probe.style.fontFamily = '';
    const shownPx = probe.getBoundingClientRect().width;
    const xHeightEm = ex.getBoundingClientRect().width / 1000;
    probe.style.fontFamily = stack;
    return { xHeightEm, widthShare: shownPx / probe.getBoundingClientRect().width };
  });
  probe.remove();
  ex.remove();
  paper.style.setProperty('--face', before);
  return measures;
}
