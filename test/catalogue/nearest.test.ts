import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { didYouMean, editDistance, nearest } from '../../src/catalogue/nearest.js';
import { seed } from '../support/rounds.js';

describe('editDistance', () => {
  test.each([
    ['', '', 0],
    ['energy', 'energy', 0],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['energy', 'enrgy', 1],
    ['energy', 'enregy', 1],
    ['energy', 'energi', 1],
    ['ab', 'ba', 1],
    ['energy', 'b_field', 7],
  ])('from %j to %j is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('nearest', () => {
  const names = ['energy', 'era', 'b_field', 'ls_duration', 'duration', 'class', 'dt-dt', 'tracker-strip'];

  test.each([
    ['enrgy', ['energy']],
    ['ENERGY', ['energy']],
    ['bField', ['b_field']],
    ['ls duration', ['ls_duration']],
    ['durations', ['duration']],
    ['field', ['b_field']],
    ['trackerstrip', ['tracker-strip']],
    ['dtdt', ['dt-dt']],
    ['dt', []],
    ['', []],
    ['---', []],
    ['nothing like it', []],
  ])('returns the similar names of %j', (word, expected) => expect(nearest(word, names)).toEqual(expected));

  test('returns at most three names, best first', () => {
    expect(nearest('aaaaaa', ['aabbaa', 'aaaab', 'aaaaab', 'baaaaa', 'bbbbbb'])).toEqual(['aaaaab', 'baaaaa', 'aaaab']);
  });
  test('returns only the name that differs in nothing but case and punctuation', () => {
    expect(nearest('Tracker_Strip', ['tracker-strips', 'tracker-strip'])).toEqual(['tracker-strip']);
  });
  test('returns nothing for a very long word', () => {
    expect(nearest('energy'.repeat(100_000), names)).toEqual([]);
  });
});

test('didYouMean() joins up to three names', () => {
  expect(didYouMean([])).toBeUndefined();
  expect(didYouMean(['a'])).toBe("Did you mean 'a'?");
  expect(didYouMean(['a', 'b'])).toBe("Did you mean 'a' or 'b'?");
  expect(didYouMean(['a', 'b', 'c'])).toBe("Did you mean 'a', 'b' or 'c'?");
});

test('nearest() returns the names within the edit distance for random words', () => {
  console.log(`nearest names: TEST_SEED=${seed}`);
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1'), minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(word, fc.uniqueArray(word, { maxLength: 8 }), (target, names) => {
      const reach = Math.max(1, Math.floor(target.length / 3));
      const within = names.filter((name) => editDistance(target, name) <= reach);
      const best = Math.min(...within.map((name) => editDistance(target, name)));
      const expected = within
        .filter((name) => editDistance(target, name) <= 2 * best)
        .sort((a, b) => editDistance(target, a) - editDistance(target, b) || (a < b ? -1 : 1))
        .slice(0, 3);
      if (within.length > 0) expect(nearest(target, names).slice(0, expected.length)).toEqual(expected);
    }),
    { numRuns: 2000, seed },
  );
});
