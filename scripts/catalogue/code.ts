/** Prints values as TypeScript. */
const banner = '// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.';
const maxWidth = 120;

/** Returns a string literal. */
export const quoted = (text: string): string =>
  text.includes("'") ? JSON.stringify(text) : `'${text.replaceAll('\\', '\\\\')}'`;

/** Returns a key of an object. */
export const key = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : quoted(name));

/** Returns a value as a literal. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return JSON.stringify(value);
}

/** Prints a list of strings, on one line if it fits. */
export function list(before: string, values: readonly string[], after: string, indent = ''): string[] {
  const line = `${indent}${before}[${values.map(quoted).join(', ')}]${after}`;
  if (line.length <= maxWidth) return [line];
  return [`${indent}${before}[`, ...values.map((value) => `${indent}  ${quoted(value)},`), `${indent}]${after}`];
}

/** Returns a generated file of parts, each a list of lines. */
export const file = (...parts: readonly (readonly string[])[]): string =>
  `${[[banner], ...parts].map((lines) => lines.join('\n')).join('\n\n')}\n`;
