/** Objects 1, 2, 3 … as a file, as Skia lays one out, whose catalog is the first and whose metadata is the third. */
export function laidOut(objects: readonly string[]): Uint8Array {
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return Buffer.from(
    `${body}xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<</Size ${size} /Root 1 0 R /Info 3 0 R>>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
}
