import type { Problem } from './range.js';
import { keyHint } from './read-value.js';

/** What the grammar wants at some place of the text. */
export type Wanted = 'object' | 'key' | 'colon' | 'ranges' | 'range' | 'number' | 'comma' | 'end';

const words: Readonly<Record<Wanted, string>> = {
  object: "'{'",
  key: 'a run in double quotes',
  colon: "':'",
  ranges: 'a list of ranges',
  range: 'a range [first, last]',
  number: 'the number of a lumisection',
  comma: "',' or a closing bracket",
  end: 'the end of the text',
};

/** `line 3, column 14`, both from 1. */
export function place(text: string, at: number): string {
  const before = text.slice(0, at);
  const lines = before.split('\n');
  const column = (lines.at(-1) ?? '').length + (lines.length === 1 && before.startsWith('\uFEFF') ? 0 : 1);
  return `line ${lines.length}, column ${column}`;
}

/** What stands at a place: a word, a number, a text in quotes, or one letter. */
function tokenAt(text: string, at: number): string {
  // A space that is none of JSON's would not be seen.
  const code = text.codePointAt(at) as number;
  if (/^[\s\p{C}]/u.test(text.slice(at, at + 2))) return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const token = /^(?:"[^"\n]*"?|'[^'\n]*'?|[-+\w.]+|.)/su.exec(text.slice(at, at + 100))?.[0] ?? '';
  return token.length > 40 ? `${token.slice(0, 37)}…` : token;
}

/** A comma before a closing bracket. */
const commaBefore = (text: string, at: number): boolean => text.slice(0, at).trimEnd().endsWith(',');

/** What the text looks like that it is not. */
function hintFor(text: string, at: number, wanted: Wanted, token: string): string | undefined {
  const [letter = ''] = token;
  if (letter === '<')
    return 'this is a web page, perhaps a login page: open the address in a browser, save the file and read that';
  if (letter === '#' || text.startsWith('//', at) || text.startsWith('/*', at))
    return 'JSON has no comments: remove it';
  if (wanted === 'object') {
    if (letter === '[') return 'a list of lumisections is an object {"315257": [[1, 88]]}; unite several with union()';
    if (/^\s*https?:\/\/\S+\s*$/i.test(text)) return 'addresses are read by LumiList.fromUrl';
    if (/^[^\n{]*\.(json|txt)(\.gz)?\s*$/i.test(text)) return 'files are read by LumiList.fromFile';
    return 'write {"315257": [[1, 88], [91, 92]]}';
  }
  if ((letter === '}' || letter === ']') && commaBefore(text, at)) return 'remove the comma before it';
  if (wanted === 'key') {
    if (letter === "'") return `JSON wants double quotes: write "${token.slice(1).replace(/'$/, '')}"`;
    return /^\d+$/.test(token) ? `write "${token}", in double quotes` : keyHint;
  }
  if (wanted === 'comma' && /^["[{\d]/.test(letter)) return 'is there a comma missing before it?';
  if (wanted === 'end') return 'one text is one list: remove what follows it, or unite several lists with union()';
  if (letter === '(') return 'write ranges in square brackets: [first, last]';
  if (wanted === 'number') {
    const digits = /^["'](\d+)["']$/.exec(token)?.[1] ?? /^0+(\d+)$/.exec(token)?.[1];
    if (digits !== undefined) return `write ${digits}${letter === '0' ? '' : ', without quotes'}`;
    return letter === ']' ? 'a range has two numbers' : 'lumisections are whole numbers from 1';
  }
  if (wanted === 'ranges' && letter === '{')
    return 'this is no list of lumisections, where each run has ranges: [[1, 88], [91, 92]]';
  if (wanted === 'ranges' || wanted === 'range') return 'write ranges, as in [[1, 88], [91, 92]]';
  return wanted === 'colon' ? 'write "315257": [[1, 88], [91, 92]]' : undefined;
}

/** What is wrong where the grammar wants something else than what stands there. */
export function unexpected(text: string, at: number, wanted: Wanted): Problem {
  if (at >= text.length) {
    if (text.trim() === '') return { message: 'the text is empty', hint: 'a list without lumisections is written {}' };
    return { message: `the text ends where ${words[wanted]} should be`, hint: 'is the file complete?' };
  }
  const token = tokenAt(text, at);
  return {
    message: `${token} stands where ${words[wanted]} should be`,
    hint: hintFor(text, at, wanted, token),
  };
}
