import { fileURLToPath } from 'node:url';

/** Root of the repository, with a slash at the end. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Folder of the site, with a slash at the end. */
export const site = fileURLToPath(new URL('../', import.meta.url));
/** Markdown that VitePress renders: copies of the guides, and generated pages. */
export const pagesFolder = `${site}build/pages`;
/** The built site. */
export const output = `${site}build/html`;
