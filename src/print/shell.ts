/** Quotes a string as one word of a shell command. */
export const shellWord = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;

/** Quotes a URL as one word. A client that has no URL before its start is represented by a shell variable. */
export const shellUrl = (url: string, path: string): string =>
  url.startsWith('$') ? `"${url}${path}"` : shellWord(`${url}${path}`);
