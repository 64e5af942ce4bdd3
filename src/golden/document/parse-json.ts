import { QueryError } from '../../errors.js';

/** A place in a text, as editors count: lines and columns from 1. */
function placeOf(text: string, at: number): string {
  const before = text.slice(0, at);
  return `line ${before.split('\n').length}, column ${at - before.lastIndexOf('\n')}`;
}

/** What people paste that is nearly JSON. */
function nearly(text: string): string | undefined {
  if (/\b(True|False|None)\b/.test(text)) return "Python's True, False and None are true, false and null in JSON";
  if (/^\s*(\/\/|#)/m.test(text)) return 'JSON has no comments: remove them';
  if (/^\s*\//.test(text)) return 'remove the line before the rules: the name of the dataset is given to generate()';
  if (/'\s*:/.test(text)) return 'JSON has double quotes';
  return /,\s*[\]}]/.test(text) ? 'remove the comma before the closing bracket' : undefined;
}

/** Letters that a text of rules may have: the largest that are known have some ten thousand. */
const longest = 10_000_000;

/** Levels that are read. Rules are refused long before. */
const deepest = 10_000;

const space = /[ \t\n\r]*/y;
/** A mark, a word or a number. */
const plain = /[{}[\]:,]|true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const quoteOrEscape = /["\\]/g;

/** An object or a list that is open: what closes it, and the names of an object with their places. */
interface Open {
  readonly close: '}' | ']';
  readonly names: Map<string, number>;
}

/** Finds where a text stops being JSON, or gives a name twice in one object, of which `JSON.parse` would drop the first. */
class Scanner {
  readonly #text: string;
  readonly #open: Open[] = [];
  /** Where the last token begins and ends. */
  #start = 0;
  #end = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** @throws QueryError at the first thing that is wrong. */
  check(): void {
    do this.#value(this.#next());
    while (this.#goesOn());
  }

  /** A value, or the beginning of one: where something opens, the first in it is read on. */
  #value(first: string): void {
    for (let token = first; token === '{' || token === '['; token = this.#next()) {
      const close = token === '{' ? '}' : ']';
      const inner = this.#next(close === '}' ? 'a name in double quotes' : undefined);
      if (inner === close) return;
      if (this.#open.length === deepest)
        throw new QueryError('bad-value', `a text of rules of more than ${deepest} levels is refused`);
      this.#open.push({ close, names: new Map() });
      if (close === '}') this.#name(inner);
      else this.#end = this.#start;
    }
    if (this.#isMark()) this.#fail('a value');
  }

  /** Behind a value: whether another one follows. */
  #goesOn(): boolean {
    for (let open = this.#open.at(-1); open !== undefined; open = this.#open.at(-1)) {
      const wanted = `',' or '${open.close}'`;
      const token = this.#next(wanted);
      if (token === ',') {
        if (open.close === '}') this.#name(this.#next('a name in double quotes'));
        return true;
      }
      if (token !== open.close) this.#fail(wanted);
      this.#open.pop();
    }
    if (this.#next('the end') !== '') this.#fail('the end');
    return false;
  }

  /** The name before a value of an object. */
  #name(token: string): void {
    if (token[0] !== '"') this.#fail('a name in double quotes');
    const name = JSON.parse(token) as string;
    const { names } = this.#open.at(-1) as Open;
    const first = names.get(name);
    if (first !== undefined)
      throw new QueryError(
        'not-json',
        `the text of the rules gives '${name}' twice in one object, at ${placeOf(this.#text, first)} and at ${placeOf(this.#text, this.#start)}`,
        { hint: 'JSON would keep the last alone: write both within one {"and":[…]}' },
      );
    names.set(name, this.#start);
    if (this.#next("':'") !== ':') this.#fail("':'");
  }

  #isMark(): boolean {
    const first = this.#text[this.#start];
    return first === undefined || '{}[]:,'.includes(first);
  }

  /** The next token; empty at the end of the text. */
  #next(wanted = 'a value'): string {
    space.lastIndex = this.#end;
    space.test(this.#text);
    this.#start = space.lastIndex;
    if (this.#text[this.#start] === '"') this.#end = this.#endOfQuoted();
    else if (this.#start < this.#text.length) {
      plain.lastIndex = this.#start;
      if (!plain.test(this.#text)) this.#fail(wanted);
      this.#end = plain.lastIndex;
    }
    return this.#text.slice(this.#start, this.#start === this.#text.length ? this.#start : this.#end);
  }

  #endOfQuoted(): number {
    quoteOrEscape.lastIndex = this.#start + 1;
    for (let found = quoteOrEscape.exec(this.#text); found !== null; found = quoteOrEscape.exec(this.#text)) {
      if (found[0] === '"') return this.#checked(quoteOrEscape.lastIndex);
      quoteOrEscape.lastIndex++;
    }
    return this.#fail('a text with a double quote at its end');
  }

  /** Texts may hold escapes that there are none of, and lines. */
  #checked(end: number): number {
    try {
      JSON.parse(this.#text.slice(this.#start, end));
      return end;
    } catch {
      return this.#fail('a text on one line, escaped as in JSON,');
    }
  }

  #fail(wanted: string): never {
    const found = this.#text.slice(this.#start, this.#start + 12).split('\n')[0];
    throw new QueryError(
      'not-json',
      `the text of the rules is not JSON: at ${placeOf(this.#text, this.#start)}, ${found ? `'${found}' stands` : 'it ends'} where ${wanted} is expected`,
      { hint: nearly(this.#text) },
    );
  }
}

/** The value of a text in JSON. @throws QueryError that says where it is none, or where something would be dropped. */
export function readJson(given: string): unknown {
  const text = given.startsWith('\uFEFF') ? given.slice(1) : given;
  if (text.trim() === '') throw new QueryError('not-json', 'the text of the rules is empty');
  if (text.length > longest)
    throw new QueryError('too-large', `the text of the rules has more than ${longest} letters`, {
      hint: 'is it the file of the rules?',
    });
  new Scanner(text).check();
  return JSON.parse(text);
}
