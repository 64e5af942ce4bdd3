import { subsets } from './subsets.js';

/** The strings that rules compare a value with. */
export interface StringRules {
  readonly constants: readonly string[];
  /** Strings that it must contain. */
  readonly contained: readonly string[];
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  /** True if it is compared by order. */
  readonly isOrdered: boolean;
}

/** Values of a string. If `isExact`, they include one of every kind that the rules distinguish. */
export interface StringValues {
  readonly values: readonly string[];
  readonly isExact: boolean;
}

/** A string that no document contains; it separates the parts of a value. */
export const unknownString = '\u0001';

const maxCombinations = 4000;

/** Returns the nearest strings below and above. */
const neighbours = (text: string): readonly string[] =>
  text === ''
    ? []
    : [
        `${text.slice(0, -1)}${String.fromCharCode(Math.max(0, text.charCodeAt(text.length - 1) - 1))}\uffff`,
        `${text}${unknownString}`,
      ];

/** Returns values for every combination of a prefix, contained strings and a suffix. */
export function strings({ constants, contained, prefixes, suffixes, isOrdered }: StringRules): StringValues {
  const { sets, isAll } = subsets(contained);
  const parts = sets.map((set) => [unknownString, ...set, unknownString].join(unknownString));
  const starts = ['', ...prefixes];
  const ends = ['', ...suffixes];
  const count = starts.length * parts.length * ends.length;
  const combined =
    count > maxCombinations
      ? parts
      : starts.flatMap((start) => parts.flatMap((part) => ends.map((end) => `${start}${part}${end}`)));
  return {
    values: [
      ...new Set([
        '',
        unknownString,
        ...constants,
        ...constants.map((constant) => constant.slice(0, 1)),
        ...(isOrdered ? constants.flatMap(neighbours) : []),
        ...lengths(constants),
        ...combined,
      ]),
    ],
    isExact:
      isAll && count <= maxCombinations && !(isOrdered && contained.length + prefixes.length + suffixes.length > 0),
  };
}

/** Returns strings of about the lengths that small numbers are compared with. */
const lengths = (constants: readonly string[]): readonly string[] =>
  constants
    .filter((constant) => /^\d{1,3}$/.test(constant))
    .flatMap((constant) => [Number(constant) - 1, Number(constant), Number(constant) + 1])
    .filter((length) => length >= 0)
    .map((length) => unknownString.repeat(length));
