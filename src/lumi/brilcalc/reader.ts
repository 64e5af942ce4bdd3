import { QueryError } from '../../errors.js';
import { describe } from '../../util/describe.js';
import { lastLumisection, lastRun } from '../range.js';
import { type Columns, cellsOf, type Fail, isHeader, readColumns } from './columns.js';
import { type Luminosities, LuminosityBuilder } from './luminosities.js';
import { integerIn, numberIn } from './number.js';
import type { ReadOptions } from './options.js';
import type { Row } from './tally.js';
import { Trailers } from './trailer.js';

const noColumns = 'Expected a header #run:fill,ls,… before the first row';
const csvHint = 'Run brilcalc lumi with --byls --output-style csv.';
const fileHint = 'Use Brilcalc.fromFile for a file.';

class Reader {
  readonly #text: string;
  readonly #source: string | undefined;
  readonly #options: ReadOptions;
  readonly #luminosities = new LuminosityBuilder();
  readonly #trailers: Trailers;
  #columns: Columns | undefined;
  /** The HLT path of the rows before; '' if they have none, undefined before the first row. */
  #path: string | undefined;
  /** The HLT path of the first row that the option excludes. */
  #otherPath: string | undefined;
  #isEmpty = true;
  #line = 0;

  constructor(text: string, source: string | undefined, options: ReadOptions) {
    // brilcalc ends rows with CRLF. A lone CR ends a line too: otherwise the whole file would be its header.
    this.#text = /\r(?!\n)/.test(text) ? text.replace(/\r\n?/g, '\n') : text;
    this.#source = source;
    this.#options = options;
    this.#trailers = new Trailers(this.#fail, options.isWanted);
  }

  read(): Luminosities {
    const text = this.#text;
    for (let at = 0; at < text.length; ) {
      const lineBreak = text.indexOf('\n', at);
      const end = lineBreak === -1 ? text.length : lineBreak;
      this.#line++;
      // A mark of the byte order begins each of several concatenated files.
      this.#readLine(text.slice(text.charCodeAt(at) === 0xfeff ? at + 1 : at, end));
      at = end + 1;
    }
    this.#line = 0;
    if (this.#isEmpty && this.#otherPath !== undefined)
      this.#fail(
        `Expected rows of ${this.#options.hltPath}, got only other HLT paths`,
        `The first one is '${this.#otherPath}'.`,
        { field: 'hltpath', expected: this.#options.hltPath, received: this.#otherPath },
      );
    if (this.#columns !== undefined) return this.#luminosities.build(this.#columns.unit);
    return this.#fail(text.trim() === '' ? 'Expected a CSV of brilcalc, got an empty string' : noColumns, csvHint);
  }

  #readLine(raw: string): void {
    const line = raw.trim();
    if (isHeader(line)) this.#readHeader(line);
    else if (line.startsWith('#')) {
      if (this.#options.comparesTrailer || /^#\s*Summary/i.test(line)) this.#trailers.readComment(line);
    } else if (line !== '' && !this.#trailers.isWarning(line)) this.#readRow(line);
  }

  #readHeader(line: string): void {
    const columns = readColumns(line, this.#fail);
    const unit = this.#columns?.unit ?? columns.unit;
    if (unit !== columns.unit)
      this.#fail(
        `Expected luminosities in ${unit} as before, got ${columns.unit}`,
        'Pass one unit to brilcalc with -u.',
        { expected: unit, received: columns.unit },
      );
    this.#columns = columns;
    this.#trailers.begin(unit);
  }

  #readRow(line: string): void {
    const columns = this.#columns;
    if (columns === undefined) this.#fail(noColumns, /^\S+\.csv(\.gz)?\s*$/i.test(this.#text) ? fileHint : csvHint);
    const cells = cellsOf(line);
    if (cells.length !== columns.count)
      this.#fail(
        `Expected ${columns.count} columns as in the header, got ${cells.length}`,
        cells.length < columns.count
          ? 'Check that the file is complete.'
          : 'Write numbers with a decimal point and without commas.',
        { expected: columns.count, received: cells.length },
      );
    const row = this.#rowOf(cells, columns);
    if (!this.#isWanted(row.path)) {
      this.#otherPath ??= row.path;
      return;
    }
    this.#isEmpty = false;
    if (!this.#luminosities.add(row))
      this.#fail(
        `Lumisection ${row.lumisection} of run ${row.run} already has another luminosity`,
        'Read the outputs of two runs of brilcalc separately.',
      );
    this.#trailers.add(row);
  }

  #rowOf(cells: readonly string[], columns: Columns): Row {
    const [run, fill] = this.#readRun(cells[0] as string);
    const [lumisection, isCms] = this.#readLumisection(cells[columns.ls] as string);
    const printedDelivered = cells[columns.delivered] as string;
    const printedRecorded = cells[columns.recorded] as string;
    return {
      run,
      fill,
      lumisection,
      isCms,
      delivered: this.#readLuminosity(printedDelivered, 'delivered'),
      recorded: this.#readLuminosity(printedRecorded, 'recorded'),
      printedDelivered,
      printedRecorded,
      path: columns.path === undefined ? undefined : cells[columns.path],
    };
  }

  /** Returns true if the rows of a path are read. Rows of two paths are never mixed, unless the option names both. */
  #isWanted(path: string | undefined): boolean {
    const { isWanted } = this.#options;
    if (isWanted !== undefined) {
      if (path === undefined)
        this.#fail("Expected a column 'hltpath' for the option hltPath", 'Run brilcalc with --hltpath.', {
          field: 'hltpath',
        });
      return isWanted(path as string);
    }
    const name = path ?? '';
    this.#path ??= name;
    if (this.#path !== name)
      this.#fail(
        `Expected rows of ${this.#path || 'no HLT path'} as before, got ${name || 'no HLT path'}`,
        `Select one path: { hltPath: '${name || this.#path}' }.`,
        { field: 'hltpath', expected: this.#path, received: name },
      );
    return true;
  }

  /** Returns the run and the fill in `297050:5839`. */
  #readRun(cell: string): readonly [run: number, fill: number] {
    const [first = '', second = '', ...others] = cell.split(':');
    const [run, fill] = [integerIn(first), integerIn(second)];
    if (run >= 1 && run <= lastRun && fill >= 0 && others.length === 0) return [run, fill];
    return this.#fail(`Expected run:fill, got ${describe(cell)}`, 'Write 315257:6417.', {
      field: 'run:fill',
      received: cell,
    });
  }

  /** Returns the lumisection in `12:12`, or in `12:0` if CMS was not recording. */
  #readLumisection(cell: string): readonly [lumisection: number, isCms: boolean] {
    const [first = '', second = '', ...others] = cell.split(':');
    const [lumisection, cms] = [integerIn(first), integerIn(second)];
    const isValid = lumisection >= 1 && lumisection <= lastLumisection && (cms === 0 || cms === lumisection);
    if (isValid && others.length === 0) return [lumisection, cms !== 0];
    return this.#fail(`Expected a lumisection, got ${describe(cell)}`, 'Write 12:12 or 12:0.', {
      field: 'ls',
      received: cell,
    });
  }

  #readLuminosity(cell: string, field: 'delivered' | 'recorded'): number {
    const luminosity = numberIn(cell);
    if (!Number.isNaN(luminosity)) return luminosity;
    return this.#fail(`Expected a luminosity, got ${describe(cell)}`, 'Write a number such as 110.5.', {
      field,
      received: cell,
    });
  }

  readonly #fail: Fail = (message, hint, problem) => {
    const [source, line] = [this.#source, this.#line === 0 ? undefined : this.#line];
    const where = `${source === undefined ? '' : `${source}: `}${line === undefined ? '' : `line ${line}: `}`;
    throw new QueryError('bad-brilcalc', `${where}${message}`, { hint, source, line, ...problem });
  };
}

/**
 * Reads the output of `brilcalc lumi --byls --output-style csv`, also of several runs of it in one text. A lumisection that occurs
 * twice with equal luminosities counts once. `source` is the name of the file.
 * @throws QueryError with the number of the line.
 */
export const readBrilcalc = (text: string, options: ReadOptions, source?: string): Luminosities =>
  new Reader(text, source, options).read();
