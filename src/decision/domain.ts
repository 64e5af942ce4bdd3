import { statuses } from '../catalogue/states.js';
import type { Atom } from './atom.js';
import { dates } from './dates.js';
import { integers, reals } from './numbers.js';
import { type StringRules, strings, unknownString } from './strings.js';
import { subsets } from './subsets.js';
import { isNullable, type Variable } from './variable.js';

/** How expected a value of an attribute is. */
export const level = { expected: 0, outOfRange: 1, unknown: 2 } as const;

/** A value that an attribute can have; undefined is a missing value. */
export interface Entry {
  readonly value: unknown;
  /** True if the value is null or missing, and means "unknown". */
  readonly isNull: boolean;
  /** One of {@link level}. */
  readonly level: number;
}

/** Values of an attribute. If `isExact`, they include one of every kind that the atoms distinguish. */
export interface Domain {
  readonly entries: readonly Entry[];
  readonly isExact: boolean;
}

const entry = (value: unknown, of: number = level.expected): Entry => ({ value, isNull: false, level: of });
const expected = (values: readonly unknown[]): Entry[] => values.map((value) => entry(value));
const unknownValue = entry(unknownString, level.unknown);

function stringRules(atoms: readonly Atom[]): StringRules {
  const union = (pick: (atom: Atom) => Iterable<string>): readonly string[] => [
    ...new Set(atoms.flatMap((atom) => [...pick(atom)])),
  ];
  return {
    constants: union(({ constants }) => constants.map(String)),
    contained: union(({ pieces }) => pieces.contained),
    prefixes: union(({ pieces }) => pieces.prefixes),
    suffixes: union(({ pieces }) => pieces.suffixes),
    isOrdered: atoms.some(({ isOrdered }) => isOrdered),
  };
}

/** Returns true for a string that JavaScript compares as a number. An empty string is 0. */
const isNumeric = (text: string): boolean => Number.isFinite(Number(text));

function numbersOf(variable: Variable, atoms: readonly Atom[]): Entry[] {
  const constants = atoms
    .flatMap((atom) => atom.constants.map(String))
    .flatMap((text) => (isNumeric(text) ? [Number(text)] : (text.match(/\d+(\.\d+)?/g) ?? []).map(Number)));
  const booleans = atoms.some((atom) => atom.constants.some((constant) => typeof constant === 'boolean')) ? [0, 1] : [];
  const [low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY] = variable.attribute?.range ?? [];
  const all = [...constants, ...booleans];
  if (variable.isKey) return expected(integers(all, low));
  // For two variables, the order of two values in the same interval matters too.
  const isCompared = atoms.some(({ variables }) => variables.size > 1);
  return reals(all, variable.attribute?.range ?? [], isCompared).map((value) =>
    entry(value, value >= low && value <= high ? level.expected : level.outOfRange),
  );
}

function lists(atoms: readonly Atom[]): Domain {
  const constants = [...new Set(atoms.flatMap((atom) => atom.constants.filter((constant) => constant !== '')))];
  const { sets, isAll } = subsets(constants);
  return { entries: expected(sets.flatMap((set) => [set, [...set, unknownString]])), isExact: isAll };
}

function valuesOf(variable: Variable, atoms: readonly Atom[]): Domain {
  const { attribute } = variable;
  if (attribute === undefined) return { entries: [...expected(statuses), unknownValue], isExact: true };
  switch (attribute.type) {
    case 'boolean':
      // Without a value, a component was not included; the registry stores no false.
      return attribute.absence === 'false'
        ? { entries: expected([true, null, undefined]), isExact: true }
        : { entries: expected([true, false]), isExact: true };
    case 'enum':
      return { entries: [...expected(attribute.values ?? []), unknownValue], isExact: true };
    case 'number':
      return { entries: numbersOf(variable, atoms), isExact: true };
    case 'list':
      return lists(atoms);
    case 'date': {
      const { values, isExact } = dates(stringRules(atoms));
      return { entries: expected(values), isExact };
    }
    case 'string': {
      const { values, isExact } = strings(stringRules(atoms));
      // JavaScript orders a string and a number as numbers.
      const comparesNumbers = atoms.some(
        (atom) => atom.isOrdered && atom.constants.some((one) => typeof one !== 'string'),
      );
      return { entries: expected(values), isExact: isExact && !comparesNumbers };
    }
  }
}

const nothing: readonly Entry[] = [null, undefined].map((value) => ({ value, isNull: true, level: level.expected }));

/** Returns the domain of a variable for the atoms that read it. */
export function domainOf(variable: Variable, atoms: readonly Atom[]): Domain {
  const { entries, isExact } = valuesOf(variable, atoms);
  return {
    entries: isNullable(variable) ? [...entries, ...nothing] : entries,
    // The values of two attributes do not occur in every order.
    isExact: isExact && atoms.every((atom) => atom.isExact && atom.variables.size < 2),
  };
}
