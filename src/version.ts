// Generated from package.json by `npm run generate`.

/** Version of this library. */
export const version = '0.1.0';
