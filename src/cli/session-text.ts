import type { SessionAddresses } from '../index.js';
import { printable } from './terminal.js';

/** What the one who opens a study session needs to know. */
export function sessionText(addresses: SessionAddresses): string {
  const { qr, members, presenter, isOpen, session, isResumed } = addresses;
  const lines = [
    qr,
    '',
    `Members:    ${printable(members)}`,
    `Presenter:  ${printable(presenter)}`,
    '            Keep this one to yourself: whoever opens it moves the slides.',
    isOpen
      ? 'Open to the local network: whoever reaches this machine can follow and vote.'
      : 'Only browsers on this machine reach it; --host opens it to the local network.',
    `Votes are kept in ${printable(session)}${isResumed ? ', which this session goes on with' : ''}. Ctrl-C ends it.`,
  ];
  return `${lines.join('\n')}\n`;
}
