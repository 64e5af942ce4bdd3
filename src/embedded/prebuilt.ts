/** The dump of a database with the sample, which `npm run generate:sample` writes. Of the same depth from here as from `dist/embedded`. */
export const prebuiltSample = new URL('../../prebuilt/sample.tar.gz', import.meta.url);
