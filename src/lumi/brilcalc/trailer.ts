import { cellsOf, type Fail, type FieldProblem } from './columns.js';
import { decimalsOf, integerIn, numberIn } from './number.js';
import { type Row, Tally } from './tally.js';
import { inUnitsOfUb, isRate } from './units.js';

/** `#nfill,nrun,…`, or `#hltpath,nfill,…`. */
const names = /^#\s*(?:nfill|hltpath)\s*,/;

/** `#1,2,206564,…`; not `#Check JSON:` or `#(run,ls) in json …`. */
const values = /^#\s*(?:\d+\s*$|[^(:]*,)/;

/** `#Sum delivered  : 34.0`, below the totals of the HLT paths. */
const sumOfPaths = /^#\s*Sum (delivered|recorded)\s*:\s*(\S+)$/;

/** Warnings that brilcalc prints below its summary without a `#`. */
const warning = /^(?:Warning: |\s*runs .* are not covered by normtag|\s*in run \d+ .* is not a superset of )/;

/** Rows by HLT path; the key '' stands for rows without a path. */
type Tallies = Map<string, Tally>;

const counts = { nfill: 'fills', nrun: 'runs', nls: 'lumisections', ncms: 'cms' } as const;
const hint = "Check that the file is complete and unedited, or pass the option trailer: 'ignore'.";

/** A value of the trailer that differs from the rows. */
type Difference = Required<FieldProblem>;

/** One value of a trailer, and the unit of the rows before it. */
interface TrailerCell {
  readonly name: string;
  readonly cell: string;
  readonly unit: string;
}

/** Compares a total of the trailer with a tally. */
function totalProblem({ name, cell, unit }: TrailerCell, tally: Tally, fail: Fail): Difference | undefined {
  const [, what, totalUnit = unit] = /^tot(delivered|recorded)(?:\((.*)\))?$/.exec(name) ?? [];
  if (what === undefined) return undefined;
  const factor = (inUnitsOfUb(totalUnit) ?? Number.NaN) / (inUnitsOfUb(unit) as number);
  if (Number.isNaN(factor))
    return fail(
      `Expected an integrated unit for '${name}', got ${isRate(totalUnit) ? 'a rate' : 'an unknown unit'}`,
      undefined,
      {
        field: name,
        received: totalUnit,
      },
    );
  const total = numberIn(cell);
  if (Number.isNaN(total))
    return fail(`Expected a number for '${name}', got '${cell}'`, hint, { field: name, received: cell });
  const sum = tally[what as 'delivered' | 'recorded'];
  const rounding = 0.5 * 10 ** -decimalsOf(cell) * factor + Number.EPSILON * Math.abs(total * factor);
  return Math.abs(sum.value - total * factor) <= sum.tolerance + rounding * (1 + 1e-9)
    ? undefined
    : { field: name, expected: Number(cell), received: sum.value / factor };
}

/** Compares one value of the trailer with a tally. */
function problemOf(trailer: TrailerCell, tally: Tally, fail: Fail): Difference | undefined {
  const { name, cell } = trailer;
  if (!Object.hasOwn(counts, name)) return totalProblem(trailer, tally, fail);
  const count = integerIn(cell);
  if (Number.isNaN(count))
    return fail(`Expected a count for '${name}', got '${cell}'`, hint, { field: name, received: cell });
  const actual = tally[counts[name as keyof typeof counts]];
  return actual === count ? undefined : { field: name, expected: count, received: actual };
}

/**
 * Compares brilcalc's trailers with the rows before them. Files may be concatenated, with a trailer each: a trailer counts the rows
 * since the last header, or, if a header is repeated inside a file, since the last trailer.
 */
export class Trailers {
  readonly #fail: Fail;
  /** Returns true if the rows of a path are read; undefined if all are. */
  readonly #readsPath: ((path: string) => boolean) | undefined;
  #sinceTrailer: Tallies = new Map();
  #sinceHeader: Tallies = this.#sinceTrailer;
  #names: readonly string[] | undefined;
  #isBelowRows = false;
  #unit = '';

  constructor(fail: Fail, readsPath: ((path: string) => boolean) | undefined) {
    this.#fail = fail;
    this.#readsPath = readsPath;
  }

  /** Begins the rows of a header. */
  begin(unit: string): void {
    if (this.#isBelowRows) this.#sinceTrailer = new Map();
    this.#sinceHeader = this.#sinceTrailer.size === 0 ? this.#sinceTrailer : new Map();
    this.#unit = unit;
    this.#names = undefined;
    this.#isBelowRows = false;
  }

  add(row: Row): void {
    if (this.#isBelowRows) this.begin(this.#unit);
    const tallies =
      this.#sinceHeader === this.#sinceTrailer ? [this.#sinceTrailer] : [this.#sinceHeader, this.#sinceTrailer];
    const path = row.path ?? '';
    for (const tally of tallies) {
      const ofPath = tally.get(path) ?? new Tally();
      tally.set(path, ofPath);
      ofPath.add(row);
    }
  }

  /** Returns true if a line that is no comment is a warning of brilcalc's below a trailer. */
  isWarning(line: string): boolean {
    return this.#isBelowRows && warning.test(line);
  }

  /** Reads a comment line. */
  readComment(line: string): void {
    if (/^#\s*Summary/i.test(line)) {
      this.#isBelowRows = true;
      this.#names = undefined;
    } else if (names.test(line)) {
      this.#isBelowRows = true;
      this.#names = cellsOf(line.slice(1));
    } else if (this.#names !== undefined && values.test(line)) this.#readValues(this.#names, cellsOf(line.slice(1)));
    else {
      this.#names = undefined;
      const [, what, total] = sumOfPaths.exec(line) ?? [];
      if (what !== undefined) this.#readSum(what, total as string);
    }
  }

  /** Compares the sum over all HLT paths, which is that of the rows if they are of one path. */
  #readSum(what: string, total: string): void {
    const [path, ...others] = this.#sinceTrailer.keys();
    if (this.#readsPath === undefined && path !== undefined && path !== '' && others.length === 0)
      this.#compare(path, [`tot${what}`], [total]);
  }

  #readValues(names: readonly string[], cells: readonly string[]): void {
    if (cells.length !== names.length)
      this.#fail(`Expected ${names.length} values in the trailer, got ${cells.length}`, hint, {
        expected: names.length,
        received: cells.length,
      });
    const path = names[0] === 'hltpath' ? (cells[0] as string) : '';
    if (path !== '' && this.#readsPath?.(path) === false) return;
    this.#compare(path, names, cells);
  }

  #compare(path: string, names: readonly string[], cells: readonly string[]): void {
    const problem = this.#problem(this.#sinceHeader, path, names, cells);
    if (problem === undefined) return;
    const isOther =
      this.#sinceHeader !== this.#sinceTrailer && this.#problem(this.#sinceTrailer, path, names, cells) === undefined;
    if (isOther) return;
    const { field, expected, received } = problem;
    this.#fail(`Expected ${field} = ${expected} as in the trailer, got ${received} from the rows`, hint, problem);
  }

  #problem(tallies: Tallies, path: string, names: readonly string[], cells: readonly string[]): Difference | undefined {
    const tally = tallies.get(path) ?? new Tally();
    for (const [at, name] of names.entries()) {
      const problem = problemOf({ name, cell: cells[at] as string, unit: this.#unit }, tally, this.#fail);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }
}
