// @ts-check
/**
 * Listings that say which lines to show one after another (`js [1|3-4]`, as in reveal.js): each step is a fragment,
 * and the lines of another step are dim. Only on the stage: in the column, on paper and without scripts no line is.
 */
function startCodeSteps() {
  const main = /** @type {HTMLElement} */ (document.querySelector('main'));
  const listings = [...main.querySelectorAll('pre[data-line-numbers]')].map(prepared);

  /** @param {Element} pre */
  function prepared(pre) {
    const lines = /** @type {HTMLElement[]} */ ([...pre.querySelectorAll('.code-line')]);
    const numbers = lines.map(({ dataset }) => Number(dataset.line));
    const steps = (pre.getAttribute('data-line-numbers') ?? '')
      .split('|')
      .map((step) => numbers.filter((number) => isIn(number, step)))
      // A long listing goes on on another slide.
      .filter((step) => step.length > 0);
    const marks = steps.slice(1).map(() => {
      const mark = document.createElement('span');
      mark.className = 'fragment code-step';
      pre.append(mark);
      return mark;
    });
    return { lines, steps, marks };
  }

  /** `3-5,8`. @param {number} number @param {string} step */
  function isIn(number, step) {
    return step.split(',').some((range) => {
      const [from, to = from] = range.split('-').map(Number);
      return from !== undefined && to !== undefined && number >= from && number <= to;
    });
  }

  function show() {
    for (const { lines, steps, marks } of listings) {
      const step = steps[marks.filter((mark) => mark.matches('.visible')).length];
      for (const line of lines)
        line.classList.toggle('dim-line', step !== undefined && !step.includes(Number(line.dataset.line)));
    }
  }

  for (const name of ['fragmentshown', 'fragmenthidden', 'slidechanged', 'ready'])
    main.addEventListener(name, show);
  show();
}
