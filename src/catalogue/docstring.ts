import type { AttributeEntry } from './attribute.js';

/** The facts in a docstring. */
export type Documented = Pick<
  AttributeEntry,
  'meaning' | 'unit' | 'values' | 'example' | 'nullable' | 'optional' | 'absence' | 'whenNull'
>;

const maxWidth = 116;

/** Formats a value as code. Escapes backticks and line breaks, which would end it, and invisible characters. */
const code = (value: unknown): string =>
  `\`${JSON.stringify(value)
    .replaceAll('`', "'")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (letter) => `\\u{${letter.codePointAt(0)?.toString(16)}}`)}\``;

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= maxWidth) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** Makes the first sentence a separate paragraph, because lists of completions only show that. */
function paragraphs(meaning: string): string[] {
  const end = meaning.search(/\. [A-Z]/) + 1;
  return end === 0 ? wrap(meaning) : [...wrap(meaning.slice(0, end)), '', ...wrap(meaning.slice(end + 1))];
}

function nullLine({ nullable, optional, whenNull }: Documented): string {
  if (!nullable && optional !== true) return 'Never null.';
  const when = nullable ? (optional === true ? 'Null or missing' : 'Null') : 'Missing';
  return `${when}: ${whenNull ?? 'The registry has no value.'}`;
}

/**
 * Returns the lines of a docstring: the meaning, then unit, values, example and null. Used by `npm run generate` and
 * `catalogue.generate()`.
 *
 * @param unitInWords The unit spelt out, for units that have a symbol.
 */
export function attributeDocumentation(entry: Documented, unitInWords?: string): string[] {
  const { unit, values, example } = entry;
  const facts = [
    ...(unit === undefined ? [] : [`Unit: ${unit}${unitInWords === undefined ? '' : ` (${unitInWords})`}.`]),
    ...(values === undefined ? [] : [`Values: ${values.map(code).join(', ')}.`]),
    `Example: ${code(example)}.`,
    nullLine(entry),
  ];
  return documentation(entry.meaning, facts);
}

/** Returns the lines of a docstring: the meaning, then facts as a list. */
export const documentation = (meaning: string, facts: readonly string[]): string[] => [
  ...paragraphs(meaning),
  '',
  ...facts.map((fact) => `- ${fact}`),
];

/** Formats a docstring as a TypeScript comment. Escapes what would end the comment. */
export function docComment(lines: readonly string[], indent = ''): string[] {
  const safe = lines.map((line) => line.replaceAll('*/', '*\\/'));
  if (safe.length === 1) return [`${indent}/** ${safe[0]} */`];
  return [`${indent}/**`, ...safe.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}`), `${indent} */`];
}
