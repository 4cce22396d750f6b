const BLOCK = 512;

/** A plain file out of a tar archive. */
export interface TarFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The plain files of a tar archive (POSIX.1-1988 ustar: 512-byte headers, name at 0, size in octal
 * at 124, type at 156). Names that would leave the folder are left out.
 */
export function untar(archive: Buffer): readonly TarFile[] {
  const files: TarFile[] = [];
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const path = textAt(archive, at, 100);
    if (path === '') break;
    const size = Number.parseInt(textAt(archive, at + 124, 12), 8) || 0;
    const type = textAt(archive, at + 156, 1);
    const body = at + BLOCK;
    if ((type === '0' || type === '') && isBelow(path)) {
      files.push({ path, bytes: archive.subarray(body, body + size) });
    }
    at = body + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function textAt(archive: Buffer, start: number, length: number): string {
  const field = archive.subarray(start, start + length);
  const end = field.indexOf(0);
  return field
    .subarray(0, end < 0 ? length : end)
    .toString('utf8')
    .trim();
}

function isBelow(path: string): boolean {
  return !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..');
}
