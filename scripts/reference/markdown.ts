/** Prints Markdown that renders on a code host and on a site. */

/** Returns text as code. */
export const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

/** Returns a value as a code literal. */
export const literal = (value: unknown): string =>
  code(typeof value === 'string' ? `'${value}'` : JSON.stringify(value).replaceAll('","', '", "'));

/** Returns the anchor of a heading, as code hosts compute it. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Pc}\s-]/gu, '')
    .replace(/\s/g, '-');

/** Returns a link to the heading of a name. */
export const link = (name: string, page = ''): string => `[${code(name)}](${page}#${anchor(name)})`;

/** Returns a list of facts with a label, without those that are undefined. */
export const facts = (...rows: readonly (readonly [label: string, text: string | undefined])[]): string =>
  rows.flatMap(([label, text]) => (text === undefined ? [] : [`- **${label}:** ${text}`])).join('\n');

/** Returns a table with a header. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Returns a fenced block of code. */
export const fence = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** Prints JSON. What does not fit on a line has a line for each element. */
export function json(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    const line = `[${value.map((member) => json(member)).join(', ')}]`;
    if (indent.length + line.length <= 72) return line;
    const members = value.map((member) => `${indent}  ${json(member, `${indent}  `)}`);
    return `[\n${members.join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value).map(([name, member]) => `"${name}": ${json(member, indent)}`);
  return `{${members.join(', ')}}`;
}

/** Prints text as comments of JavaScript that fit on a phone. */
export function comment(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length > 74) lines.push(`// ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}

/** Returns a page: a note on its source, and blocks separated by empty lines. */
export const page = (source: string, ...blocks: readonly (string | undefined)[]): string =>
  `${[`<!-- Generated from ${source} by \`npm run generate\`. Edit the source, not this file. -->`, ...blocks]
    .filter((block) => block !== undefined)
    .join('\n\n')}\n`;
