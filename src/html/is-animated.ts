/**
 * Whether a picture moves, by the marks of its format: the NETSCAPE extension of a GIF, a PNG's control chunk
 * before its pixels, the flag of an extended WebP, the brand of an AVIF sequence.
 */
export function isAnimated(data: Buffer, mediaType: string): boolean {
  switch (mediaType) {
    case 'image/gif':
      return data.includes('NETSCAPE2.0', 0, 'latin1');
    case 'image/png':
      return data.subarray(0, Math.max(0, data.indexOf('IDAT', 0, 'latin1'))).includes('acTL', 0, 'latin1');
    case 'image/webp':
      return data.toString('latin1', 12, 16) === 'VP8X' && ((data[20] ?? 0) & 2) !== 0;
    case 'image/avif':
      return data.subarray(0, 64).includes('avis', 0, 'latin1');
    default:
      return false;
  }
}
