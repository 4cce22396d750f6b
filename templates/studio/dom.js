// Elements made in one call, and the words of the page.

/** @type {any} */
export const words = JSON.parse(document.body.dataset.words ?? '{}');

/**
 * A value as a person reads it: `a4` → `A4`, `portrait` → `Hochformat`.
 *
 * @param {string} value
 */
export function valueWord(value) {
  if (words.choiceWords[value]) return words.choiceWords[value];
  if (/^a\d$/.test(value)) return value.toUpperCase();
  return /^(letter|legal)$/.test(value) ? value[0]?.toUpperCase() + value.slice(1) : value;
}

/** Words of the program itself, which are English in every language of the page. @param {string} text */
export function inEnglish(text) {
  return el('span', { lang: 'en', dir: 'ltr' }, text);
}

/**
 * `fill('line {line}', {line: 3})` → `line 3`
 *
 * @param {string | undefined} text
 * @param {Record<string, string | number>} values
 */
export function fill(text, values) {
  return (text ?? '').replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
}

/**
 * @param {string} id
 * @returns {any} the element, which the page has
 */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] DOM properties; `data-` and `aria-` names are attributes
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (/^(data|aria)-|^(role|for|list)$/.test(name)) element.setAttribute(name, String(value));
    else Object.assign(element, { [name]: value });
  }
  element.append(...children);
  return element;
}

/**
 * Keeps the focus on the control of the same name while a panel is drawn anew.
 *
 * @param {HTMLElement} panel
 * @param {Node[]} children
 */
export function redraw(panel, ...children) {
  const focused = document.activeElement;
  const name = focused instanceof HTMLElement && panel.contains(focused) ? focused.dataset.focus : undefined;
  const top = panel.scrollTop;
  panel.replaceChildren(...children);
  panel.scrollTop = top;
  if (name === undefined) return;
  const again = [...panel.querySelectorAll('[data-focus]')].find(
    (one) => one instanceof HTMLElement && one.dataset.focus === name,
  );
  (again instanceof HTMLElement ? again : panel).focus({ preventScroll: true });
}

/**
 * Tabs by arrow keys, as the ARIA practices have them.
 *
 * @param {HTMLElement} list
 */
export function arrowKeys(list) {
  const forward = document.documentElement.dir === 'rtl' ? -1 : 1;
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: forward, ArrowDown: 1, ArrowLeft: -forward, ArrowUp: -1 }[event.key];
    const tabs = [...list.querySelectorAll('[role="tab"]')];
    const at = tabs.indexOf(/** @type {Element} */ (event.target));
    if (step === undefined || at < 0) return;
    event.preventDefault();
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (next instanceof HTMLElement) {
      next.focus();
      next.click();
    }
  });
}

/**
 * @param {HTMLElement} list
 * @param {Element} chosen
 */
export function selectTab(list, chosen) {
  for (const tab of list.querySelectorAll('[role="tab"]')) {
    tab.setAttribute('aria-selected', String(tab === chosen));
    tab.setAttribute('tabindex', tab === chosen ? '0' : '-1');
  }
}
