import { QueryError } from '../../errors.js';
import { lineAndColumn } from '../../lumi/text-problem.js';

const shown = ({ line, column }: ReturnType<typeof lineAndColumn>): string => `line ${line}, column ${column}`;

/** Returns a hint for common mistakes. */
function hintFor(text: string): string | undefined {
  if (/^\s*\S+\.json\s*$/.test(text)) return `Read the file first: readFileSync('${text.trim()}', 'utf8').`;
  if (/\b(True|False|None)\b/.test(text)) return "Write true, false and null instead of Python's True, False and None.";
  if (/^\s*(\/\/|#)/m.test(text)) return 'Remove the comments.';
  if (/^\s*\//.test(text)) return 'Remove the line before the rules, and pass the dataset name to generate().';
  if (/'\s*:/.test(text)) return 'Use double quotes.';
  return /,\s*[\]}]/.test(text) ? 'Remove the comma before the closing bracket.' : undefined;
}

/** Maximum length. Real documents have up to some ten thousand characters. */
const maxLength = 10_000_000;

/** Maximum nesting here. The limit for rules is much lower. */
const maxDepth = 10_000;

const whitespace = /[ \t\n\r]*/y;
/** A punctuator, literal or number. */
const bareToken = /[{}[\]:,]|true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const quoteOrEscape = /["\\]/g;

/** An open object or array: its closing bracket, and the names of an object with their offsets. */
interface OpenBracket {
  readonly close: '}' | ']';
  readonly names: Map<string, number>;
}

/** Checks the syntax of JSON, with positions in its errors, and rejects duplicate names, of which `JSON.parse` drops the first. */
class Scanner {
  readonly #text: string;
  readonly #open: OpenBracket[] = [];
  /** Start and end of the last token. */
  #start = 0;
  #end = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** @throws QueryError for the first mistake. */
  check(): void {
    do this.#value(this.#next());
    while (this.#hasNext());
  }

  /** Reads a value. Of objects and arrays, it reads up to their first scalar. */
  #value(first: string): void {
    for (let token = first; token === '{' || token === '['; token = this.#next()) {
      const close = token === '{' ? '}' : ']';
      const inner = this.#next(close === '}' ? 'a name in double quotes' : undefined);
      if (inner === close) return;
      if (this.#open.length === maxDepth)
        throw new QueryError('bad-value', `Expected at most ${maxDepth} levels of JSON, got more`);
      this.#open.push({ close, names: new Map() });
      if (close === '}') this.#name(inner);
      else this.#end = this.#start;
    }
    if (this.#isPunctuator()) this.#fail('a value');
  }

  /** Reads what follows a value. Returns true if another value follows. */
  #hasNext(): boolean {
    for (let open = this.#open.at(-1); open !== undefined; open = this.#open.at(-1)) {
      const expected = `',' or '${open.close}'`;
      const token = this.#next(expected);
      if (token === ',') {
        if (open.close === '}') this.#name(this.#next('a name in double quotes'));
        return true;
      }
      if (token !== open.close) this.#fail(expected);
      this.#open.pop();
    }
    if (this.#next('the end') !== '') this.#fail('the end');
    return false;
  }

  /** Reads the name of a property. */
  #name(token: string): void {
    if (token[0] !== '"') this.#fail('a name in double quotes');
    const name = JSON.parse(token) as string;
    const { names } = this.#open.at(-1) as OpenBracket;
    const first = names.get(name);
    if (first !== undefined) {
      const position = lineAndColumn(this.#text, this.#start);
      throw new QueryError(
        'not-json',
        `Duplicate name '${name}' in one object, at ${shown(lineAndColumn(this.#text, first))} and at ${shown(position)}`,
        { hint: 'Write both rules in one {"and":[…]}.', ...position },
      );
    }
    names.set(name, this.#start);
    if (this.#next("':'") !== ':') this.#fail("':'");
  }

  #isPunctuator(): boolean {
    const first = this.#text[this.#start];
    return first === undefined || '{}[]:,'.includes(first);
  }

  /** Reads the next token; empty at the end. */
  #next(expected = 'a value'): string {
    whitespace.lastIndex = this.#end;
    whitespace.test(this.#text);
    this.#start = whitespace.lastIndex;
    if (this.#text[this.#start] === '"') this.#end = this.#endOfString();
    else if (this.#start < this.#text.length) {
      bareToken.lastIndex = this.#start;
      if (!bareToken.test(this.#text)) this.#fail(expected);
      this.#end = bareToken.lastIndex;
    }
    return this.#text.slice(this.#start, this.#start === this.#text.length ? this.#start : this.#end);
  }

  #endOfString(): number {
    quoteOrEscape.lastIndex = this.#start + 1;
    for (let match = quoteOrEscape.exec(this.#text); match !== null; match = quoteOrEscape.exec(this.#text)) {
      if (match[0] === '"') return this.#checked(quoteOrEscape.lastIndex);
      quoteOrEscape.lastIndex++;
    }
    return this.#fail('a closing double quote');
  }

  /** Checks for unknown escapes and line breaks in a string. */
  #checked(end: number): number {
    try {
      JSON.parse(this.#text.slice(this.#start, end));
      return end;
    } catch {
      return this.#fail('a string on one line with valid escapes');
    }
  }

  #fail(expected: string): never {
    const received = this.#text.slice(this.#start, this.#start + 12).split('\n')[0];
    const position = lineAndColumn(this.#text, this.#start);
    throw new QueryError(
      'not-json',
      `Unexpected ${received ? `'${received}'` : 'end'} at ${shown(position)} of the JSON, expected ${expected}`,
      { hint: hintFor(this.#text), ...position },
    );
  }
}

/** Parses JSON. @throws QueryError with the position of a mistake or of a duplicate name. */
export function parseJson(json: string): unknown {
  const text = json.startsWith('\uFEFF') ? json.slice(1) : json;
  if (text.trim() === '') throw new QueryError('not-json', 'Expected JSON, got an empty string');
  if (text.length > maxLength)
    throw new QueryError('too-large', `Expected at most ${maxLength} characters of JSON, got ${text.length}`, {
      hint: 'Check that it is a golden JSON.',
    });
  new Scanner(text).check();
  return JSON.parse(text);
}
