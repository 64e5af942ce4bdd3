import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endsInEscape, escapeLike, likeMatcher, likePieces } from '../../src/expression/like.js';
import { matches } from '../property/reference.js';
import { seed } from '../support/rounds.js';

describe('likeMatcher', () => {
  const expectations: readonly (readonly [string, ...(readonly [string, boolean])[]])[] = [
    ['', ['', true], ['a', false]],
    ['%', ['', true], ['anything\nat all', true]],
    ['_', ['', false], ['a', true], ['é', true], ['😀', true], ['ab', false]],
    ['abc', ['abc', true], ['ABC', true], ['abcd', false], ['xabc', false]],
    ['a%c', ['ac', true], ['abc', true], ['acc', true], ['acb', false]],
    ['%b%', ['b', true], ['abc', true], ['ac', false]],
    ['a\\%c', ['a%c', true], ['abc', false]],
    ['a\\_c', ['a_c', true], ['abc', false]],
    ['a\\\\c', ['a\\c', true], ['a\\\\c', false]],
    ['a\\bc', ['abc', true], ['a\\bc', false]],
    ['%%%_%', ['', false], ['a', true]],
    ['.*', ['.*', true], ['ab', false]],
    ['(a|b)[c]$', ['(a|b)[c]$', true], ['ac', false]],
    ['É%', ['école', true]],
    // Letters whose lower case differs at the end of a word, or has two characters.
    ['%ΟΔΟΣ%', ['HV ΟΔΟΣ', true], ['hv οδοσ', true]],
    ['%İs%', ['İstanbul', true], ['istanbul', true], ['ISTANBUL', true], ['ıstanbul', false]],
  ];
  test.each(expectations.map(([pattern, ...cases]) => ({ pattern, cases })))(
    'matches $pattern',
    ({ pattern, cases }) => {
      const fits = likeMatcher(pattern);
      for (const [text, expected] of cases) expect([text, fits(text)]).toEqual([text, expected]);
    },
  );

  test('does not take exponential time', () => {
    expect(likeMatcher(`${'%a'.repeat(50)}b`)('a'.repeat(5000))).toBe(false);
  });

  test('agrees with a second implementation for random strings', () => {
    console.log(`patterns: TEST_SEED=${seed}`);
    const letters = fc.string({
      unit: fc.constantFrom('a', 'B', '%', '_', '\\', '"', 'é', 'İ', 'i', 'Σ', 'ς', 'σ'),
      maxLength: 8,
    });
    fc.assert(
      fc.property(letters, letters, (pattern, text) => {
        fc.pre(!endsInEscape(pattern));
        expect(likeMatcher(pattern)(text)).toBe(matches(text, pattern));
      }),
      { seed, numRuns: 3000 },
    );
  });
});

test('escapeLike() returns a pattern that matches only the string', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '%', '_', '\\') }), (text) => {
      const pattern = escapeLike(text);
      expect(endsInEscape(pattern)).toBe(false);
      expect(likePieces(pattern)).toEqual([...text].map((literal) => ({ literal })));
      expect(likeMatcher(pattern)(text)).toBe(true);
    }),
  );
});

test.each([
  ['', false],
  ['a', false],
  ['\\', true],
  ['a\\', true],
  ['a\\\\', false],
  ['a\\\\\\', true],
  ['a\\\\\\\\', false],
  ['\\a', false],
  ['\\%', false],
  ['a\n\\', true],
])('endsInEscape(%j) returns %s', (pattern, expected) => expect(endsInEscape(pattern)).toBe(expected));
