/** Lists of function words by ISO 639-3 code; the package has no types. */
declare module 'stopword' {
  const ara: readonly string[];
  const deu: readonly string[];
  const eng: readonly string[];
  const fra: readonly string[];
  const ita: readonly string[];
  const jpn: readonly string[];
  const nld: readonly string[];
  const pol: readonly string[];
  const por: readonly string[];
  const rus: readonly string[];
  const spa: readonly string[];
  const swe: readonly string[];
  const zho: readonly string[];

  export { ara, deu, eng, fra, ita, jpn, nld, pol, por, rus, spa, swe, zho };
}
