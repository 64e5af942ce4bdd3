import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { transformerTwoslash } from '@shikijs/vitepress-twoslash';
import { createFileSystemTypesCache } from '@shikijs/vitepress-twoslash/cache-fs';
import { type DefaultTheme, defineConfig, type MarkdownOptions, type UserConfig } from 'vitepress';
import { base, output, pagesFolder, root, site } from '../scripts/paths.js';
import { serveFile } from '../scripts/static-files.js';
import { descriptionOf } from './description.js';
import { popUpRenderer } from './pop-ups.js';
import { tokenize, weight } from './search.js';
import { labelCells } from './tables.js';
import { declarationsHash, labelOutputs, markTypedExamples } from './typed-examples.js';

const { description } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { description: string };

const titleOf = (page: string): string =>
  (/^# (.*)$/m.exec(readFileSync(`${pagesFolder}/${page}.md`, 'utf8'))?.[1] ?? page).replace(/[`\\]/g, '');

const pagesIn = (folder: string): string[] =>
  existsSync(`${pagesFolder}/${folder}`)
    ? readdirSync(`${pagesFolder}/${folder}`)
        .filter((name) => name.endsWith('.md') && name !== 'index.md')
        .map((name) => `${folder}${name.slice(0, -3)}`)
    : [];

const item = (page: string): DefaultTheme.SidebarItem => ({ text: titleOf(page), link: `/${page}` });

/** Pages in the order of the sidebar. Pages that no list names are appended to "Guides". */
const start = ['getting-started', 'playground', 'credentials', 'from-python', 'terms', 'troubleshooting'];
const project = ['architecture', 'contributing', 'security', 'changelog'];
const guides = [
  'queries',
  'operators',
  'flags',
  'dates',
  'order-and-paging',
  'import',
  'golden-json',
  'generate',
  'lumisections',
  'luminosity',
  'operations',
  'mirror',
  'browser',
  'embedded',
  'catalogue',
  'reliability',
];
const listed = new Set([...start, ...project, ...guides, 'index', 'examples']);
const unlisted = pagesIn('').filter((page) => !listed.has(page));

const present = (pages: readonly string[]): DefaultTheme.SidebarItem[] =>
  pages.filter((page) => existsSync(`${pagesFolder}/${page}.md`)).map(item);

const sidebar: DefaultTheme.SidebarItem[] = [
  { text: 'Start', items: present(start) },
  { text: 'Guides', items: present([...guides, ...unlisted]) },
  { text: 'Recipes', link: '/recipes/', collapsed: true, items: pagesIn('recipes/').map(item) },
  ...(existsSync(`${pagesFolder}/reference`)
    ? [{ text: 'Reference', link: '/reference/', collapsed: false, items: pagesIn('reference/').map(item) }]
    : []),
  { text: 'API', link: '/api/', collapsed: true, items: pagesIn('api/').map(item) },
  { text: 'Project', items: present(project) },
];

/** The types of VitePress are those of an older Shiki, with the same interface. */
type Transformer = NonNullable<MarkdownOptions['codeTransformers']>[number];

/** Checks examples, and shows types and errors. */
const twoslash = transformerTwoslash({
  throws: true,
  renderer: popUpRenderer(),
  typesCache: createFileSystemTypesCache({ dir: `${site}build/cache/checked-${declarationsHash()}` }),
  twoslashOptions: {
    // With a slash at the end, twoslash would report no errors.
    vfsRoot: root.slice(0, -1),
    compilerOptions: {
      target: 10, // ES2023
      lib: ['lib.es2023.d.ts'],
      module: 199, // NodeNext
      moduleResolution: 99, // NodeNext
      types: ['node'],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
    },
  },
});

/** Serves the built playground in `npm run docs:dev`. Its sandbox needs workers of one file each, which only a build makes. */
const vite: NonNullable<UserConfig['vite']> = {
  // The index of the search is one file.
  build: { chunkSizeWarningLimit: 10_000 },
  plugins: [
    {
      name: 'playground',
      configureServer({ middlewares }) {
        const files = { folder: `${output}/playground`, base: `${base}playground/`, maxAge: 0 };
        middlewares.use((request, response, next) => {
          if (request.url?.startsWith(files.base)) void serveFile(files, request, response);
          else next();
        });
      },
    },
  ],
};

const icon = `data:image/svg+xml,${encodeURIComponent(readFileSync(`${site}playground/public/icon.svg`, 'utf8').trim())}`;

export default defineConfig({
  title: 'runregistry',
  description,
  lang: 'en',
  head: [
    ['link', { rel: 'icon', href: icon }],
    ['meta', { property: 'og:site_name', content: 'runregistry' }],
    ['meta', { property: 'og:type', content: 'website' }],
    ['meta', { name: 'twitter:card', content: 'summary' }],
  ],
  transformPageData(page) {
    if (page.isNotFound) return;
    page.description = descriptionOf(readFileSync(`${pagesFolder}/${page.relativePath}`, 'utf8')) || description;
    // Generated pages, files and the guide for contributors have long lines of code.
    if (/^(api|reference|files)\/|^contributing/.test(page.relativePath)) page.frontmatter.pageClass = 'wraps';
    const title = page.relativePath === 'index.md' ? 'runregistry' : page.title;
    page.frontmatter.head = [
      ...(page.frontmatter.head ?? []),
      ['meta', { property: 'og:title', content: title }],
      ['meta', { property: 'og:description', content: page.description }],
    ];
  },
  base,
  srcDir: pagesFolder,
  outDir: output,
  cacheDir: `${site}build/cache`,
  cleanUrls: false,
  lastUpdated: false,
  vite,
  markdown: {
    // Anchors of a code host, so that a link works there and here.
    anchor: {
      slugify: (heading) =>
        heading
          .trim()
          .toLowerCase()
          .replace(/[^\p{L}\p{N}\p{Pc}\s-]/gu, '')
          .replace(/\s/g, '-'),
    },
    // In the other themes of VitePress, comments and keywords have too little contrast.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (markdown) => {
      markTypedExamples(markdown);
      labelOutputs(markdown);
      labelCells(markdown);
    },
    codeTransformers: [twoslash as unknown as Transformer],
  },
  themeConfig: {
    outline: [2, 3],
    nav: [
      { text: 'Guide', link: '/getting-started' },
      { text: 'Recipes', link: '/recipes/' },
      ...(existsSync(`${pagesFolder}/reference`) ? [{ text: 'Reference', link: '/reference/' }] : []),
      { text: 'API', link: '/api/' },
      { text: 'Playground', link: '/playground/', target: '_self' },
    ],
    sidebar,
    search: {
      provider: 'local',
      options: {
        _render: (source, env, markdown) => {
          const html = markdown.render(source, Object.assign(env, { untyped: true }));
          return env.frontmatter?.search === false ? '' : html;
        },
        miniSearch: {
          options: { tokenize },
          searchOptions: {
            combineWith: 'AND',
            fuzzy: 0.1,
            prefix: true,
            boost: { title: 4, titles: 2, text: 1 },
            boostDocument: weight,
          },
        },
      },
    },
    notFound: {
      title: 'PAGE NOT FOUND',
      quote: 'Search for it, or begin at the front page.',
      linkText: 'Front page',
    },
    docFooter: { prev: 'Previous page', next: 'Next page' },
  },
});
