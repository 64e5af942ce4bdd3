import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** An example in a guide or a docstring. */
export interface Example {
  /** File and line. */
  readonly where: string;
  readonly code: string;
}

/** A block of TypeScript in a guide, and the block of text below it, which shows its output. */
const exampleBlock = /^```ts\n([\s\S]*?)^```$(?:\n\n```text\n[\s\S]*?^```$)?/gm;

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Returns the ```ts blocks of a Markdown file. */
export function fromMarkdown(path: string): Example[] {
  const text = readFileSync(root + path, 'utf8');
  return [...text.matchAll(exampleBlock)].map((block) => ({
    where: position(path, text, block.index),
    code: block[1] as string,
  }));
}

const position = (path: string, text: string, index: number): string =>
  `${path}:${text.slice(0, index).split('\n').length}`;

/** Returns a guide with the given output below each example that prints. */
export function withOutputs(path: string, outputs: ReadonlyMap<string, string>): string {
  const text = readFileSync(root + path, 'utf8');
  return text.replace(exampleBlock, (_, code: string, index: number) => {
    const output = outputs.get(position(path, text, index)) ?? '';
    return `\`\`\`ts\n${code}\`\`\`${output === '' ? '' : `\n\n\`\`\`text\n${output}\`\`\``}`;
  });
}

/** Returns the codes of the type errors that an example demonstrates: `// @errors: 2345`. */
export const expectedErrors = (code: string): number[] =>
  [...code.matchAll(/^\/\/ @errors: ([\d ]+)$/gm)].flatMap(([, codes]) => (codes as string).split(' ').map(Number));

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

const folders = readdirSync(`${root}docs`, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** Guides whose examples are compiled and run. The folder of the site is not read: it may be built at the same time. */
export const guides = [
  'README.md',
  'docs/site/index.md',
  ...['docs', ...folders.map(({ name }) => `docs/${name}`).filter((name) => name !== 'docs/site')].flatMap((folder) =>
    readdirSync(root + folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
];
