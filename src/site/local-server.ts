import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { error, type Problem, ProblemError } from '../problem.js';
import { refuse } from './refuse.js';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** More than any number of open pages needs; beyond it connections are closed, files for builds stay free. */
const MAX_CONNECTIONS = 200;

/**
 * On every answer, errors too. A page of another origin, also one of another port of this machine, may
 * neither frame what is served, nor include it as a script or an image, nor keep a hold on its window.
 */
const HEADERS = {
  'Content-Security-Policy': "frame-ancestors 'self'",
  'X-Frame-Options': 'SAMEORIGIN',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
} as const;

/** Who may come, and how many. */
export interface Openness {
  /** Address of this machine to listen on. */
  readonly host: string;
  readonly maxConnections: number;
}

/** Loopback only: notes are nobody else's business. */
const CLOSED: Openness = { host: '127.0.0.1', maxConnections: MAX_CONNECTIONS };

/**
 * A server for browsers, which no request ends.
 *
 * @param port 0 takes any that is free
 * @throws ProblemError when the port or the address cannot be had
 */
export async function openServer(
  handle: Handler,
  port: number,
  { host, maxConnections }: Openness = CLOSED,
): Promise<Server> {
  // A request without Host is ours to refuse: Node would do so without the headers.
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    void guarded(handle, request, response);
  });
  server.maxConnections = maxConnections;
  server.on('checkExpectation', (_request, response) => {
    response.writeHead(417, HEADERS).end();
  });
  server.on('clientError', refuseBytes);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (failure) => reject(new ProblemError(taken(failure, port, host))));
    server.listen(port, host, resolve);
  });
  return server;
}

async function guarded(handle: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Written to after its reader has gone: nobody is left to be told.
  response.on('error', () => response.destroy());
  try {
    await handle(request, response);
  } catch {
    refuse(response, 500);
  }
}

const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** What is no HTTP never becomes a request, so its answer is written by hand. */
function refuseBytes(failure: NodeJS.ErrnoException, socket: Duplex): void {
  if (failure.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS[failure.code ?? ''] ?? 400;
  const headers = Object.entries({ ...HEADERS, Connection: 'close', 'Content-Length': '0' });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}\r\n`, () => socket.destroy());
}

function taken(failure: NodeJS.ErrnoException, port: number, host: string): Problem {
  if (failure.code === 'EADDRNOTAVAIL' || failure.code === 'ENOTFOUND') {
    const hint = 'Without an address, --host takes all that this machine has.';
    return error(`this machine has no address ${host}`, { file: '' }, hint);
  }
  const reason = failure.code === 'EADDRINUSE' ? 'another program uses it' : failure.message;
  return error(
    `cannot serve on port ${port}: ${reason}`,
    { file: '' },
    'Choose another with --port; 0 takes any.',
  );
}
