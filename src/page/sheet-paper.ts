/** Gives the paper its size, as properties of its style sheet. Runs inside the page. */
export function setPaper(style: Readonly<Record<string, string>>): void {
  const paper = document.querySelector<HTMLElement>('.paper');
  for (const [name, value] of Object.entries(style)) paper?.style.setProperty(name, value);
}
