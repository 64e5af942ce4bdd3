import type { ErrorDetails, ErrorDetailsByCode } from '../../errors.js';
import { integratedUnits, inUnitsOfUb, isRate } from './units.js';

/** The field that an error is about, and its values. */
export type FieldProblem = Omit<ErrorDetailsByCode['bad-brilcalc'], keyof ErrorDetails | 'source' | 'line'>;

/** Throws the error of the line that is being read. */
export type Fail = (message: string, hint?: string, problem?: FieldProblem) => never;

/** Positions of the columns, from 0. */
export interface Columns {
  readonly count: number;
  readonly ls: number;
  readonly delivered: number;
  readonly recorded: number;
  /** Undefined if the luminosities are not those of an HLT path. */
  readonly path: number | undefined;
  readonly unit: string;
}

/** `run:fill,ls,…` with or without `#`. */
const header = /^#?\s*run:fill\s*,/;

export const isHeader = (line: string): boolean => header.test(line);

/** Returns the trimmed cells of a line. A quoted comma splits its cell too, and the number of columns is wrong then. */
export const cellsOf = (line: string): string[] => line.split(',').map((cell) => cell.trim());

/** Returns the unit in `delivered(/pb)`. */
function unitOf(name: string, fail: Fail): string {
  const unit = name.slice(name.indexOf('(') + 1, -1);
  if (isRate(unit))
    return fail(
      `Expected integrated luminosity in column '${name}', got a rate`,
      'Run brilcalc with an integrated unit such as -u /ub.',
      { field: name },
    );
  if (inUnitsOfUb(unit) === undefined)
    return fail(`Unknown unit '${unit}' of column '${name}'`, `Write one of ${integratedUnits.join(', ')}.`, {
      field: name,
    });
  return unit;
}

/** Reads a header line. */
export function readColumns(line: string, fail: Fail): Columns {
  const names = cellsOf(line.replace(/^#/, ''));
  const find = (is: (name: string) => boolean, what: string, hint: string): number => {
    const at = names.findIndex(is);
    if (at === -1) return fail(`Column '${what}' is missing`, hint, { field: what });
    if (names.some((name, other) => other > at && is(name)))
      return fail(`Column '${what}' occurs twice`, undefined, { field: what });
    return at;
  };
  const isLuminosity = (name: string, what: string): boolean => name.startsWith(`${what}(`) && name.endsWith(')');
  const luminosity = (what: string, other: string) => {
    const unit = names.find((name) => isLuminosity(name, other))?.slice(other.length) ?? '(/ub)';
    return find((name) => isLuminosity(name, what), what, `Add ${what}${unit} to the columns ${names.join(', ')}.`);
  };
  const ls = find((name) => name === 'ls', 'ls', 'Run brilcalc lumi with --byls.');
  const [delivered, recorded] = [luminosity('delivered', 'recorded'), luminosity('recorded', 'delivered')];
  const path = names.indexOf('hltpath');
  const unit = unitOf(names[delivered] as string, fail);
  const other = unitOf(names[recorded] as string, fail);
  if (other !== unit)
    return fail(`Expected one unit, got ${unit} and ${other}`, 'Pass one unit to brilcalc with -u.', {
      field: names[recorded],
      expected: unit,
      received: other,
    });
  return { count: names.length, ls, delivered, recorded, path: path === -1 ? undefined : path, unit };
}
