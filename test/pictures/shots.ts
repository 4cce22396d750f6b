import { THEME_SETTINGS } from '../../src/options/themes.js';
import type { Shot } from './picture-of.js';

const AWS = 'notes/2026-10-05-aws-big-data-and-ml.md';
const GIT = 'notes/git-on-the-command-line.md';
const STATISTICS = 'notes/probability-and-statistics.md';

/** Pictures that a test compares with what is made today. */
export const GOLDEN: Readonly<Record<string, Shot>> = {
  'aws.png': { note: AWS, scale: 0.4 },
  'git.png': { note: GIT, scale: 0.35 },
  'statistics.png': { note: STATISTICS, scale: 0.35 },
  'mono.png': { note: AWS, options: { ink: 'mono' }, scale: 0.4 },
  'card.png': { note: GIT, section: 'branches', scale: 0.6 },
};

/** Pictures for the documentation. */
export const DOCUMENTED: Readonly<Record<string, Shot>> = {
  'sheet-git.png': { note: GIT, scale: 0.65 },
  'sheet-statistics.png': { note: STATISTICS, scale: 0.65 },
  'sheet-mono.png': { note: AWS, options: { ink: 'mono' }, scale: 1.6, partMm: [0, 0, 130, 80] },
  'sheet-condensed.png': { note: AWS, options: { paper: 'a5' }, scale: 1.6, partMm: [0, 0, 148, 60] },
  'sheet-exam.png': { note: GIT, options: { theme: 'exam', ink: 'mono' }, scale: 0.38 },
  'sheet-wall.png': { note: STATISTICS, options: { theme: 'wall' }, scale: 0.38 },
  'sheet-large.png': { note: GIT, options: { theme: 'large', floor: 2, whenFull: 'pages' }, scale: 0.38 },
  'sheet-card.png': { note: GIT, section: 'branches', scale: 1 },
};

/** Small pictures of every theme on three papers, all to one scale. */
export const GALLERY: Readonly<Record<string, Shot>> = Object.fromEntries(
  (['default', 'mono', 'exam', 'wall', 'large'] as const).flatMap((theme) =>
    (
      [
        ['a5', { paper: 'a5' }],
        ['a4', { paper: 'a4' }],
        ['a3-landscape', { paper: 'a3', orientation: 'landscape' }],
      ] as const
    ).map(([name, held]): [string, Shot] => [
      `${theme}-${name}.png`,
      { note: AWS, options: { ...THEME_SETTINGS[theme], theme, ...held }, scale: 0.26 },
    ]),
  ),
);
