import { QueryError } from '../errors.js';
import { describe, nullHint, undefinedHint } from './describe.js';

/**
 * A time as queries name it, turned into the text that the registry stores. The registry keeps dates as text such as
 * `2018-05-25T19:16:05Z`, in UTC and without milliseconds, and compares them as text, so the same instant written otherwise
 * would never match.
 */
export interface Period {
  /** First moment: an instant, or a prefix of one such as `2018-05`. */
  readonly start: string;
  /** First moment after it, where a whole period is named (`2018-05` names May 2018); undefined for an instant. */
  readonly end: string | undefined;
  /** The fraction of a second that the instant had, and no stored date has; `start` is rounded down. */
  readonly fraction: number;
}

const prefix = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2})(?::(\d{2}))?)?)?)?$/;
const instant = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/;

const stored = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

const forms = "write a Date, an instant such as '2018-05-25T19:16:05Z', or a prefix of one such as '2018-05'";

function fail(value: unknown, name: string, what: string, hint = forms): never {
  throw new QueryError('bad-value', `'${name}' is a date, and ${describe(value)} ${what}`, { attribute: name, hint });
}

/** What to write instead of a value that is neither a Date nor a text. */
function instead(value: unknown): string {
  if (value === null) return nullHint;
  if (value === undefined) return undefinedHint;
  if (typeof value !== 'number' || !Number.isFinite(value)) return forms;
  return value >= 1000 && value <= 9998 ? `write '${value}'` : `write new Date(${value}) for milliseconds since 1970`;
}

// The text of other years has more or fewer digits, or has a next year that does, and would not compare as text.
const years = [1000, 9998] as const;
const isOutside = (year: number): boolean => year < years[0] || year > years[1];
const outside = `lies outside the years ${years[0]} to ${years[1]}`;

/** Milliseconds of a calendar time in UTC, or undefined where the calendar has no such time (February 30, hour 24). */
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

/** Milliseconds that a zone is ahead of UTC, or undefined where there is no such zone. */
function offset(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** The first moment after a period, written with as many fields as the period. */
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
 * Reads a Date, an instant, or a prefix of one. An instant without a zone is UTC, as all dates of the registry are.
 * @throws QueryError for anything else, and for times that no calendar has.
 */
export function readPeriod(value: unknown, name: string): Period {
  if (value instanceof Date) {
    const time = value.getTime();
    if (Number.isNaN(time)) fail(value, name, 'is none');
    if (isOutside(value.getUTCFullYear())) fail(value, name, outside);
    return { start: stored(value), end: undefined, fraction: value.getUTCMilliseconds() / 1000 };
  }
  if (typeof value !== 'string') return fail(value, name, 'is none', instead(value));
  const whole = instant.exec(value);
  if (whole !== null) {
    if (isOutside(Number(whole[1]))) return fail(value, name, outside);
    const [time, ahead] = [calendar(whole.slice(1, 7)), offset(whole[8])];
    if (time === undefined || ahead === undefined) return fail(value, name, 'names a time that does not exist');
    return { start: stored(new Date(time - ahead)), end: undefined, fraction: Number(whole[7] ?? 0) };
  }
  const partial = prefix.exec(value);
  if (partial === null) return fail(value, name, 'is not written as one');
  const fields = partial.slice(1).filter((field) => field !== undefined);
  if (isOutside(Number(fields[0]))) return fail(value, name, outside);
  if (calendar(fields) === undefined) return fail(value, name, 'names a time that does not exist');
  return { start: value.replace(' ', 'T'), end: after(fields.map(Number)), fraction: 0 };
}

/** The second after an instant, as the registry stores it. */
export const nextSecond = (text: string): string => stored(new Date(Date.parse(text) + 1000));
