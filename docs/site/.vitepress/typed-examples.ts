import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { MarkdownRenderer } from 'vitepress';
import { root } from '../scripts/paths.js';

/** Marks TypeScript examples of this library for twoslash, which checks them and shows types. The index for the search needs no types. */
export function markTypedExamples(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('typed-examples', ({ tokens, env }) => {
    // Pages of files show code that may need packages of its own.
    if (env.untyped === true || env.relativePath?.startsWith('files/')) return;
    for (const token of tokens)
      if (token.type === 'fence' && token.info === 'ts' && /from 'runregistry(\/\w+)?'/.test(token.content))
        token.info = 'ts twoslash';
  });
}

/** Returns true for a text with aligned columns, which cannot be wrapped. */
const isAligned = (text: string): boolean => /[│├┌└]|\S {2,}\S/.test(text);

/** Marks long lines between aligned ones, which can be wrapped. */
function markSentences(html: string, text: string): string {
  const lines = text.split('\n');
  let index = 0;
  return html.replaceAll('<span class="line">', (start) => {
    const line = lines[index++] ?? '';
    return line.length > 80 && !isAligned(line) ? '<span class="line sentence">' : start;
  });
}

/** Labels the block of text below an example, which is the output of the example. */
export function labelOutputs(markdown: MarkdownRenderer): void {
  const { fence } = markdown.renderer.rules;
  if (fence === undefined) throw new Error('Expected a rule for blocks of code');
  markdown.renderer.rules.fence = (tokens, index, options, env, self) => {
    const html = fence(tokens, index, options, env, self);
    const { info, content = '' } = tokens[index] ?? {};
    if (info !== 'text' || !/^ts\b/.test(tokens[index - 1]?.info ?? '')) return html;
    const output = (kind: string, inner: string) =>
      `<div class="${kind}" role="group" aria-label="Output">${inner}</div>`;
    return isAligned(content) ? output('output aligned', markSentences(html, content)) : output('output', html);
  };
}

/** Returns a hash of the declarations that examples are checked against. Types of examples are cached until it changes. */
export function declarationsHash(): string {
  const hash = createHash('sha256');
  const names = readdirSync(`${root}dist`, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.d.ts'),
  );
  for (const name of names.sort()) hash.update(name).update(readFileSync(`${root}dist/${name}`));
  return hash.digest('hex').slice(0, 12);
}
