import { type BuildReport, hasError, present, type SessionAddresses } from '../../index.js';
import { callOf, type ExitCode, viewFor } from '../call.js';
import type { Request } from '../command-line.js';
import { openInViewer } from '../open-made.js';
import { printJson, showReport } from '../show-report.js';
import { type Io, printable } from '../terminal.js';

/** A study session goes on until Ctrl-C. */
export async function holdSession(request: Request, io: Io): Promise<ExitCode> {
  const { json } = request.options;
  const view = viewFor(request, io);
  let code: ExitCode = 0;
  let shown = Promise.resolve();
  const onBuild = (report: BuildReport): void => {
    view.end();
    code = hasError(report.problems) ? 1 : 0;
    shown = showReport(request, io, report, false);
  };
  const onOpen = (addresses: SessionAddresses): void => {
    shown = shown.then(async () => {
      if (json) printJson(io, { session: addresses }, 0);
      else io.stderr.write(sessionText(addresses));
      await openInViewer(addresses.presenter, request, io);
    });
  };
  await present({ ...callOf(request, io), onProgress: view.show, onBuild, onOpen });
  view.end();
  await shown;
  return code;
}

/** What the one who opens a study session needs to know. */
function sessionText(addresses: SessionAddresses): string {
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
