import { describe, expect, test } from 'vitest';
import * as library from '../../src/core.js';

const { QueryError, RunRegistryError } = library;
const classes = Object.entries(library).filter(
  ([, value]) => typeof value === 'function' && value.prototype instanceof RunRegistryError,
);

describe('the name of an error', () => {
  test.each([['RunRegistryError', RunRegistryError] as const, ...classes])('is %s, and not listed', (name, value) => {
    const { prototype } = value as typeof RunRegistryError;
    expect(prototype.name).toBe(name);
    expect(Object.keys(prototype)).toEqual([]);
  });

  test('can be assigned by a subclass, as its type says', () => {
    class UnknownPeriod extends QueryError {
      constructor(period: string) {
        super('bad-value', `Unknown period '${period}'`);
        this.name = 'UnknownPeriod';
      }
    }
    expect(String(new UnknownPeriod('2025X'))).toBe("UnknownPeriod: Unknown period '2025X'");
    expect(new QueryError('bad-value', 'Unknown period').name).toBe('QueryError');
  });
});
