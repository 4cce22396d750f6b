// @ts-check
/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {...(Node | string)} children
 */
export function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

/** @param {string | undefined} text @param {string} className @param {() => void} onClick */
export function button(text, className, onClick) {
  const made = element('button', className, text ?? '');
  made.type = 'button';
  made.addEventListener('click', onClick);
  return made;
}

/** `{count} here` with its number. @param {string | undefined} message @param {Readonly<Record<string, string | number>>} values */
export function filled(message, values) {
  return (message ?? '').replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
}
