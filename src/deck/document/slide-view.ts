import type { Element } from 'hast';
import { lineDirection } from '../../html/direction.js';
import { Html } from '../../html/templates.js';
import { htmlOf } from '../../html/to-html.js';
import type { Flow } from '../compose/flow.js';
import type { FrontPage } from '../compose/front-page.js';
import type { SectionLevel } from '../compose/plan-deck.js';
import type { MapPicture, MapTree } from '../map/map-picture.js';

/** What a template is given for one slide; `partial` picks the template. */
export interface SlideView {
  readonly partial: 'title' | 'divider' | 'map' | 'flow';
  readonly kind: string;
  readonly id: string;
  /** Classes of the slide: look, group, type size. */
  readonly classes: string;
  readonly title: string;
  /** The first slide of a horizontal step: what the list of services shows. */
  readonly step: boolean;
  /** Id of the section that it belongs to, its own id outside of any. */
  readonly section: string;
  readonly notes: string;
  /** What the partial itself needs. */
  readonly [field: string]: unknown;
}

/** One horizontal step: a slide, or several one below the other. */
export interface StepView {
  readonly slides: readonly SlideView[];
}

/** How one slide of a flow is cut and set. */
export interface Cut {
  readonly body: readonly Element[];
  /** From 0. */
  readonly index: number;
  readonly of: number;
  readonly typePx: number;
}

export function flowSlide(flow: Flow, cut: Cut, level: SectionLevel): SlideView {
  const continued = cut.index > 0;
  const label = flow.kind === 'quiz' ? flow.chips.join(' · ') : '';
  return {
    partial: 'flow',
    kind: flow.kind,
    id: continued ? `${flow.id}--${cut.index + 1}` : flow.id,
    classes: flowClasses(flow, cut),
    title: flow.title,
    step: !continued && flow.id === flow.section,
    section: flow.section,
    question: flow.kind === 'quiz' ? flow.id : null,
    notes: continued ? '' : flow.notes,
    part: cut.of > 1 ? `${cut.index + 1}/${cut.of}` : '',
    label: continued ? '' : label,
    continued,
    dir: flow.direction,
    heading: new Html(htmlOf(flow.heading)),
    headingDir: lineDirection(flow.title, flow.direction),
    tag: `h${levelOf(flow, level)}`,
    tags: continued ? [] : flow.tags,
    chips: continued || flow.kind === 'quiz' ? [] : flow.chips,
    body: new Html(htmlOf(cut.body)),
  };
}

function levelOf(flow: Flow, level: SectionLevel): number {
  // A question stands beside its section, not below it: it is asked before.
  return flow.kind === 'section' || flow.kind === 'quiz' ? level : 2;
}

function flowClasses(flow: Flow, cut: Cut): string {
  const names = ['slide-flow', `slide-${flow.kind}`, `type-${cut.typePx}`];
  if (flow.group !== null) names.push(`group-${flow.group}`);
  if (cut.index > 0) names.push('continuation');
  if (cut.of === 1) names.push('single');
  if (flow.title.length > 46) names.push('long');
  if (flow.title.length > 120) names.push('very-long');
  return names.join(' ');
}

/** The map's title, and what it is for those who do not see it. */
export interface MapWords {
  readonly title: string;
  readonly label: string;
}

/** @param tree whole names and keywords, for the list that a narrow screen shows instead of the picture */
export function mapSlide(
  picture: MapPicture,
  tree: MapTree,
  index: number,
  of: number,
  words: MapWords,
): SlideView {
  const { title, label } = words;
  const groups = picture.groups.map((group) => ({
    ...group,
    target: encodeURIComponent(group.firstId),
    services: group.services.map((service) => ({ ...service, target: encodeURIComponent(service.id) })),
  }));
  return {
    partial: 'map',
    kind: 'map',
    id: index === 0 ? 'deck-map' : `deck-map--${index + 1}`,
    section: 'deck-map',
    classes: 'slide-map single type-28',
    title,
    step: index === 0,
    notes: '',
    part: of > 1 ? `${index + 1}/${of}` : '',
    heading: title,
    label,
    picture: { ...picture, groups },
    list: mapList(picture, tree),
  };
}

/** The services of one picture, in the order of the note. */
function mapList(picture: MapPicture, tree: MapTree): readonly object[] {
  const shown = new Set(picture.groups.flatMap((group) => group.services.map(({ id }) => id)));
  const groups = tree.groups.map(({ label, group, services }) => ({
    group,
    name: label,
    services: services.filter(({ id }) => shown.has(id)),
  }));
  return groups
    .filter(({ services }) => services.length > 0)
    .map(({ services, ...group }) => ({
      ...group,
      target: encodeURIComponent(services[0]?.id ?? ''),
      services: services.map(({ id, label, chips }) => ({
        target: encodeURIComponent(id),
        label,
        chips: chips.join(' · '),
      })),
    }));
}

export function frontSlide(front: FrontPage): SlideView {
  const length = front.heading.length;
  const size = length > 130 ? ' long very-long' : length > 42 ? ' long' : '';
  return {
    partial: 'title',
    kind: 'front',
    id: 'deck-title',
    section: 'deck-title',
    classes: `slide-front single type-32${size}`,
    title: front.heading,
    step: true,
    notes: '',
    ...front,
  };
}

export interface DividerPage {
  readonly group: number;
  /** The group's own name, if it has one. */
  readonly name: string | null;
  readonly number: number;
  /** `Part 2 of 5`. */
  readonly part: string;
  readonly services: readonly { readonly id: string; readonly label: string }[];
}

/** The services that come are named: small below the group's name, large where it has none. */
export function dividerSlide({ group, name, number, part, services }: DividerPage): SlideView {
  const heading = name ?? part;
  const letters = services.reduce((sum, { label }) => sum + label.length + 3, 0);
  const classes = [
    'slide-divider single type-32',
    `group-${group}`,
    ...(heading.length > 34 ? ['long'] : []),
    ...(name === null ? ['unnamed'] : []),
  ];
  return {
    partial: 'divider',
    kind: 'divider',
    id: `deck-part-${number}`,
    section: `deck-part-${number}`,
    classes: classes.join(' '),
    title: name ?? `${part}: ${named(services.map(({ label }) => label))}`,
    step: true,
    notes: '',
    heading,
    number,
    part: name === null ? '' : part,
    size: listSize(letters, name === null),
    services: services.map(({ id, label }) => ({ id: encodeURIComponent(id), label })),
  };
}

/** As many names as a line of the list of slides has room for. */
function named(labels: readonly string[]): string {
  const kept = labels.filter((_, index) => labels.slice(0, index + 1).join(', ').length <= 60);
  return kept.length === labels.length ? kept.join(', ') : `${kept.join(', ')} …`;
}

function listSize(letters: number, isHeading: boolean): string {
  if (letters > 420) return letters > 700 ? 'crowd' : 'many';
  return isHeading && letters <= 140 ? 'few' : '';
}
