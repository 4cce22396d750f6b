import { parseTar } from 'nanotar';

/** A plain file out of a tar archive. */
export interface TarFile {
  /** Below the folder into which the archive is unpacked. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The plain files of a tar archive. One whose name would leave the folder is left out. */
export function untar(archive: Uint8Array): readonly TarFile[] {
  // nanotar reads the whole buffer behind an array, whatever part of it the array shows.
  return parseTar(new Uint8Array(archive)).flatMap(({ name, type, data }) =>
    type === 'file' && isBelow(name) ? [{ path: name, bytes: data ?? new Uint8Array() }] : [],
  );
}

function isBelow(path: string): boolean {
  return !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..');
}
