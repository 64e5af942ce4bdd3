/** fromJSON() accepts only what toJSON() can have written. */
import { datasets, QueryError, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { type Refusal, refused } from '../support/refusal.js';

const bad = (code: string): Refusal => ({ is: QueryError, code });

const runsWith = (more: Record<string, unknown>) => runs.fromJSON({ version: 1, target: 'runs', ...more });
const where = (json: unknown) => runsWith({ where: json });
const energy = { kind: 'compare', attribute: 'energy', operator: '=', value: 6500 };

describe('a query', () => {
  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a number', 5],
    ['a string that was not parsed', JSON.stringify(runs())],
    ['a list', []],
    ['a function', () => ({ version: 1, target: 'runs' })],
    ['an empty object', {}],
    ['another version', { version: 2, target: 'runs' }],
    ['a version as a string', { version: '1', target: 'runs' }],
    ['a missing target', { version: 1 }],
    ['a query for datasets', datasets().toJSON()],
    ['an unknown key', { version: 1, target: 'runs', join: [] }],
    ['the key __proto__', JSON.parse('{"version":1,"target":"runs","__proto__":{"limit":1}}')],
    ['the key constructor', JSON.parse('{"version":1,"target":"runs","constructor":1}')],
    ['an order that is not a list', { version: 1, target: 'runs', orderBy: 'class' }],
    ['a key of an order that is not a list', { version: 1, target: 'runs', orderBy: ['class'] }],
    ['a key of an order with three parts', { version: 1, target: 'runs', orderBy: [['class', 'asc', 1]] }],
    ['a selection that is not a list', { version: 1, target: 'runs', select: 'class' }],
  ])('is not read from %s', (_, json) => void refused(() => runs.fromJSON(json), bad('bad-json')));

  test('for runs is not read by datasets.fromJSON()', () => {
    refused(() => datasets.fromJSON(runs().toJSON()), bad('bad-json'));
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['a limit as a string', { limit: '5' }, 'bad-value'],
    ['a limit of null', { limit: null }, 'bad-value'],
    ['a page size of 0', { pageSize: 0 }, 'bad-value'],
    ['an unknown direction', { orderBy: [['class', 'up']] }, 'bad-order'],
    ['an order with the same attribute twice', { orderBy: [['class'], ['class', 'desc']] }, 'bad-order'],
    ['an order by a list', { orderBy: [['components']] }, 'bad-order'],
    ['an order by an unknown attribute', { orderBy: [['enrgy']] }, 'unknown-attribute'],
    ['an empty selection', { select: [] }, 'bad-value'],
    ['a selection of an unknown attribute', { select: ['enrgy'] }, 'unknown-attribute'],
    ['a payload beside conditions', { raw: {}, where: energy }, 'raw-stands-alone'],
    ['a payload that is a list', { raw: [] }, 'bad-value'],
  ])('is checked like a call: %s', (_, json, code) => void refused(() => runsWith(json), bad(code)));
});

describe('an expression', () => {
  test.each<[string, unknown]>([
    ['null', null],
    ['a string', 'energy >= 5'],
    ['a list', [energy]],
    ['an object without a kind', {}],
    ['an unknown kind', { kind: 'xor', members: [energy] }],
    ['the kind constructor', { kind: 'constructor' }],
    ['the kind __proto__', { kind: '__proto__' }],
    ['an AND without members', { kind: 'and' }],
    ['an OR with an empty list of members', { kind: 'or', members: [] }],
    ['an OR with an object as members', { kind: 'or', members: { 0: energy } }],
    ['an AND with null as a member', { kind: 'and', members: [energy, null] }],
    ['a NOT without a member', { kind: 'not' }],
    ['an operator that toJSON() does not write', { ...energy, operator: '<>' }],
    ['the operator constructor', { ...energy, operator: 'constructor' }],
    ['an unknown key', { ...energy, negated: true }],
    ['the key __proto__', JSON.parse('{"kind":"null","attribute":"energy","__proto__":{}}')],
    ['an unknown field of a remark', { kind: 'remark', flag: 'dt-dt', field: 'GOOD', test: { like: '%' } }],
    ['a remark without a test', { kind: 'remark', flag: 'dt-dt', field: 'comments' }],
    ['a remark with two tests', { kind: 'remark', flag: 'dt-dt', field: 'causes', test: { like: '%', equals: 'x' } }],
    ['a count with =', { kind: 'count', flag: 'dt-dt', status: 'GOOD', operator: '=', value: 1 }],
  ])('is not read from %s', (_, json) => {
    refused(() => where(json), bad('bad-json'));
    refused(() => where({ kind: 'not', member: json }), bad('bad-json'));
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['an unknown attribute', { ...energy, attribute: 'enrgy' }, 'unknown-attribute'],
    ['a dataset attribute', { kind: 'null', attribute: 'tracker_state' }, 'unknown-attribute'],
    ['a lumisection bit', { kind: 'null', attribute: 'bpix_ready' }, 'unknown-attribute'],
    ['an attribute in a list', { ...energy, attribute: ['energy'] }, 'unknown-attribute'],
    ['the attribute __proto__', { ...energy, attribute: '__proto__' }, 'unknown-attribute'],
    ['a number as a string', { ...energy, value: '6500' }, 'bad-value'],
    ['a value of null', { ...energy, value: null }, 'bad-value'],
    ['a string compared by >', { ...energy, attribute: 'class', operator: '>' }, 'unknown-operator'],
    ['a list compared by =', { ...energy, attribute: 'components' }, 'unknown-operator'],
    ['in() of null', { kind: 'in', attribute: 'energy', values: [null] }, 'bad-value'],
    ['a pattern with a dangling backslash', { kind: 'like', attribute: 'class', pattern: 'x\\' }, 'bad-value'],
    ['like on a number', { kind: 'like', attribute: 'energy', pattern: '%' }, 'unknown-operator'],
    ['has on a string', { kind: 'has', attribute: 'class', value: 'x' }, 'unknown-operator'],
    ['a state in lower case', { ...energy, attribute: 'state', value: 'open' }, 'bad-value'],
    ['a boolean as a string', { ...energy, attribute: 'significant', value: 'true' }, 'bad-value'],
    ['an invalid date', { ...energy, attribute: 'start_time', operator: '>=', value: 'yesterday' }, 'bad-value'],
    ['an unknown flag', { kind: 'every', flag: 'tracker-pix', status: 'GOOD' }, 'unknown-flag'],
    ['a flag in a list', { kind: 'every', flag: ['dt-dt'], status: 'GOOD' }, 'unknown-flag'],
    ['a status in lower case', { kind: 'every', flag: 'dt-dt', status: 'good' }, 'bad-value'],
    ['at least 0', { kind: 'count', flag: 'dt-dt', status: 'GOOD', operator: '>=', value: 0 }, 'bad-value'],
    ['at most -1', { kind: 'count', flag: 'dt-dt', status: 'GOOD', operator: '<=', value: -1 }, 'bad-value'],
    [
      'a comment with a dangling backslash',
      { kind: 'remark', flag: 'dt-dt', field: 'comments', test: { like: '\\' } },
      'bad-value',
    ],
    ['a number as a cause', { kind: 'remark', flag: 'dt-dt', field: 'causes', test: { equals: 5 } }, 'bad-value'],
  ])('is checked like a call: %s', (_, json, code) => void refused(() => where(json), bad(code)));

  test('is not read from a live expression', () => {
    refused(() => where(run.energy.eq(5)), bad('unknown-attribute'));
  });
});

describe('hostile JSON', () => {
  const nested = (levels: number) =>
    JSON.parse(`${'{"kind":"not","member":'.repeat(levels)}${JSON.stringify(energy)}${'}'.repeat(levels)}`) as unknown;
  const wide = (levels: number) =>
    JSON.parse(
      `${'{"kind":"or","members":['.repeat(levels)}${JSON.stringify(energy)}${']}'.repeat(levels)}`,
    ) as unknown;

  test.each([501, 10_000, 100_000])('is rejected with %i levels', (levels) => {
    refused(() => where(nested(levels)), bad('bad-json'));
    refused(() => where(wide(levels)), bad('bad-json'));
  });

  test('is rejected if it is cyclic', () => {
    const tree: Record<string, unknown> = { kind: 'not' };
    tree.member = tree;
    refused(() => where(tree), bad('bad-json'));
  });

  test('does not pollute the prototype of objects', () => {
    const text =
      '{"version":1,"target":"runs","where":{"kind":"and","members":[{"__proto__":{"polluted":1},"kind":"not"}]}}';
    refused(() => runs.fromJSON(JSON.parse(text)), bad('bad-json'));
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
