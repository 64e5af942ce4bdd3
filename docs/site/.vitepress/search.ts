/**
 * Returns the weight of a section in the results: higher for a section whose title is the word and for the title of a page, and lower for
 * the API and for documents of contributors. VitePress sends its source to the browser.
 */
export function weight(id: string, word: string, stored?: Readonly<Record<string, unknown>>): number {
  const isTitle = String(stored?.title).toLowerCase() === word;
  const isMinor = /\/(?:api\/|architecture|changelog|contributing)/.test(id);
  const isPage = Array.isArray(stored?.titles) && stored.titles.length === 0;
  return (isTitle ? 3 : 1) * (isPage ? 1.5 : 1) * (/\/api\/types/.test(id) ? 0.2 : isMinor ? 0.5 : 1);
}

/** Returns the words of a text, with names such as `b_field` and `tracker-strip` as a whole and in parts. VitePress sends its source to the browser. */
export function tokenize(text: string): string[] {
  const words = text.split(/[^\p{L}\p{N}_/.-]+/u).map((word) => word.replace(/^[/.-]+|[/.-]+$/g, ''));
  const parts = words.flatMap((word) => {
    const split = word.split(/[_/.-]+/);
    return split.length > 1 ? split : [];
  });
  return [...words, ...parts].filter((word) => word !== '');
}
