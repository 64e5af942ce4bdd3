import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { isDate } from '../util/is-date.js';
import { hintFor } from './hints.js';

/**
 * A date in the format of the registry. It stores dates as strings such as `2018-05-25T19:16:05Z`, in UTC and without milliseconds,
 * and compares them as strings: any other format of the same instant never matches.
 */
export interface Period {
  /** The first moment: an instant, or a prefix such as `2018-05`. */
  readonly start: string;
  /** The first moment after the period (`2018-05` is all of May 2018); undefined for an instant. */
  readonly end: string | undefined;
  /** The fraction of a second of the instant. `start` is rounded down, because stored dates have none. */
  readonly fraction: number;
}

const prefix = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2})(?::(\d{2}))?)?)?)?$/;
const instant = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/;

const stored = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

const formats = "Write a Date, an instant such as '2018-05-25T19:16:05Z', or a prefix such as '2018-05'.";

function fail(value: unknown, name: string, problem = '', hint = formats): never {
  throw new QueryError('bad-value', `Expected a date for '${name}', got ${describe(value)}${problem}`, {
    attribute: name,
    hint,
  });
}

/** Returns the hint for a number, which can be a year, a day or a time since 1970. */
function hintForNumber(value: unknown): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return formats;
  if (value >= 1000 && value <= 9998) return `Write '${value}'.`;
  const [, ...day] = /^(\d{4})(\d{2})(\d{2})$/.exec(String(value)) ?? [];
  if (day.length > 0 && calendar(day) !== undefined) return `Write '${day.join('-')}'.`;
  // Until the year 5138 in seconds, and from 1973 in milliseconds.
  return Math.abs(value) < 1e11
    ? `Write new Date(${value} * 1000) for seconds since 1970.`
    : `Write new Date(${value}) for milliseconds since 1970.`;
}

// Other years, or the year after them, do not have four digits, and would not compare correctly as strings.
const years = [1000, 9998] as const;
const isOutside = (year: number): boolean => year < years[0] || year > years[1];
const outside = `, which is outside the years ${years[0]} to ${years[1]}`;
const nonexistent = ', which does not exist';

/** Returns a calendar time in UTC in milliseconds, or undefined if it does not exist (February 30, hour 24). */
function calendar(parts: readonly (string | undefined)[]): number | undefined {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    part === undefined ? undefined : Number(part),
  );
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(time);
  const same =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  return same ? time : undefined;
}

/** Returns the offset of a time zone from UTC in milliseconds, or undefined for an invalid one. */
function offset(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Returns the first moment after a period, with the same fields as the period. */
function after(fields: readonly number[]): string {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = fields;
  const size = fields.length;
  const next = new Date(
    Date.UTC(
      size === 1 ? year + 1 : year,
      size === 2 ? month : month - 1,
      size === 3 ? day + 1 : day,
      size === 4 ? hour + 1 : hour,
      size === 5 ? minute + 1 : minute,
    ),
  );
  return next.toISOString().slice(0, [4, 7, 10, 13, 16][size - 1]);
}

/**
 * Parses a Date, an instant, or a prefix of one. An instant without a time zone is in UTC.
 *
 * @throws QueryError for anything else, and for times that do not exist.
 */
export function readPeriod(value: unknown, name: string): Period {
  if (isDate(value)) {
    const time = value.getTime();
    if (Number.isNaN(time)) fail(value, name);
    if (isOutside(value.getUTCFullYear())) fail(value, name, outside);
    return { start: stored(value), end: undefined, fraction: value.getUTCMilliseconds() / 1000 };
  }
  if (typeof value !== 'string') return fail(value, name, '', hintFor(value, hintForNumber(value)));
  const whole = instant.exec(value);
  if (whole !== null) {
    if (isOutside(Number(whole[1]))) return fail(value, name, outside);
    const [time, zone] = [calendar(whole.slice(1, 7)), offset(whole[8])];
    if (time === undefined || zone === undefined) return fail(value, name, nonexistent);
    return { start: stored(new Date(time - zone)), end: undefined, fraction: Number(whole[7] ?? 0) };
  }
  const partial = prefix.exec(value);
  if (partial === null) return fail(value, name);
  const fields = partial.slice(1).filter((field) => field !== undefined);
  if (isOutside(Number(fields[0]))) return fail(value, name, outside);
  if (calendar(fields) === undefined) return fail(value, name, nonexistent);
  return { start: value.replace(' ', 'T'), end: after(fields.map(Number)), fraction: 0 };
}

/** Returns the second after an instant, in the format of the registry. */
export const nextSecond = (instant: string): string => stored(new Date(Date.parse(instant) + 1000));
