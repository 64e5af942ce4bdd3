/**
 * Returns where the reference explains a code: a path from the root of a project that installs this package.
 *
 * If the reference gets a web address, it goes here.
 */
export const inReference = (page: 'errors' | 'filter-warnings' | 'lint', code: string): string =>
  `node_modules/runregistry/docs/reference/${page}.md#${code}`;
