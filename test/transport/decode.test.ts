/** Responses are decoded in pieces, which gives the same text as decoding them as a whole. */
import { expect, test } from 'vitest';
import { decode } from '../../src/transport/decode.js';
import { Random } from '../support/random.js';
import { rounds, seed } from '../support/rounds.js';

const cases = rounds({ usual: 50, full: 500 });
console.log(`${cases} random texts: TEST_SEED=${seed}`);

test('letters at the ends of pieces are decoded', () => {
  for (const letter of ['é', '—', '🙂'])
    for (let before = 4090; before <= 4100; before++) {
      const text = `${'a'.repeat(before)}${letter}${'b'.repeat(5000)}${letter}`;
      expect(decode(Buffer.from(text), true)).toBe(text);
    }
});

test('random texts are decoded', () => {
  for (let number = 0; number < cases; number++) {
    const random = new Random('decode', seed, number);
    let text = '';
    for (let left = random.below(8); left > 0; left--)
      text += random.one(['a', 'é', '—', '🙂', '\u0000']).repeat(random.below(5000));
    // A view of a larger buffer, as a network returns it.
    const bytes = Buffer.from(`xx${text}`).subarray(2);
    expect(decode(bytes, true), `TEST_SEED=${seed}, case ${number}`).toBe(text);
  }
});

test('a byte order mark is removed, and only at the beginning', () => {
  expect(decode(Buffer.from('\uFEFFa\uFEFF'), true)).toBe('a\uFEFF');
  expect(decode(Buffer.from(''), true)).toBe('');
});

test('invalid bytes become replacement characters', () => {
  expect(decode(Buffer.from([0x61, 0xff, 0x62, 0xc3]), false)).toBe('a\uFFFDb\uFFFD');
});
