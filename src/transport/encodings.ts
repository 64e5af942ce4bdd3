/** Regular expressions that find a string in every encoding in which a server, a proxy or a page may send it back. */

const unique = (forms: Iterable<string>): readonly string[] => [...new Set(forms)];

function anyOf(forms: Iterable<string>): string {
  const all = unique(forms);
  return all.length === 1 ? (all[0] as string) : `(?:${all.join('|')})`;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Matches each letter in both cases. */
const eitherCase = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);

const hex = (value: number, digits: number): string => eitherCase(value.toString(16).padStart(digits, '0'));

const entityNames: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
  '/': 'sol',
  '+': 'plus',
  '=': 'equals',
  ':': 'colon',
  '.': 'period',
  '-': 'hyphen',
  _: 'lowbar',
};

/** Returns the escapes of a character in URLs and HTML (also escaped twice), JSON, JavaScript and quoted-printable. */
function escapes(char: string): readonly string[] {
  const code = char.codePointAt(0) as number;
  const bytes = [...Buffer.from(char)].map((byte) => hex(byte, 2));
  const units = [...Array(char.length).keys()].map((index) => hex(char.charCodeAt(index), 4));
  const name = entityNames[char];
  const entities = [`#0*${code}`, `#[xX]0*${hex(code, 1)}`, ...(name === undefined ? [] : [eitherCase(name)])];
  return [
    bytes.map((byte) => `%(?:25)*${byte}`).join(''),
    `&(?:amp;)*${anyOf(entities)};?`,
    units.map((unit) => `\\\\+u${unit}`).join(''),
    `\\\\+u\\{0*${hex(code, 1)}\\}`,
    bytes.map((byte) => `\\\\+x${byte}`).join(''),
    bytes.map((byte) => `=${byte}`).join(''),
    ...(/[a-z0-9]/i.test(char) ? [] : [`\\\\+${escaped(char)}`]),
    ...(char === ' ' ? ['\\+'] : []),
  ];
}

const cases = (text: string): readonly string[] => unique([text, text.toLowerCase(), text.toUpperCase()]);

/** Patterns of characters, which every secret and token of a process has in common. */
const charPatterns = new Map<string, string>();

/** Matches a character in both cases, with or without escapes. */
function asChar(char: string): string {
  const existing = charPatterns.get(char);
  if (existing !== undefined) return existing;
  const pattern = anyOf(cases(char).flatMap((form) => [escaped(form), ...escapes(form)]));
  charPatterns.set(char, pattern);
  return pattern;
}

/** Matches a string in both cases, with or without escapes. */
const asText = (text: string): string => [...text].map(asChar).join('');

/** Matches the bytes of a string as numbers: `73 33`, `0x73, 0x33`, `73:33`, `[115, 51]`. */
const asNumbers = (text: string, number: (byte: number) => string, between: string): string =>
  [...text]
    .map((char) => anyOf(cases(char).map((form) => [...Buffer.from(form)].map(number).join(between))))
    .join(between);

/** Matches the base64 characters, of both alphabets, that depend only on these bytes, after `offset` other bytes. */
function asBase64(text: string, offset: number): string {
  const bytes = Buffer.from(text);
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const inner = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  return inner
    .replaceAll('+', anyOf(['\\+', '-', ...escapes('+')]))
    .replaceAll('/', anyOf(['\\/', '_', ...escapes('/')]));
}

/** Longer strings are found by their first characters: a pattern of all of them would take seconds to compile. */
const maxLength = 64;
const prefixLength = 32;

/** The rest of a longer string: more characters, or more numbers. */
const moreText = '(?:[\\w.~+\\/=%&#;:-]|\\\\(?!["\']))*';
const moreBytes = '[\\w+\\/=%-]*(?:[\\s,:]+(?:0x)?[\\da-fA-F]{1,3}\\b)*';

/** Finds a string in both cases, with or without escapes. */
export const textPattern = (text: string): RegExp =>
  text.length > maxLength
    ? new RegExp(asText(text.slice(0, prefixLength)) + moreText, 'g')
    : new RegExp(asText(text), 'g');

/** Finds the bytes of a string in hexadecimal, as a list of numbers, and in base64 at any offset. */
export function bytesPattern(text: string): RegExp {
  const part = text.length > maxLength ? text.slice(0, prefixLength) : text;
  const base64 = cases(part).flatMap((form) => [0, 1, 2].map((offset) => asBase64(form, offset)));
  const inHex = asNumbers(part, (byte) => hex(byte, 2), '[\\s:,-]*(?:0x)?');
  const inDecimal = asNumbers(part, String, '[\\s,]+');
  return new RegExp(anyOf([inHex, inDecimal, ...base64]) + (part === text ? '' : moreBytes), 'g');
}
