import { createHash } from 'node:crypto';

/** 128 bits of SHA-256 in hex: enough to tell inputs apart. */
export function digest(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  // The length keeps ('ab', 'c') and ('a', 'bc') apart; in bytes, so that a file read back counts alike.
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex').slice(0, 32);
}
