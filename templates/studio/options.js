// The options of the kind that is shown, as the program's table of options describes them.
import { byId, el, fill, redraw, valueWord, words } from './dom.js';

/** So many words stand side by side; more are a list to choose from. */
const MOST_SIDE_BY_SIDE = 3;
/** So many numbers are a list to choose from. */
const MOST_LISTED = 12;
const OTHER = '\u0000other';

/**
 * @param {any[]} options
 * @param {{ command: string, frontMatter: string | null, config: string | null }} same
 * @param {(name: string, value: string | boolean | null) => void} onSet null takes the choice back
 */
export function drawOptions(options, same, onSet) {
  const controls = options.map((option) => control(option, (value) => onSet(option.name, value)));
  const given = options.filter(({ from }) => from === 'given');
  const resetAll = el(
    'button',
    { type: 'button', className: 'quiet', 'data-focus': 'reset-all' },
    words.resetAll,
  );
  resetAll.addEventListener('click', () => {
    for (const { name } of given) onSet(name, null);
  });
  const foot = given.length > 1 ? [el('p', { className: 'actions' }, resetAll)] : [];
  redraw(byId('options'), ...controls, ...foot, sameResult(same));
}

function control(option, onSet) {
  const { name, from, ask } = option;
  const [label, summary] = words.optionWords[name] ?? [option.label, option.summary];
  const id = `option-${name}`;
  const isGroup = ask === 'choice' && option.words.length <= MOST_SIDE_BY_SIDE;
  const caption = el(isGroup ? 'legend' : 'label', {}, label);
  if (!isGroup) caption.htmlFor = id;
  const head = el('div', { className: 'head' }, ...(isGroup ? [] : [caption]));
  if (from === 'note') head.append(el('span', { className: 'from' }, words.fromNote));
  if (from === 'given') {
    const title = fill(words.reset, { name: label });
    const reset = el('button', { type: 'button', className: 'quiet', 'aria-label': title, title }, '↺');
    reset.dataset.focus = `${name} reset`;
    reset.addEventListener('click', () => onSet(null));
    head.append(reset);
  }
  const help = el('p', { className: 'help', id: `${id}-help` }, summary);
  const inputs = isGroup ? [sideBySide(option, onSet)] : asked(option, id, onSet);
  for (const input of inputs) if (!isGroup) input.setAttribute('aria-describedby', help.id);
  return isGroup
    ? el('fieldset', { className: 'option', 'data-option': name }, caption, head, ...inputs, help)
    : el('div', { className: 'option', 'data-option': name }, head, ...inputs, help);
}

function asked(option, id, onSet) {
  const { ask, range } = option;
  if (ask === 'switch') return [checkbox(option, id, onSet)];
  if (ask === 'choice') return [list(option, id, option.words, onSet)];
  if (ask === 'text' && option.words.length > 0) return listWithOther(option, id, onSet);
  if (ask === 'number' && (range.most - range.least) / range.step < MOST_LISTED) {
    const numbers = [];
    for (let number = range.least; number <= range.most; number += range.step) numbers.push(String(number));
    return [list(option, id, [...option.words, ...numbers], onSet)];
  }
  return [field(option, id, onSet)];
}

function sideBySide({ name, words: choices, value }, onSet) {
  const group = el('div', { className: 'segments' });
  for (const choice of choices) {
    const radio = el('input', {
      type: 'radio',
      name: `option-${name}`,
      value: choice,
      checked: choice === value,
    });
    radio.dataset.focus = `${name} ${choice}`;
    radio.addEventListener('change', () => onSet(choice));
    group.append(el('label', {}, radio, el('span', {}, valueWord(choice))));
  }
  return group;
}

function list({ name, value }, id, choices, onSet) {
  const select = el('select', { id });
  select.dataset.focus = name;
  for (const choice of choices)
    select.append(el('option', { value: choice, selected: choice === value }, valueWord(choice)));
  select.addEventListener('change', () => onSet(select.value));
  return select;
}

/** A size of one's own besides those that have a name. */
function listWithOther(option, id, onSet) {
  const { name, value } = option;
  const isOther = !option.words.includes(value);
  const select = list(option, id, option.words, (chosen) => {
    if (chosen !== OTHER) return onSet(chosen);
    own.hidden = false;
    own.focus();
  });
  select.append(el('option', { value: OTHER, selected: isOther }, words.other));
  const own = el('input', {
    type: 'text',
    value: isOther ? value : '',
    hidden: !isOther,
    placeholder: '210x297mm',
  });
  own.dir = 'ltr';
  own.setAttribute('aria-label', words.optionWords[name]?.[0] ?? option.label);
  own.dataset.focus = `${name} own`;
  own.addEventListener('change', () => own.value.trim() !== '' && onSet(own.value));
  return [select, own];
}

function field({ name, ask, range, value }, id, onSet) {
  const input = el('input', {
    id,
    value,
    type: ask === 'number' ? 'number' : 'text',
    placeholder: words.none,
  });
  input.dataset.focus = name;
  if (range) Object.assign(input, { min: range.least, max: range.most, step: range.step });
  // A number changes with each step, a word when it is finished.
  input.addEventListener(ask === 'number' ? 'input' : 'change', () => {
    // Between two steps of the arrows lie values too.
    const { rangeUnderflow, rangeOverflow } = input.validity;
    if (ask === 'text' || (input.value !== '' && !rangeUnderflow && !rangeOverflow)) onSet(input.value);
  });
  return range?.unit ? withUnit(input, range.unit) : input;
}

function withUnit(input, unit) {
  const both = el('span', { className: 'with-unit' }, input, el('span', { className: 'unit' }, unit));
  both.setAttribute = (name, text) => input.setAttribute(name, text);
  return both;
}

function checkbox({ name, value }, id, onSet) {
  const box = el('input', { id, type: 'checkbox', checked: value === 'true' });
  box.dataset.focus = name;
  box.addEventListener('change', () => onSet(box.checked));
  return box;
}

function sameResult({ command, frontMatter, config }) {
  const parts = [copied(words.sameCommand, command)];
  if (frontMatter !== null) parts.push(copied(words.sameNote, frontMatter));
  if (config !== null) parts.push(copied(words.sameConfig, config));
  return el('section', { className: 'same' }, el('h2', {}, words.same), ...parts);
}

function copied(name, text) {
  const button = el('button', { type: 'button', className: 'quiet' }, words.copy);
  button.dataset.focus = `copy ${name}`;
  button.setAttribute('aria-label', `${words.copy}: ${name}`);
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = words.copied;
    byId('status').textContent = words.copied;
  });
  return el(
    'div',
    { className: 'copied' },
    el('div', { className: 'head' }, el('h3', {}, name), button),
    el('pre', { dir: 'ltr' }, text),
  );
}
