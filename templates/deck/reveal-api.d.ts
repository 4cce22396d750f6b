/** The part of reveal.js that the deck's scripts use. */
export interface Deck {
  initialize(): Promise<void>;
  configure(options: { keyboard: boolean }): void;
  on(name: string, listener: () => void): void;
  getCurrentSlide(): HTMLElement;
  getSlides(): HTMLElement[];
  isVerticalSlide(slide: HTMLElement): boolean;
  isPaused(): boolean;
  isOverlayOpen(): boolean;
  toggleHelp(): void;
  nextFragment(): boolean;
  registerKeyboardShortcut(key: string, description: string): void;
}

declare global {
  const Reveal: new (root: Element | null, options: Record<string, unknown>) => Deck;
}
