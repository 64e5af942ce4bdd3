import type { StringRules, StringValues } from './strings.js';

/** A date as the registry stores it, or the beginning of one. */
const form = /^\d{4}(-\d\d(-\d\d(T(\d\d(:(\d\d(:(\d\dZ?)?)?)?)?)?)?)?)?$/;

/** Returns true for a date as the registry stores it, `2018-05-25T19:16:05Z`, or the beginning of one, `2018-05`. */
export const isStoredDate = (text: string): boolean => form.test(text) && Number.isFinite(Date.parse(complete(text)));

/** Returns the first instant with this prefix. */
const complete = (text: string): string => `${text}${'0000-01-01T00:00:00Z'.slice(text.length)}`;

const stored = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

const first = Date.parse('1990-01-01T00:00:00Z');
const last = Date.parse('2100-01-01T00:00:00Z');

/** Returns true for a stored date, and for a string before or after all dates. The domain has no dates next to other strings. */
const isComparable = (text: string): boolean => isStoredDate(text) || text < stored(first) || text > stored(last);

/** Returns dates at, next to and between those of the rules. Dates are strings: a prefix is less than all dates that start with it. */
export function dates({ constants, contained, prefixes, suffixes, isOrdered }: StringRules): StringValues {
  const times = [...constants, ...contained, ...prefixes]
    .filter(isStoredDate)
    .map((date) => Date.parse(complete(date)));
  const points = [...new Set([first, ...times.flatMap((time) => [time - 1000, time, time + 1000]), last])].sort(
    (a, b) => a - b,
  );
  const between = points.slice(1).map((point, index) => ((points[index] as number) + point) / 2);
  return {
    values: [...new Set([...points, ...between].map(stored))],
    isExact: suffixes.length === 0 && contained.every(isStoredDate) && (!isOrdered || constants.every(isComparable)),
  };
}
