/** Checks that every link and anchor of the built site leads somewhere, and that pages load nothing from other hosts. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { base, output } from './paths.js';

const files = readdirSync(output, { recursive: true, encoding: 'utf8' });
const pages = files.filter((name) => name.endsWith('.html') && !name.startsWith('playground/'));
const html = new Map(pages.map((page) => [page, readFileSync(`${output}/${page}`, 'utf8')]));

const decode = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");

const attributes = (page: string, name: string): string[] =>
  [...(html.get(page) ?? '').matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value]) =>
    decode(value as string),
  );

const anchors = new Map(pages.map((page) => [page, new Set(attributes(page, 'id'))]));

/** Returns the file that a path of the site shows. */
function fileOf(path: string): string | undefined {
  const candidates = [path, `${path}.html`, posix.join(path, 'index.html')];
  return candidates.find((name) => existsSync(`${output}/${name}`) && statSync(`${output}/${name}`).isFile());
}

function problem(page: string, link: string): string | undefined {
  if (/^(https?:|mailto:|data:)/.test(link)) return undefined;
  const [path = '', anchor = ''] = link.split('#');
  const [bare = ''] = path.split('?');
  if (bare.startsWith('/') && !bare.startsWith(base)) return 'is outside the base path';
  const target = bare.startsWith('/') ? bare.slice(base.length) : posix.join(posix.dirname(page), bare);
  const file = bare === '' ? page : fileOf(posix.normalize(target === '' ? '.' : target));
  if (file === undefined) return 'has no page';
  const ids = anchors.get(file);
  if (anchor !== '' && ids !== undefined && !ids.has(decodeURIComponent(anchor)))
    return `has no such anchor in ${file}`;
  return undefined;
}

const problems: string[] = [];
let count = 0;
for (const page of pages) {
  for (const link of new Set([...attributes(page, 'href'), ...attributes(page, 'src')])) {
    count++;
    const reason = problem(page, link);
    if (reason !== undefined) problems.push(`${page}: ${link} ${reason}`);
  }
  for (const source of attributes(page, 'src'))
    if (/^(https?:)?\/\//.test(source)) problems.push(`${page}: loads ${source} from another host`);
}
for (const name of files.filter((name) => name.endsWith('.css')))
  if (/url\(["']?(https?:)?\/\//.test(readFileSync(`${output}/${name}`, 'utf8')))
    problems.push(`${name}: loads from another host`);

for (const line of problems) console.error(line);
console.log(`${pages.length} pages, ${count} links, ${problems.length} problems`);
if (pages.length === 0 || problems.length > 0) process.exitCode = 1;
