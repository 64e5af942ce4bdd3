/** Copies the documents of the repository to `build/pages`, and rewrites their links for the site. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, posix } from 'node:path';
import { pagesFolder, root } from './paths.js';

/** Documents outside `docs`, and their pages. */
const others: Readonly<Record<string, string>> = {
  'docs/site/index.md': 'index.md',
  'CHANGELOG.md': 'changelog.md',
  'CONTRIBUTING.md': 'contributing.md',
  'SECURITY.md': 'security.md',
  'examples/README.md': 'examples.md',
};

/** Documents whose content is on another page. */
const aliases: Readonly<Record<string, string>> = { 'README.md': 'index.md', 'docs/recipes': 'recipes/index.md' };

const guides = (): string[] =>
  readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.startsWith('site/'))
    .map((name) => `docs/${name}`);

const pageOf = (document: string): string =>
  others[document] ?? document.replace(/^docs\//, '').replace(/README\.md$/, 'index.md');

/** Writes a page if its content changed, so that a development server does not reload the others. */
function write(page: string, text: string): void {
  const path = `${pagesFolder}/${page}`;
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A Jupyter notebook, as far as its page shows it. */
interface Notebook {
  readonly cells: readonly { readonly cell_type: string; readonly source: readonly string[] }[];
}

/** Returns the content of a file as Markdown. */
function contentOf(file: string): string {
  const text = readFileSync(root + file, 'utf8');
  const language = extname(file).slice(1);
  const fence = '````';
  if (language !== 'ipynb') return `${fence}${language}\n${text}${fence}`;
  const { cells } = JSON.parse(text) as Notebook;
  return cells
    .map(({ cell_type, source }) => ({ isCode: cell_type === 'code', text: source.join('') }))
    .map(({ isCode, text }) => (isCode ? `${fence}ts\n${text}\n${fence}` : text.replace(/^#+ /, '## ')))
    .join('\n\n');
}

/** Frontmatter of pages outside the order of the guides. */
const asideOfGuides = '---\nsearch: false\nprev: false\nnext: false\n---\n\n';

/** Returns the page of a file that is not Markdown, such as an example, or of a folder. */
function writeFilePage(file: string): string {
  const page = `files/${file.replaceAll('/', '-').replaceAll('.', '')}.md`;
  if (statSync(root + file).isDirectory()) {
    const links = readdirSync(root + file).map(
      (name) => `- [${name}](./${posix.basename(writeFilePage(`${file}/${name}`))})`,
    );
    write(page, `${asideOfGuides}# ${file}\n\n${links.join('\n')}\n`);
    return page;
  }
  write(page, `${asideOfGuides}# ${file.replaceAll('_', '\\_')}\n\n${contentOf(file)}\n`);
  return page;
}

/** Rewrites the relative links of a document, except in code. */
function rewriteLinks(text: string, document: string, pages: ReadonlyMap<string, string>): string {
  const here = dirname(pages.get(document) as string);
  const rewrite = (link: string, target: string, anchor = ''): string => {
    const path = posix.normalize(posix.join(dirname(document), target)).replace(/\/$/, '');
    if (!existsSync(root + path)) return link;
    const page = pages.get(path) ?? aliases[path] ?? writeFilePage(path);
    const relative = posix.relative(here, page);
    return `](${relative.startsWith('.') ? relative : `./${relative}`}${anchor})`;
  };
  return text
    .split(/^(```[\s\S]*?^```$)/m)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/\]\((?![a-z]+:|#|\/)([^)\s#]+)(#[^)\s]*)?\)/g, rewrite),
    )
    .join('');
}

const titleOf = (text: string): string => /^# (.*)$/m.exec(text)?.[1] ?? '';

/** The list of recipes: the title and the first paragraph of each. */
function recipes(documents: readonly string[]): string {
  const items = documents
    .filter((document) => document.startsWith('docs/recipes/'))
    .map((document) => {
      const text = readFileSync(root + document, 'utf8');
      const [paragraph = ''] = text.replace(/^# .*\n+/, '').split(/\n\n/);
      const summary = /^[`|#>-]/.test(paragraph)
        ? ''
        : paragraph
            .replaceAll('\n', ' ')
            .replace(/\]\((?!https?:)[^)]*\)/g, ']')
            .replace(/[[\]]/g, '');
      return `- [${titleOf(text)}](./${posix.basename(document)})${summary === '' ? '' : `\n\n  ${summary}`}`;
    });
  return `# Recipes\n\nComplete scripts for common tasks.\n\n${items.join('\n\n')}\n`;
}

/** Writes all pages. */
export function writePages(): void {
  const documents = [...Object.keys(others), ...guides()].filter((document) => existsSync(root + document));
  const pages = new Map(documents.map((document) => [document, pageOf(document)]));
  for (const [document, page] of pages) {
    write(page, rewriteLinks(readFileSync(root + document, 'utf8'), document, pages));
  }
  if (![...pages.values()].includes('recipes/index.md')) write('recipes/index.md', recipes(documents));
}
