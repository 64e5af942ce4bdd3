/** The declarations of the JavaScript library, without those of the browser's pages. */
const texts = import.meta.glob<string>(
  [
    '../node_modules/typescript/lib/lib.{decorators,decorators.legacy,es5,es20*,esnext*}.d.ts',
    '!../node_modules/typescript/lib/*.full.d.ts',
  ],
  { query: '?raw', import: 'default', eager: true },
);

export const libFileMap: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(texts).map(([path, text]) => [path.slice(path.lastIndexOf('/') + 1), text]),
);
