import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';

/** How the room can be reached. */
export interface RoomAddress {
  /** Where members go. */
  readonly members: string;
  /** `http://host:port` of every page that is the room's own. */
  readonly origins: readonly string[];
  /** Values of the Host header that are the room's own. */
  readonly hosts: readonly string[];
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * @param port that the server listens on
 * @param host what it listens on: null for this machine alone
 * @param address that members use where a proxy stands in front; null for none
 */
export function roomAddress(port: number, host: string | null, address: string | null): RoomAddress {
  const names = host === null ? LOOPBACK : [...LOOPBACK, ...namesFor(host)];
  // A browser leaves out port 80.
  const own = names.map((name) => (port === 80 ? name : `${name}:${port}`));
  const front = address === null ? null : new URL(address.endsWith('/') ? address : `${address}/`);
  const first = host === null ? LOOPBACK[0] : (namesFor(host)[0] ?? LOOPBACK[0]);
  return {
    members: front?.href ?? `http://${first}${port === 80 ? '' : `:${port}`}/`,
    origins: [...own.map((name) => `http://${name}`), ...(front === null ? [] : [front.origin])],
    hosts: [...own, ...(front === null ? [] : [front.host])],
  };
}

/** The names by which others reach this machine, the likeliest first. */
function namesFor(host: string): readonly string[] {
  if (host !== '0.0.0.0' && host !== '::') return [isIP(host) === 6 ? `[${host}]` : host];
  const found = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const outward = found.filter(({ internal, address }) => !internal && !address.startsWith('fe80:'));
  const sorted = [...outward].sort((a, b) => rank(a.family, a.address) - rank(b.family, b.address));
  const addresses = sorted.map(({ family, address }) => (family === 'IPv6' ? `[${address}]` : address));
  const name = hostname().toLowerCase();
  return [...addresses, ...(/^[a-z\d.-]+$/.test(name) ? [name, `${name}.local`] : [])];
}

/** Home and school networks before the bridges of virtual machines. */
function rank(family: string, address: string): number {
  if (family === 'IPv6') return 3;
  if (address.startsWith('192.168.')) return 0;
  return address.startsWith('172.') ? 2 : 1;
}
