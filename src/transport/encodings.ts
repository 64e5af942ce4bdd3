/** Regular expressions that find a string in whatever encoding a server, a proxy or a page sends it back. */

const unique = (forms: Iterable<string>): readonly string[] => [...new Set(forms)];

function anyOf(forms: Iterable<string>): string {
  const all = unique(forms);
  return all.length === 1 ? (all[0] as string) : `(?:${all.join('|')})`;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Both cases of each letter. */
const eitherCase = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);

const hex = (value: number, digits: number): string => eitherCase(value.toString(16).padStart(digits, '0'));

const named: Readonly<Record<string, string>> = {
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

/** The escapes of a character in an address, in HTML (both also twice), in JSON and JavaScript, and in quoted-printable. */
function escapes(char: string): readonly string[] {
  const code = char.codePointAt(0) as number;
  const bytes = [...Buffer.from(char)].map((byte) => hex(byte, 2));
  const units = [...Array(char.length).keys()].map((index) => hex(char.charCodeAt(index), 4));
  const name = named[char];
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

/** The string in either case, each character escaped or not. */
const asText = (text: string): string =>
  [...text].map((char) => anyOf(cases(char).flatMap((one) => [escaped(one), ...escapes(one)]))).join('');

/** Its bytes as numbers, in either case: `73 33`, `0x73, 0x33`, `73:33`, `[115, 51]`. */
const asNumbers = (text: string, number: (byte: number) => string, between: string): string =>
  [...text]
    .map((char) => anyOf(cases(char).map((one) => [...Buffer.from(one)].map(number).join(between))))
    .join(between);

/** The characters of base64, of either alphabet, that only these bytes decide, behind `offset` bytes of something else. */
function asBase64(text: string, offset: number): string {
  const bytes = Buffer.from(text);
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const inner = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  return inner
    .replaceAll('+', anyOf(['\\+', '-', ...escapes('+')]))
    .replaceAll('/', anyOf(['\\/', '_', ...escapes('/')]));
}

/** Longer strings are found by their beginning: a pattern of every character would take seconds to compile. */
const longest = 64;
const beginning = 32;

/** What may follow the beginning of a longer string: more of the same text, or more numbers. */
const moreText = '(?:[\\w.~+\\/=%&#;:-]|\\\\(?!["\']))*';
const moreBytes = '[\\w+\\/=%-]*(?:[\\s,:]+(?:0x)?[\\da-fA-F]{1,3}\\b)*';

/** Finds a string as text, in either case, each character escaped or not. */
export const textPattern = (text: string): RegExp =>
  text.length > longest ? new RegExp(asText(text.slice(0, beginning)) + moreText, 'g') : new RegExp(asText(text), 'g');

/** Finds the bytes of a string in hexadecimal, as a list of numbers, and in base64 at any offset. */
export function bytesPattern(text: string): RegExp {
  const part = text.length > longest ? text.slice(0, beginning) : text;
  const base64 = cases(part).flatMap((form) => [0, 1, 2].map((offset) => asBase64(form, offset)));
  const inHex = asNumbers(part, (byte) => hex(byte, 2), '[\\s:,-]*(?:0x)?');
  const inDecimal = asNumbers(part, String, '[\\s,]+');
  return new RegExp(anyOf([inHex, inDecimal, ...base64]) + (part === text ? '' : moreBytes), 'g');
}
