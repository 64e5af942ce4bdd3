import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** An example in a guide or a docstring. */
export interface Example {
  /** File and line. */
  readonly where: string;
  readonly code: string;
}

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Returns the ```ts blocks of a Markdown file. */
export function fromMarkdown(path: string): Example[] {
  const text = readFileSync(root + path, 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((block) => ({
    where: `${path}:${text.slice(0, block.index).split('\n').length}`,
    code: block[1] as string,
  }));
}

const sources = (folder: string): string[] =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

/** Returns the `@example` tags of docstrings, which may use all exports of the package without importing them. */
export function fromDocstrings(): Example[] {
  const examples: Example[] = [];
  for (const path of sources('src')) {
    const file = ts.createSourceFile(path, readFileSync(root + path, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      for (const tag of ts.getJSDocTags(node)) {
        if (tag.tagName.text !== 'example' || tag.parent.parent !== node) continue;
        const text = ts.getTextOfJSDocComment(tag.comment) ?? '';
        const fenced = /```ts\n([\s\S]*?)```/.exec(text)?.[1];
        const line = file.getLineAndCharacterOfPosition(tag.getStart()).line + 1;
        examples.push({ where: `${path}:${line}`, code: `${fenced ?? text}\n` });
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return examples;
}

/** Guides whose examples are compiled and run. */
export const guides = [
  'README.md',
  'docs/site/index.md',
  ...readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.startsWith('site/'))
    .map((name) => `docs/${name}`),
];
