import { isObject } from './json-object.js';

const isExact = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isFinite(value) && !Object.is(value, -0)
    : typeof value !== 'object' || value === null || Object.values(value).every(isExact);

function write(value: unknown): string {
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
    // Beyond the range of doubles.
    return value > 0 ? '1e999' : '-1e999';
  }
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${write(member)}`).join(',')}}`;
}

/**
 * Returns JSON that parses to an equal value, for a value that was parsed. `JSON.stringify()` writes null for a number beyond the range of
 * doubles, which parses to Infinity, and 0 for -0.
 */
export const exactJson = (value: unknown): string => (isExact(value) ? JSON.stringify(value) : write(value));
