import type { Server } from 'node:http';

/** Ends a server, its open connections too. */
export async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
