import { QueryError } from '../errors.js';
import { describe } from './describe.js';

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
  /** Whether the instant had a fraction of a second, which no stored date has; `start` is then rounded down. */
  readonly fraction: boolean;
}

const prefix = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2})(?::(\d{2}))?)?)?)?$/;
const instant = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/;

const stored = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

function fail(value: unknown, name: string, what: string): never {
  throw new QueryError('bad-value', `'${name}' is a date, and ${describe(value)} ${what}`, {
    attribute: name,
    hint: "write a Date, an instant such as '2018-05-25T19:16:05Z', or a prefix of one such as '2018-05'",
  });
}

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

function offset(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
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
    if (value.getUTCFullYear() < 1000 || value.getUTCFullYear() > 9999)
      fail(value, name, 'lies outside the years 1000 to 9999');
    return { start: stored(value), end: undefined, fraction: time % 1000 !== 0 };
  }
  if (typeof value !== 'string') return fail(value, name, 'is none');
  const whole = instant.exec(value);
  if (whole !== null) {
    const time = calendar(whole.slice(1, 7));
    if (time === undefined) return fail(value, name, 'names a time that does not exist');
    const start = stored(new Date(time - offset(whole[8])));
    return { start, end: undefined, fraction: Number(whole[7] ?? 0) !== 0 };
  }
  const partial = prefix.exec(value);
  if (partial === null) return fail(value, name, 'is not written as one');
  const fields = partial.slice(1).filter((field) => field !== undefined);
  if (calendar(fields) === undefined) return fail(value, name, 'names a time that does not exist');
  return { start: value.replace(' ', 'T'), end: after(fields.map(Number)), fraction: false };
}

/** The second after an instant, as the registry stores it. */
export const nextSecond = (text: string): string => stored(new Date(Date.parse(text) + 1000));
