import type { Problem } from './range.js';
import { keyHint } from './read-value.js';

/** The tokens that the grammar expects at a position. */
export type Expected = 'object' | 'key' | 'colon' | 'ranges' | 'range' | 'number' | 'comma' | 'end';

const words: Readonly<Record<Expected, string>> = {
  object: "'{'",
  key: 'a run in double quotes',
  colon: "':'",
  ranges: 'an array of ranges',
  range: 'a range [first, last]',
  number: 'a lumisection number',
  comma: "',' or a closing bracket",
  end: 'the end of the file',
};

/** Returns the line and the column of an offset, both from 1. */
export function lineAndColumn(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  const lines = before.split('\n');
  const column = (lines.at(-1) ?? '').length + (lines.length === 1 && before.startsWith('\uFEFF') ? 0 : 1);
  return { line: lines.length, column };
}

/** Returns the token at a position: a word, a number, a quoted string, or one character. */
function tokenAt(text: string, at: number): string {
  // Invisible characters are shown by their codes.
  const code = text.codePointAt(at) as number;
  if (/^[\s\p{C}]/u.test(text.slice(at, at + 2))) return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const token = /^(?:"[^"\n]*"?|'[^'\n]*'?|[-+\w.]+|.)/su.exec(text.slice(at, at + 100))?.[0] ?? '';
  return token.length > 40 ? `${token.slice(0, 37)}…` : token;
}

/** Returns true after a comma. */
const commaBefore = (text: string, at: number): boolean => text.slice(0, at).trimEnd().endsWith(',');

/** Returns a hint if the text looks like another format or a common mistake. */
function hintFor(text: string, at: number, expected: Expected, token: string): string | undefined {
  const [letter = ''] = token;
  if (letter === '<')
    return 'This is a web page, perhaps a login page: open the URL in a browser, save the file and read that.';
  if (letter === '#' || text.startsWith('//', at) || text.startsWith('/*', at))
    return 'Remove the comment: JSON has none.';
  if (expected === 'object') {
    if (letter === '[') return 'Write an object {"315257": [[1, 88]]}. Join several lists with union().';
    if (/^\s*https?:\/\/\S+\s*$/i.test(text)) return 'Use LumiList.fromUrl for a URL.';
    if (/^[^\n{]*\.(json|txt)(\.gz)?\s*$/i.test(text)) return 'Use LumiList.fromFile for a file.';
    return 'Write {"315257": [[1, 88], [91, 92]]}.';
  }
  if ((letter === '}' || letter === ']') && commaBefore(text, at)) return 'Remove the comma before it.';
  if (expected === 'key') {
    if (letter === "'") return `Write "${token.slice(1).replace(/'$/, '')}" in double quotes.`;
    return /^\d+$/.test(token) ? `Write "${token}" in double quotes.` : keyHint;
  }
  if (expected === 'comma' && /^["[{\d]/.test(letter)) return 'Add a comma before it.';
  if (expected === 'end') return 'Remove what follows the list, or join several lists with union().';
  if (letter === '(') return 'Write ranges in square brackets: [first, last].';
  if (expected === 'number') {
    const digits = /^["'](\d+)["']$/.exec(token)?.[1] ?? /^0+(\d+)$/.exec(token)?.[1];
    if (digits !== undefined) return `Write ${digits}${letter === '0' ? '' : ' without quotes'}.`;
    return letter === ']' ? 'Write two numbers: [first, last].' : 'Lumisections have integer numbers from 1.';
  }
  if (expected === 'ranges' && letter === '{')
    return 'A list of lumisections has ranges for each run: [[1, 88], [91, 92]].';
  if (expected === 'ranges' || expected === 'range') return 'Write ranges such as [[1, 88], [91, 92]].';
  return expected === 'colon' ? 'Write "315257": [[1, 88], [91, 92]].' : undefined;
}

/** Returns the problem for an unexpected token. */
export function unexpected(text: string, at: number, expected: Expected): Problem {
  if (at >= text.length) {
    if (text.trim() === '')
      return { message: 'Expected a list of lumisections, got an empty string', hint: 'Write {} for an empty list.' };
    return { message: `Unexpected end, expected ${words[expected]}`, hint: 'Check that the file is complete.' };
  }
  const token = tokenAt(text, at);
  return {
    message: `Unexpected '${token}', expected ${words[expected]}`,
    hint: hintFor(text, at, expected, token),
  };
}
