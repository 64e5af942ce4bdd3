/** What fromJSON() is given may come from anywhere: it is taken only where toJSON() could have written it. */
import { datasets, QueryError, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';

const bad = (code: string, ...says: (string | RegExp)[]) => ({ is: QueryError, code, says });
const notAnExpression = (what: string) => bad('bad-json', `${what} is not an expression as toJSON() writes it`);

const runsWith = (more: Record<string, unknown>) => runs.fromJSON({ version: 1, target: 'runs', ...more });
const where = (json: unknown) => runsWith({ where: json });
const energy = { kind: 'compare', attribute: 'energy', operator: '=', value: 6500 };

describe('something else than a query', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 5],
    ['a string that was not parsed', JSON.stringify(runs())],
    ['a list', []],
    ['a function', () => ({ version: 1, target: 'runs' })],
    ['an object', {}],
    ['another version', { version: 2, target: 'runs' }],
    ['a version as string', { version: '1', target: 'runs' }],
    ['no target', { version: 1 }],
    ['another target', datasets().toJSON()],
    ['an unknown field', { version: 1, target: 'runs', join: [] }],
    ['a field __proto__', JSON.parse('{"version":1,"target":"runs","__proto__":{"limit":1}}')],
    ['a field constructor', JSON.parse('{"version":1,"target":"runs","constructor":1}')],
    ['an order that is not a list', { version: 1, target: 'runs', orderBy: 'class' }],
    ['a key of an order that is not a list', { version: 1, target: 'runs', orderBy: ['class'] }],
    ['a key of an order with three parts', { version: 1, target: 'runs', orderBy: [['class', 'asc', 1]] }],
    ['a selection that is not a list', { version: 1, target: 'runs', select: 'class' }],
  ])('rejects %s', (_, json) => void refused(() => runs.fromJSON(json), bad('bad-json')));
});

describe('parts are checked as if they were written anew', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ['limit', { limit: '5' }, 'bad-value', 'limit() takes'],
    ['limit null', { limit: null }, 'bad-value', 'limit() takes'],
    ['pageSize', { pageSize: 0 }, 'bad-value', 'pageSize() takes'],
    ['direction', { orderBy: [['class', 'up']] }, 'bad-order', "write 'asc' or 'desc'"],
    ['order twice', { orderBy: [['class'], ['class', 'desc']] }, 'bad-order', 'already ordered'],
    ['order by a list', { orderBy: [['components']] }, 'bad-order', 'is a list'],
    ['unknown order', { orderBy: [['enrgy']] }, 'unknown-attribute', "did you mean 'energy'?"],
    ['empty selection', { select: [] }, 'bad-value', 'select() needs'],
    ['unknown selection', { select: ['enrgy'] }, 'unknown-attribute', "did you mean 'energy'?"],
    ['a payload beside', { raw: {}, where: energy }, 'raw-stands-alone', 'no condition beside'],
    ['a payload that is none', { raw: [] }, 'bad-value', 'raw() takes a filter'],
  ])('%s', (_, json, code, sentence) => void refused(() => runsWith(json), bad(code, sentence)));
});

describe('something else than an expression', () => {
  test.each<[string, unknown, string]>([
    ['null', null, 'null'],
    ['a text', 'energy >= 5', "the text 'energy >= 5'"],
    ['a list', [energy], 'a list of 1'],
    ['without kind', {}, 'a node of kind undefined'],
    ['of a kind that there is not', { kind: 'xor', members: [energy] }, "a node of kind the text 'xor'"],
    ['of a kind of objects', { kind: 'constructor' }, "a node of kind the text 'constructor'"],
    ['of kind __proto__', { kind: '__proto__' }, "a node of kind the text '__proto__'"],
    ['and without members', { kind: 'and' }, "'and' without members"],
    ['or of no members', { kind: 'or', members: [] }, "'or' without members"],
    ['or of an object', { kind: 'or', members: { 0: energy } }, "'or' without members"],
    ['and of null', { kind: 'and', members: [energy, null] }, 'null'],
    ['not of nothing', { kind: 'not' }, 'undefined'],
    ['an operator that it does not write', { ...energy, operator: '<>' }, "the operator the text '<>'"],
    ['an operator of objects', { ...energy, operator: 'constructor' }, "the operator the text 'constructor'"],
    ['more than it writes', { ...energy, negated: true }, "a node of kind 'compare' with 'negated'"],
    ['__proto__', JSON.parse('{"kind":"null","attribute":"energy","__proto__":{}}'), "with '__proto__'"],
    [
      'a remark on something else',
      { kind: 'remark', flag: 'dt-dt', field: 'GOOD', test: { like: '%' } },
      "the field the text 'GOOD'",
    ],
    ['a remark without test', { kind: 'remark', flag: 'dt-dt', field: 'comments' }, 'the test undefined'],
    [
      'a remark with two tests',
      { kind: 'remark', flag: 'dt-dt', field: 'causes', test: { like: '%', equals: 'x' } },
      'the test an object',
    ],
    [
      'a count with =',
      { kind: 'count', flag: 'dt-dt', status: 'GOOD', operator: '=', value: 1 },
      "the operator the text '='",
    ],
  ])('%s', (_, json, what) => {
    refused(() => where(json), notAnExpression(what));
    refused(() => where({ kind: 'not', member: json }), notAnExpression(what));
  });

  test.each<[string, Record<string, unknown>, string, string]>([
    ['attribute', { ...energy, attribute: 'enrgy' }, 'unknown-attribute', "did you mean 'energy'?"],
    [
      'attribute of datasets',
      { kind: 'null', attribute: 'tracker_state' },
      'unknown-attribute',
      'it belongs to datasets',
    ],
    [
      'attribute of lumisections',
      { kind: 'null', attribute: 'bpix_ready' },
      'unknown-attribute',
      'it belongs to lumisections',
    ],
    ['attribute in a list', { ...energy, attribute: ['energy'] }, 'unknown-attribute', 'a list is not an attribute'],
    [
      'attribute of objects',
      { ...energy, attribute: '__proto__' },
      'unknown-attribute',
      "'__proto__' is not an attribute",
    ],
    ['value', { ...energy, value: '6500' }, 'bad-value', 'write 6500'],
    ['value of null', { ...energy, value: null }, 'bad-value', 'null is none'],
    ['comparison of a text', { ...energy, attribute: 'class', operator: '>' }, 'unknown-operator', "no condition 'gt'"],
    ['comparison of a list', { ...energy, attribute: 'components' }, 'unknown-operator', "no condition 'eq'"],
    ['in of null', { kind: 'in', attribute: 'energy', values: [null] }, 'bad-value', 'null is none'],
    ['pattern', { kind: 'like', attribute: 'class', pattern: 'x\\' }, 'bad-value', 'ends in a backslash'],
    [
      'like on a number',
      { kind: 'like', attribute: 'energy', pattern: '%' },
      'unknown-operator',
      "no condition 'like'",
    ],
    ['has on a text', { kind: 'has', attribute: 'class', value: 'x' }, 'unknown-operator', "no condition 'has'"],
    ['null of a list', { kind: 'null', attribute: 'components' }, 'unknown-operator', "no condition 'isNull'"],
    ['enum', { ...energy, attribute: 'state', value: 'open' }, 'bad-value', "did you mean 'OPEN'?"],
    ['boolean', { ...energy, attribute: 'significant', value: 'true' }, 'bad-value', 'true or false'],
    ['date', { ...energy, attribute: 'start_time', operator: '>=', value: 'yesterday' }, 'bad-value', 'is a date'],
    ['flag', { kind: 'every', flag: 'tracker-pix', status: 'GOOD' }, 'unknown-flag', "did you mean 'tracker-pixel'?"],
    ['flag in a list', { kind: 'every', flag: ['dt-dt'], status: 'GOOD' }, 'unknown-flag', 'a list is none'],
    ['status', { kind: 'every', flag: 'dt-dt', status: 'good' }, 'bad-value', "did you mean 'GOOD'?"],
    [
      'at least 0',
      { kind: 'count', flag: 'dt-dt', status: 'GOOD', operator: '>=', value: 0 },
      'bad-value',
      'from 1, and 0',
    ],
    ['at most -1', { kind: 'count', flag: 'dt-dt', status: 'GOOD', operator: '<=', value: -1 }, 'bad-value', 'from 0'],
    ['comment', { kind: 'remark', flag: 'dt-dt', field: 'comments', test: { like: '\\' } }, 'bad-value', 'backslash'],
    ['cause', { kind: 'remark', flag: 'dt-dt', field: 'causes', test: { equals: 5 } }, 'bad-value', 'is a text'],
  ])('a bad %s', (_, json, code, sentence) => void refused(() => where(json), bad(code, sentence)));
});

describe('hostile JSON', () => {
  const nested = (levels: number) =>
    JSON.parse(`${'{"kind":"not","member":'.repeat(levels)}${JSON.stringify(energy)}${'}'.repeat(levels)}`) as unknown;
  const wide = (levels: number) =>
    JSON.parse(
      `${'{"kind":"or","members":['.repeat(levels)}${JSON.stringify(energy)}${']}'.repeat(levels)}`,
    ) as unknown;

  test.each([501, 10_000, 100_000])('%i levels', (levels) => {
    refused(() => where(nested(levels)), bad('bad-json', 'a tree of more than 500 levels'));
    refused(() => where(wide(levels)), bad('bad-json', 'a tree of more than 500 levels'));
  });
  test('nothing of it reaches the prototypes of objects', () => {
    const text =
      '{"version":1,"target":"runs","where":{"kind":"and","members":[{"__proto__":{"polluted":1},"kind":"not"}]}}';
    refused(() => runs.fromJSON(JSON.parse(text)), bad('bad-json'));
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
  test('a tree that is no JSON, and holds itself', () => {
    const tree: Record<string, unknown> = { kind: 'not' };
    tree.member = tree;
    refused(() => where(tree), bad('bad-json', 'more than 500 levels'));
  });
  test('a live expression is no JSON of one', () => {
    refused(() => where(run.energy.eq(5)), bad('unknown-attribute', 'an object is not an attribute'));
  });
});
