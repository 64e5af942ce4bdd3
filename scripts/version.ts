import manifest from '../package.json' with { type: 'json' };

/** Prints `src/version.ts` with the version of `package.json`. */
export const printVersion = (): string => `// Generated from package.json by \`npm run generate\`.

/** Version of this library. */
export const version = '${manifest.version}';
`;
