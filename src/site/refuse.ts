import { type OutgoingHttpHeaders, type ServerResponse, STATUS_CODES } from 'node:http';

/** Headers of a file that was about to be sent. */
const OF_FILE = ['Accept-Ranges', 'Content-Range', 'Last-Modified'];

/** Answers with a status and its name; an answer that has begun is broken off, so that it cannot pass for whole. */
export function refuse(response: ServerResponse, status: number, headers: OutgoingHttpHeaders = {}): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const text = STATUS_CODES[status] ?? '';
  for (const name of OF_FILE) response.removeHeader(name);
  const plain = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': text.length };
  response.writeHead(status, { ...plain, ...headers });
  response.end(text);
}
