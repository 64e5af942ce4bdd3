/** Returns the words of a text, with names such as `b_field` and `tracker-strip` as a whole and in parts. VitePress sends its source to the browser. */
export function tokenize(text: string): string[] {
  const words = text.split(/[^\p{L}\p{N}_/.-]+/u).map((word) => word.replace(/^[/.-]+|[/.-]+$/g, ''));
  const parts = words.flatMap((word) => {
    const split = word.split(/[_/.-]+/);
    return split.length > 1 ? split : [];
  });
  return [...words, ...parts].filter((word) => word !== '');
}
