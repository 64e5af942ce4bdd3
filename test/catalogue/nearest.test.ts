import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { didYouMean, isOneEdit, nearest } from '../../src/catalogue/nearest.js';
import { seed } from '../support/rounds.js';

describe('isOneEdit()', () => {
  test.each([
    ['', '', true],
    ['energy', 'energy', true],
    ['energy', 'enrgy', true],
    ['energy', 'enregy', true],
    ['energy', 'energi', true],
    ['energy', 'enerxxgy', true],
    ['energy', 'engy', true],
    ['aa', 'aaaa', true],
    ['', 'ab', true],
    ['ab', 'ba', true],
    ['', 'abc', false],
    ['energy', 'enxrgxy', false],
    ['energy', 'nerg', false],
    ['energy', 'neergi', false],
    ['ab', 'cd', false],
    ['energy', 'b_field', false],
  ])('of %j and %j is %j', (a, b, expected) => {
    expect(isOneEdit(a, b)).toBe(expected);
    expect(isOneEdit(b, a)).toBe(expected);
  });
});

describe('nearest()', () => {
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
    ['dura', ['ls_duration', 'duration']],
    ['tracker', ['tracker-strip']],
    ['du', []],
    ['', []],
    ['---', []],
    ['nothing like it', []],
  ])('returns the similar names of %j', (word, expected) => expect(nearest(word, names)).toEqual(expected));

  test('returns names that differ only in case and punctuation before others', () => {
    expect(nearest('Tracker_Strip', ['tracker-strips', 'tracker-strip'])).toEqual(['tracker-strip']);
  });
  test('returns names one edit away before names that contain the word', () => {
    expect(nearest('state', ['tracker_state', 'states'])).toEqual(['states']);
  });
  test('returns nothing if more than two names match', () => {
    expect(nearest('stat', ['state', 'star'])).toEqual(['state', 'star']);
    expect(nearest('stat', ['state', 'star', 'seat'])).toEqual([]);
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

/** Returns all words that one edit makes of a word. */
function edits(word: string, letters: readonly string[]): Set<string> {
  const made = new Set([word]);
  const insertions = letters.flatMap((letter) => [letter, ...letters.map((next) => letter + next)]);
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    for (const inserted of insertions) made.add(before + inserted + after);
    if (after !== '') for (const letter of letters) made.add(before + letter + after.slice(1));
    if (after.length >= 1) made.add(before + after.slice(1));
    if (after.length >= 2) made.add(before + after.slice(2)).add(before + after[1] + after[0] + after.slice(2));
  }
  return made;
}

test('isOneEdit() finds exactly the words that one edit makes', () => {
  console.log(`one edit: TEST_SEED=${seed}`);
  const letters = ['a', 'b', '1'];
  const word = fc.string({ unit: fc.constantFrom(...letters), maxLength: 7 });
  fc.assert(
    fc.property(word, word, (a, b) => isOneEdit(a, b) === edits(a, letters).has(b)),
    { numRuns: 2000, seed },
  );
});
