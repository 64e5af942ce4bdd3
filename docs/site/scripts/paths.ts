import { fileURLToPath } from 'node:url';

/** Root of the repository, with a slash at the end. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Folder of the site, with a slash at the end. */
export const site = fileURLToPath(new URL('../', import.meta.url));
/** Markdown that VitePress renders: copies of the guides, and generated pages. */
export const pagesFolder = `${site}build/pages`;
/** The built site. */
export const output = `${site}build/html`;
/** Path of the site on its host, with slashes at both ends. */
export const base = process.env.DOCS_BASE ?? '/';
if (!/^\/(.*\/)?$/.test(base)) throw new Error(`Expected slashes at both ends of DOCS_BASE, got ${base}`);
