import { isOfAnotherCopy } from './comparable.js';
import { isDate } from './is-date.js';
import { shortened } from './strings.js';

/** Describes a received value in error messages: `'6500'`, `NaN`, `an array of 3`. Long strings are cut after 60 characters. */
export function describe(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'boolean' || typeof value === 'number')
    return String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'string') return `'${shortened(value)}'`;
  if (typeof value === 'symbol' || typeof value === 'function') return `a ${typeof value}`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : `an array of ${value.length}`;
  if (isDate(value)) return Number.isNaN(value.getTime()) ? 'an invalid Date' : `the Date ${value.toISOString()}`;
  if (value instanceof RegExp) return 'a regular expression';
  if (value instanceof Promise) return 'a promise';
  if (isOfAnotherCopy(value)) return 'an object of another copy of runregistry';
  const type = Object.prototype.toString.call(value).slice('[object '.length, -1);
  return type === 'Object' ? 'an object' : `an object of type ${type}`;
}

/** Prints a string, number or Date as TypeScript code, and `…` for another object, a function and an invalid Date. */
export function written(value: unknown): string {
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&')}'`;
  if (isDate(value) && !Number.isNaN(value.getTime())) return `new Date('${value.toISOString()}')`;
  return (typeof value === 'object' && value !== null) || typeof value === 'function' ? '…' : String(value);
}
