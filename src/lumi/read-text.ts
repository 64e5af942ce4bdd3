import { type Boundaries, boundariesOf, fromAnyOrder, inOrder, type Runs } from './boundaries.js';
import { endOf, fail, isRange, lastRun, type Problem, rangeProblem } from './range.js';
import { keyHint, keyProblem, recordHint, runOfKey } from './read-value.js';
import { type Expected, lineAndColumn, unexpected } from './text-problem.js';

// Codes of characters, which compare faster than strings.
const quote = 0x22;
const comma = 0x2c;
const dot = 0x2e;
const zero = 0x30;
const nine = 0x39;
const colon = 0x3a;
const largeE = 0x45;
const openList = 0x5b;
const backslash = 0x5c;
const closeList = 0x5d;
const smallE = 0x65;
const openObject = 0x7b;
const closeObject = 0x7d;

/**
 * Parses golden JSON files. JSON.parse would silently keep the last of two equal keys, and does not report positions.
 */
class Scanner {
  readonly #text: string;
  readonly #source: string | undefined;
  #at: number;
  /** The current position, for errors: a key, and the number of a range from 1. */
  #key: string | number | undefined;
  #range = 0;

  constructor(text: string, source: string | undefined) {
    this.#text = text;
    this.#source = source;
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  read(): Runs {
    const runs = new Map<number, Boundaries>();
    const keys = new Set<string | number>();
    this.#expect(openObject, 'object');
    if (this.#next() === closeObject) this.#at++;
    else
      do {
        const run = this.#readKey(keys);
        this.#expect(colon, 'colon');
        const boundaries = this.#readRanges();
        const before = runs.get(run);
        runs.set(run, before === undefined ? boundaries : fromAnyOrder([...before, ...boundaries]));
        this.#key = undefined;
      } while (this.#continues(closeObject));
    this.#next();
    if (this.#at < this.#text.length) this.#unexpected('end');
    return inOrder(runs);
  }

  /** Skips whitespace and returns the code of the next character: NaN at the end. */
  #next(): number {
    const text = this.#text;
    let at = this.#at;
    let letter = text.charCodeAt(at);
    while (letter === 0x20 || letter === 0x0a || letter === 0x0d || letter === 0x09) letter = text.charCodeAt(++at);
    this.#at = at;
    return letter;
  }

  #expect(letter: number, expected: Expected): void {
    if (this.#next() !== letter) this.#unexpected(expected);
    this.#at++;
  }

  /** Reads a comma or a closing bracket, and returns true after a comma. */
  #continues(close: number): boolean {
    const letter = this.#next();
    if (letter !== comma && letter !== close) this.#unexpected('comma');
    this.#at++;
    return letter === comma;
  }

  /** Reads a key and returns its run. */
  #readKey(keys: Set<string | number>): number {
    if (this.#next() !== quote) this.#unexpected('key');
    const text = this.#text;
    const start = this.#at;
    let at = start + 1;
    let run = 0;
    let letter = text.charCodeAt(at);
    for (; letter >= zero && letter <= nine; letter = text.charCodeAt(++at)) run = run * 10 + letter - zero;
    let key: string | number = run;
    if (letter !== quote || run === 0 || run > lastRun || text.charCodeAt(start + 1) === zero) {
      at = this.#endOfQuoted(start);
      key = this.#unquoted(start, at);
      this.#key = key;
      run = runOfKey(key) ?? this.#fail({ message: keyProblem(key), hint: this.#keyHint() }, start);
      // A digit can be an escape sequence; the key is the same then.
      if (key === `${run}`) key = run;
    }
    this.#key = key;
    if (keys.has(key))
      this.#fail({ message: 'Duplicate run', hint: 'Write two lists and join them with union().' }, start);
    keys.add(key);
    this.#at = at + 1;
    return run;
  }

  #keyHint(): string {
    return this.#text.includes('"generated_json"') ? recordHint : keyHint;
  }

  /** Returns the position of the closing quote of a string that begins at `start`. */
  #endOfQuoted(start: number): number {
    const text = this.#text;
    for (let at = start + 1; at < text.length; at++) {
      const letter = text.charCodeAt(at);
      if (letter === quote) return at;
      if (letter === backslash) at++;
    }
    return this.#fail({ message: 'Unterminated key', hint: 'Check that the file is complete.' }, start);
  }

  /** Unescapes a quoted string, in which slashes can be `\/`. */
  #unquoted(start: number, end: number): string {
    const quoted = this.#text.slice(start, end + 1);
    try {
      return JSON.parse(quoted) as string;
    } catch {
      return quoted.slice(1, -1);
    }
  }

  #readRanges(): Boundaries {
    this.#expect(openList, 'ranges');
    const bounds: number[] = [];
    if (this.#next() === closeList) {
      this.#at++;
      return bounds;
    }
    this.#range = 0;
    do {
      this.#range++;
      this.#readRange(bounds);
    } while (this.#continues(closeList));
    this.#range = 0;
    return boundariesOf(bounds);
  }

  #readRange(bounds: number[]): void {
    this.#expect(openList, 'range');
    const start = this.#at - 1;
    const first = this.#readNumber();
    if (this.#next() === closeList)
      this.#fail(
        {
          message: 'Expected two numbers in a range, got 1',
          hint: `Write [${first}, ${first}] for one lumisection.`,
        },
        start,
      );
    this.#expect(comma, 'comma');
    const last = this.#readNumber();
    if (this.#next() === comma)
      this.#fail({ message: 'Expected two numbers in a range, got more', hint: 'Write [first, last].' }, start);
    this.#expect(closeList, 'comma');
    if (!isRange(first, last)) this.#fail(rangeProblem(first, last), start);
    bounds.push(first, endOf(last) + 1);
  }

  #readNumber(): number {
    let letter = this.#next();
    const text = this.#text;
    const start = this.#at;
    let at = start;
    let number = 0;
    for (; letter >= zero && letter <= nine; letter = text.charCodeAt(++at)) number = number * 10 + letter - zero;
    const zeros = at > start + 1 && text.charCodeAt(start) === zero;
    if (at === start || zeros) this.#unexpected('number', start);
    if (letter === dot || letter === smallE || letter === largeE) return this.#readDecimal(start);
    this.#at = at;
    // Hundreds of digits are Infinity, which would be the end of the run.
    return Math.min(number, Number.MAX_SAFE_INTEGER);
  }

  /** Reads a number such as 1.0 or 1e1, which are integers too. */
  #readDecimal(start: number): number {
    const [printed = ''] = /^\d+(?:\.\d+)?(?:e[-+]?\d+)?(?![\w.])/i.exec(this.#text.slice(start, start + 100)) ?? [];
    if (printed === '' || !Number.isInteger(Number(printed))) this.#unexpected('number', start);
    this.#at = start + printed.length;
    return Math.min(Number(printed), Number.MAX_SAFE_INTEGER);
  }

  #unexpected(expected: Expected, at = this.#at): never {
    return this.#fail(unexpected(this.#text, at, expected), at);
  }

  #fail({ message, hint }: Problem, at: number): never {
    const source = this.#source;
    const prefix = source === undefined ? '' : `${source}: `;
    if (at >= this.#text.length && this.#text.trim() === '') return fail(`${prefix}${message}`, hint, { source });
    const { line, column } = lineAndColumn(this.#text, at);
    const place = `line ${line}, column ${column}`;
    const key = this.#key === undefined ? undefined : `${this.#key}`;
    const run = key === undefined ? undefined : runOfKey(key);
    const range = this.#range === 0 ? undefined : this.#range;
    const where = run === undefined ? place : `run ${key}${range === undefined ? '' : `, range ${range}`} (${place})`;
    return fail(`${prefix}${where}: ${message}`, hint, { source, line, column, key, run, range });
  }
}

/**
 * Parses the text of a golden JSON file. `source` is the name of the file.
 *
 * @throws QueryError with the run, line and column of the mistake.
 */
export const readText = (text: string, source?: string): Runs => new Scanner(text, source).read();
