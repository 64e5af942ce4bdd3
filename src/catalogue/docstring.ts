import type { AttributeEntry } from './attribute.js';

/** Facts that a docstring shows. */
export type Documented = Pick<
  AttributeEntry,
  'meaning' | 'unit' | 'values' | 'example' | 'nullable' | 'optional' | 'absence' | 'whenNull'
>;

const maxWidth = 116;

/** A value as code. Backticks and line breaks would end the code, and other invisible characters would hide in it. */
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

/** The first sentence is a paragraph of its own, since lists of completions show nothing else. */
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
 * The lines of a docstring: the meaning, then unit, values, example and null. The generator of the catalogue prints them, and
 * `catalogue.generate()` does.
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

/** The lines of a docstring: sentences, then facts as a list. */
export const documentation = (meaning: string, facts: readonly string[]): string[] => [
  ...paragraphs(meaning),
  '',
  ...facts.map((fact) => `- ${fact}`),
];

/** A docstring as a comment in TypeScript. Nothing in the lines can end the comment. */
export function docComment(lines: readonly string[], indent = ''): string[] {
  const safe = lines.map((line) => line.replaceAll('*/', '*\\/'));
  if (safe.length === 1) return [`${indent}/** ${safe[0]} */`];
  return [`${indent}/**`, ...safe.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}`), `${indent} */`];
}
