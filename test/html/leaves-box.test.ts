import { expect, it } from 'vitest';
import { leavesBox } from '../../src/html/leaves-box.js';

const OPTIONS = { displayMode: true, strict: 'ignore', trust: false } as const;

it.each([
  String.raw`x\hspace{-9em}y`,
  String.raw`x\kern-9em y`,
  String.raw`x\mskip-99mu y`,
  String.raw`\!\!\!\!\!\!x`,
  String.raw`\def\k{\kern-3em}\k\k x`,
  String.raw`\llap{abc}`,
  String.raw`\mathllap{abc}`,
  String.raw`\rlap{abc}`,
  String.raw`\sum_{\mathclap{abc}}`,
  String.raw`\smash{\frac{1}{2}}`,
  String.raw`\smash[b]{\frac{1}{2}}`,
  String.raw`\rule[-9em]{1em}{1em}`,
  String.raw`\raisebox{-9em}{x}`,
  String.raw`\genfrac{}{}{-5em}{}{a}{b}`,
  String.raw`x\tag{a long tag}`,
  String.raw`\begin{CD}A@>a>>B\\@VxVV@VVyV\\C@>>>D\end{CD}`,
  String.raw`\frac{\text{a $\smash{b}$}}{2}`,
])('%s may draw beyond its box', (tex) => {
  expect(leavesBox(tex, OPTIONS)).toBe(true);
});

it.each([
  String.raw`\int_0^\infty\!e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}`,
  String.raw`a \ne b,\ c \notin D,\ x \not\subset y`,
  String.raw`\begin{aligned}a&=b\\[1em]c&=\sqrt[3]{x}\end{aligned}`,
  String.raw`\begin{array}{c|l}a&b\\\hline c&d\end{array}`,
  String.raw`\underbrace{\text{some words}}_{n}\left(\binom{n}{k}\middle|\bar{x}\right)`,
  String.raw`\xrightarrow[a]{b}\operatorname*{argmax}_x\color{red}\mathbb{R}\verb|x|\cancel{x}\boxed{y}`,
  String.raw`\raisebox{1em}{x}\rule{1em}{2em}\phantom{x}\vphantom{y}\coloneqq\pmod 5\substack{a\\b}`,
])('%s stays in its box', (tex) => {
  expect(leavesBox(tex, OPTIONS)).toBe(false);
});
