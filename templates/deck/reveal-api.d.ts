/** The part of reveal.js that the deck's scripts use. */
export interface Deck {
  initialize(): Promise<void>;
  destroy(): void;
  slide(h: number, v: number, fragment: number): void;
  getIndices(slide: HTMLElement): { h: number; v: number };
  on(name: string, listener: () => void): void;
  getCurrentSlide(): HTMLElement;
  isPaused(): boolean;
  togglePause(on: boolean): void;
  isOverview(): boolean;
  toggleOverview(on: boolean): void;
  isOverlayOpen(): boolean;
  toggleHelp(): void;
  nextFragment(): boolean;
  prevFragment(): boolean;
  registerKeyboardShortcut(key: string, description: string): void;
}

declare global {
  const Reveal: new (root: Element | null, options: Record<string, unknown>) => Deck;
}
