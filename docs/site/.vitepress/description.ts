/** Returns the first sentences of a page without its markup, for search engines and previews of links. Empty if it begins with code. */
export function descriptionOf(text: string): string {
  const [paragraph = ''] = text
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^<!--[\s\S]*?-->/, '')
    .replace(/^\s*# .*\n+/, '')
    .split(/\n\n/);
  if (/^\s*([`|>#\-<]|\d+\.)/.test(paragraph)) return '';
  const plain = paragraph
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const sentences = plain.match(/.*?[.:!?](?= |$)/g) ?? [plain];
  let result = '';
  for (const sentence of sentences) if ((result + sentence).length <= 200) result += sentence;
  return result.trim().replace(/:$/, '.');
}
