/** A catalogue with a mark around each text, of functions around what they return. */
export function marked(texts) {
  if (typeof texts === 'string') return `⟦${texts}⟧`;
  if (typeof texts === 'function') return (...given) => `⟦${texts(...given)}⟧`;
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, marked(text)]));
}
