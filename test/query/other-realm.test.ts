/** Data of another realm, as Jest and worker threads pass it, has other prototypes. */
import { runInNewContext } from 'node:vm';
import { goldenJson, LumiList, runs } from 'runregistry';
import { expect, test } from 'vitest';

const inOtherRealm = <Value>(value: Value): Value =>
  runInNewContext('JSON.parse(text)', { text: JSON.stringify(value) }) as Value;

const filter = { or: [{ run_number: { '>': 355_000 } }, { 'rr_attributes.class': { like: '%Cosmics%' } }] };
const rule = { and: [{ '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] }] };
const list = { 355100: [[1, 5]] };

test.each<[string, (value: never) => unknown, object]>([
  ['runs.parse()', (value) => String(runs.parse(value).query), filter],
  ['raw()', (value) => runs().raw(value).toFilter(), filter],
  ['runs.fromJSON()', (value) => String(runs.fromJSON(value)), runs().where('energy').gte(6000).toJSON()],
  ['goldenJson.parse()', (value) => goldenJson.parse(value).golden.toJsonLogic(), rule],
  ['LumiList.fromJSON()', (value) => LumiList.fromJSON(value).toText(), list],
  ['toSql()', (value) => runs().toSql(value), { dialect: 'duckdb' }],
])('%s reads data of another realm', (_, read, value) => {
  expect(Object.getPrototypeOf(inOtherRealm(value))).not.toBe(Object.prototype);
  expect(read(inOtherRealm(value) as never)).toEqual(read(value as never));
});
