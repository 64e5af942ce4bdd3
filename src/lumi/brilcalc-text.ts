import { QueryError } from '../errors.js';
import { lastLumisection, lastRun, shown } from './range.js';

/** The lumisections of a run, in order, and the luminosities of each. */
export interface RunLuminosity {
  readonly lumisections: readonly number[];
  readonly delivered: readonly number[];
  readonly recorded: readonly number[];
}

/** What a CSV of brilcalc says. */
export interface Luminosities {
  /** The unit of all luminosities: `/pb`. */
  readonly unit: string;
  /** In the order of the runs. */
  readonly runs: ReadonlyMap<number, RunLuminosity>;
}

type Building = { readonly [Key in keyof RunLuminosity]: number[] };

/** Where the columns are, counted from 0. */
interface Columns {
  readonly ls: number;
  readonly delivered: number;
  readonly recorded: number;
  /** The largest of them: what comes after it need not be looked at. */
  readonly last: number;
  /** How many there are. */
  readonly count: number;
  readonly unit: string;
}

const noColumns = 'there is no line of columns, #run:fill,ls,…, before the first luminosity';
const csvHint = 'run brilcalc lumi with --byls --output-style csv';
const fileHint = 'files are read by Brilcalc.fromFile';

/** Where a number is in a sorted list, or where it would be. */
export function indexIn(sorted: readonly number[], number: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The whole number that a piece of the text is; NaN where it is something else. */
function wholeNumber(text: string, start: number, end: number): number {
  let number = start < end ? 0 : Number.NaN;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN;
  }
  return number;
}

class Reader {
  readonly #text: string;
  readonly #source: string;
  readonly #runs = new Map<number, Building>();
  #columns: Columns | undefined;
  #line = 0;

  constructor(text: string, source: string | undefined) {
    this.#text = text;
    this.#source = source === undefined ? '' : `${source}: `;
  }

  read(): Luminosities {
    const text = this.#text;
    let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    while (at < text.length) {
      const found = text.indexOf('\n', at);
      const end = found === -1 ? text.length : found;
      this.#line++;
      this.#readLine(at, end);
      at = end + 1;
    }
    if (this.#columns === undefined) {
      this.#line = 0;
      return this.#fail(text.trim() === '' ? 'the text is empty' : noColumns, csvHint);
    }
    this.#checkEnd(this.#columns);
    const runs = new Map([...this.#runs].sort(([a], [b]) => a - b));
    return { unit: this.#columns.unit, runs };
  }

  /** A file that is cut off in a number would still be one: its last line, if nothing ends it, must have all columns. */
  #checkEnd({ count }: Columns): void {
    const line = this.#text.slice(this.#text.lastIndexOf('\n') + 1).trim();
    const found = line.split(',').length;
    if (line !== '' && !line.startsWith('#') && found < count)
      this.#fail(`the last line has ${found} columns, and not ${count}`, 'is the file complete?');
  }

  #readLine(start: number, end: number): void {
    const letter = this.#text[start];
    if (letter === '#' || letter === 'r') {
      const line = this.#text.slice(start, end).trim();
      const isHeader = /^#?run:fill,/.test(line);
      if (isHeader) this.#readColumns(line.replace('#', '').split(','));
      if (isHeader || letter === '#') return;
    }
    if ((end - start < 2 || letter === ' ') && this.#text.slice(start, end).trim() === '') return;
    if (this.#columns === undefined)
      this.#fail(noColumns, /^\S+\.csv(\.gz)?\s*$/i.test(this.#text) ? fileHint : csvHint);
    this.#readValues(start, end, this.#columns);
  }

  #readColumns(names: readonly string[]): void {
    if (!names.includes('ls')) this.#fail('there is no column ls', 'run brilcalc lumi with --byls');
    const column = (what: string): { readonly at: number; readonly unit: string } => {
      const at = names.findIndex((name) => name.startsWith(`${what}(`) && name.endsWith(')'));
      if (at === -1) return this.#fail(`there is no column ${what}`, `the columns are ${names.join(', ')}`);
      return { at, unit: (names[at] as string).slice(what.length + 1, -1) };
    };
    const [ls, delivered, recorded] = [names.indexOf('ls'), column('delivered'), column('recorded')];
    for (const unit of [recorded.unit, this.#columns?.unit ?? delivered.unit])
      if (unit !== delivered.unit)
        this.#fail(`some luminosities are in ${unit} and some in ${delivered.unit}`, 'give brilcalc one unit with -u');
    this.#columns = {
      ls,
      delivered: delivered.at,
      recorded: recorded.at,
      last: Math.max(ls, delivered.at, recorded.at),
      count: names.length,
      unit: delivered.unit,
    };
  }

  #readValues(start: number, end: number, columns: Columns): void {
    const text = this.#text;
    let [run, lumisection, delivered, recorded] = [0, 0, 0, 0];
    let from = start;
    for (let column = 0; column <= columns.last; column++) {
      if (from > end) this.#fail(`there are ${column} columns, and not ${columns.count}`, 'is the file complete?');
      let to = text.indexOf(',', from);
      if (to === -1 || to > end) to = end;
      if (column === 0) run = this.#readRun(from, to);
      else if (column === columns.ls) lumisection = this.#readLumisection(from, to);
      else if (column === columns.delivered) delivered = this.#readLuminosity(from, to);
      else if (column === columns.recorded) recorded = this.#readLuminosity(from, to);
      from = to + 1;
    }
    this.#add(run, lumisection, delivered, recorded);
  }

  /** The run in `297050:5839`, where the other number is the fill. */
  #readRun(from: number, to: number): number {
    const run = wholeNumber(this.#text, from, Math.min(this.#colon(from, to), to));
    if (run >= 1 && run <= lastRun) return run;
    return this.#fail(`${shown(this.#text.slice(from, to).trim())} is no run`, 'lines begin with run:fill');
  }

  /** The lumisection in `12:12`, or in `12:0` where CMS was not recording. */
  #readLumisection(from: number, to: number): number {
    const colon = this.#colon(from, to);
    const lumisection = wholeNumber(this.#text, from, Math.min(colon, to));
    const recorded = colon < to ? wholeNumber(this.#text, colon + 1, to) : 0;
    if (lumisection >= 1 && lumisection <= lastLumisection && (recorded === 0 || recorded === lumisection))
      return lumisection;
    return this.#fail(`${shown(this.#text.slice(from, to).trim())} is no lumisection`, 'write 12:12 or 12:0');
  }

  #colon(from: number, to: number): number {
    const colon = this.#text.indexOf(':', from);
    return colon === -1 ? to : colon;
  }

  #readLuminosity(from: number, to: number): number {
    const piece = this.#text.slice(from, to);
    const luminosity = Number(piece);
    // Number() takes an empty text for 0, and 0x10 for 16.
    if (Number.isFinite(luminosity) && (luminosity !== 0 || piece.trim() !== '') && !/[xob]/i.test(piece))
      return luminosity;
    return this.#fail(`${shown(piece.trim())} is no luminosity`, 'write a number, such as 110.5');
  }

  #add(run: number, lumisection: number, delivered: number, recorded: number): void {
    let known = this.#runs.get(run);
    if (known === undefined) {
      known = { lumisections: [], delivered: [], recorded: [] };
      this.#runs.set(run, known);
    }
    const { lumisections } = known;
    const last = lumisections[lumisections.length - 1];
    if (last === undefined || lumisection > last) {
      lumisections.push(lumisection);
      known.delivered.push(delivered);
      known.recorded.push(recorded);
      return;
    }
    // The lines of a run are not always in order.
    const at = indexIn(lumisections, lumisection);
    if (lumisections[at] !== lumisection) {
      lumisections.splice(at, 0, lumisection);
      known.delivered.splice(at, 0, delivered);
      known.recorded.splice(at, 0, recorded);
    } else if (known.delivered[at] !== delivered || known.recorded[at] !== recorded)
      this.#fail(
        `lumisection ${lumisection} of run ${run} is there already, with another luminosity`,
        'is it two outputs in one file? Read them one by one',
      );
  }

  #fail(message: string, hint?: string): never {
    const where = this.#line === 0 ? '' : `line ${this.#line}: `;
    throw new QueryError('bad-brilcalc', `${this.#source}${where}${message}`, { hint });
  }
}

/**
 * Reads what `brilcalc lumi --byls --output-style csv` writes. A lumisection that is there twice with the same luminosities counts
 * once. `source` is the name of the file.
 * @throws QueryError that says in which line it is wrong.
 */
export const readBrilcalc = (text: string, source?: string): Luminosities => new Reader(text, source).read();
