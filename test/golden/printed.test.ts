/** Programs that `toTypeScript()` prints, run: each builds the document that it was printed from. */
import fc from 'fast-check';
import { goldenJson, type JsonLogic } from 'runregistry';
import { expect, test } from 'vitest';
import { rounds, seed, selection } from '../support/rounds.js';
import { rebuild } from './rebuild.js';

const ok: JsonLogic = { '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] };

function expectRebuilt(document: object): void {
  const { golden } = goldenJson.parse(document);
  for (const one of [golden, golden.withGuards()]) {
    const built = rebuild(one.toTypeScript());
    expect(built.toJsonLogic()).toEqual(one.toJsonLogic());
    expect(JSON.stringify(built)).toBe(JSON.stringify(one));
  }
}

test.each<[string, JsonLogic]>([
  ['a constant as a rule', true],
  ['null as a rule', null],
  ['a string as a rule', 'GOOD'],
  ['a list as a rule', [ok]],
  ['an empty list as a rule', []],
  ['an empty object as a rule', {}],
  ['an object with two operators', { a: 1, b: ok }],
  ['a constant within or', { or: [ok, false] }],
  ['a constant that is negated', { '==': [{ or: [ok, 0] }, false] }],
])('toTypeScript() prints %s', (_, rule) => {
  expectRebuilt({ and: [ok, rule as JsonLogic] });
  expectRebuilt({ and: [{ or: [ok, { and: [rule, ok] }] }, ok] });
});

test('toTypeScript() preserves line separators and other characters in strings', () => {
  const text = '\u2028 a\u2029b\\"\'`$x\n\r\t\0\ud800 \\u2028 \\\u2028';
  const rule: JsonLogic = { '==': [{ var: 'run.oms.hlt_key' }, text] };
  expectRebuilt({ and: [rule] });
  expectRebuilt({ and: [{ or: Array.from({ length: 6 }, () => ({ and: [rule, { [text]: [text] }] })) }] });
});

test.each(selection([150, 600], 1))('toTypeScript() prints %i levels', (levels) => {
  let rule: JsonLogic = ok;
  for (let level = 0; level < levels; level++) rule = level % 2 === 0 ? { and: [rule, ok] } : { or: [ok, rule] };
  expectRebuilt({ and: [rule] });
});

test('toTypeScript() prints a golden JSON without clauses', () => {
  expect(rebuild(goldenJson().toTypeScript()).clauses).toEqual([]);
});

/** Strings with characters that JavaScript, regular expressions or JSON treat specially. */
const strange = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      '\u2028',
      '\u2029',
      '\n',
      '\r',
      '\\',
      '"',
      "'",
      '`',
      '$',
      '{',
      '%',
      '_',
      '\0',
      'é',
      '\ud83d',
      'u2028',
      ' ',
    ),
  }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'toJSON', 'var', 'and', '1', ''),
);
const path = fc.constantFrom(
  'run.oms.hlt_key',
  'run.rr.class',
  'run.oms.start_time',
  'lumisection.rr.dt-dt',
  'dataset.name',
  'run.oms.components',
  'run.oms.energy',
  'run.name',
);
const leaf = fc.oneof(
  fc
    .tuple(fc.constantFrom('==', '!=', '>=', '<'), path, strange)
    .map(([operator, of, text]): JsonLogic => ({ [operator]: [{ var: of }, text] })),
  fc.tuple(path, strange).map(([of, text]): JsonLogic => ({ in: [text, { var: of }] })),
  fc.tuple(path, fc.array(strange, { maxLength: 3 })).map(([of, texts]): JsonLogic => ({ in: [{ var: of }, texts] })),
  fc.tuple(path, strange).map(([of, text]): JsonLogic => ({ '==': [{ substr: [{ var: of }, 0, text.length] }, text] })),
  fc.tuple(path, strange).map(([of, text]): JsonLogic => ({ '==': [{ substr: [{ var: of }, -text.length] }, text] })),
  fc.jsonValue({ stringUnit: 'binary' }).map((value) => value as JsonLogic),
  fc.tuple(strange, strange).map(([operator, text]): JsonLogic => ({ [operator]: text })),
);
const { rule } = fc.letrec<{ rule: JsonLogic }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'printed' },
    leaf,
    fc.array(tie('rule'), { maxLength: 4 }).map((members): JsonLogic => ({ and: members })),
    fc.array(tie('rule'), { maxLength: 4 }).map((members): JsonLogic => ({ or: members })),
    tie('rule').map((one): JsonLogic => ({ '==': [one, false] })),
  ),
}));

test('toTypeScript() prints random documents with unusual strings and constants', () => {
  console.log(`printed programs: TEST_SEED=${seed}`);
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 5 }), (members) => {
      expectRebuilt({ and: members });
    }),
    { numRuns: rounds({ usual: 20, full: 250 }), seed },
  );
});
