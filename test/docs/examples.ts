import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A piece of TypeScript in a guide or a docstring. */
export interface Example {
  /** File and line. */
  readonly where: string;
  readonly code: string;
}

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The ```ts blocks of a Markdown file. */
export function fromMarkdown(path: string): Example[] {
  const text = readFileSync(root + path, 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((found) => ({
    where: `${path}:${text.slice(0, found.index).split('\n').length}`,
    code: found[1] as string,
  }));
}

const sources = (folder: string): string[] =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

/** The `@example` tags of docstrings, which may use everything that the package exports without importing it. */
export function fromDocstrings(): Example[] {
  const found: Example[] = [];
  for (const path of sources('src')) {
    const file = ts.createSourceFile(path, readFileSync(root + path, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      for (const tag of ts.getJSDocTags(node)) {
        if (tag.tagName.text !== 'example' || tag.parent.parent !== node) continue;
        const text = ts.getTextOfJSDocComment(tag.comment) ?? '';
        const fenced = /```ts\n([\s\S]*?)```/.exec(text)?.[1];
        const line = file.getLineAndCharacterOfPosition(tag.getStart()).line + 1;
        found.push({ where: `${path}:${line}`, code: `${fenced ?? text.split('\n')[0]}\n` });
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

/** Guides whose examples are compiled and run. */
export const guides = [
  'README.md',
  ...readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
