import { and, flag, or, RunRegistry, run } from 'runregistry';
import { untypedCall } from '../../support/untyped.js';
import type { Failures } from '../failures.js';

const { runs, datasets } = new RunRegistry({ url: 'http://127.0.0.1:9' });
const parse = untypedCall(runs.parse);
const fromWebUrl = untypedCall(runs.fromWebUrl);

const site = 'https://cmsrunregistry.web.cern.ch';
const online = `${site}/online/global`;
const page = (...parameters: readonly string[]) => fromWebUrl(`${online}?${parameters.join('&')}`);
const rule = 'obf[rules][0]';
const rules = (...parameters: readonly string[]) => page(...parameters, 'obf[combinator]=and', 'obf[not]=false');
const tableRule = (prefix: string, run: number) =>
  `${prefix}[field]=run_number&${prefix}[operator]=%3D&${prefix}[value]=${run}`;
const bothTables = `${online}?${tableRule('obf', 1)}&${tableRule('otf', 2)}`;

function nested(levels: number) {
  let filter: object = { run_number: 1 };
  for (let level = 0; level < levels; level++) filter = { and: [filter] };
  return filter;
}

const alternatives = Array.from({ length: 25 }, (_, n) => or(run.class.eq(`A${n}`), run.hlt_key.eq(`B${n}`)));

export const failures: Failures = {
  'a list instead of a filter': () => parse([]),
  'a string instead of a filter': () => parse('run_number > 355000'),
  'a string of JSON instead of a filter': () => parse('{"run_number": 355000}'),
  'the body of a request instead of a filter': () => parse({ page: 0, sortings: [], filter: { run_number: 1 } }),
  'an unknown key': () => parse({ 'oms_attributes.enrgy': 5 }),
  'a key without its prefix': () => parse({ and: [{ energy: 5 }] }),
  'a key of datasets in a filter for runs': () => parse({ name: 'online' }),
  'an unknown operator of a filter': () => parse({ run_number: { Like: 'x' } }),
  'an operator without a similar one': () => parse({ run_number: { between: [1, 2] } }),
  'a key without an operator': () => parse({ run_number: {} }),
  'an empty list of values': () => parse({ run_number: [] }),
  'or of a key without a list': () => parse({ run_number: { or: { '=': 5 } } }),
  'an empty member of or': () => parse({ or: [{ run_number: 5 }, {}] }),
  'a filter that is nested too deeply': () => parse(nested(600)),
  'a list that is too long': () => parse({ run_number: Array(300_000).fill(1) }),
  'a comparison with null': () => parse({ 'oms_attributes.energy': { '>': null } }),
  'an invalid value of an attribute': () => parse({ and: [{ 'rr_attributes.state': 'OPNE' }] }),
  'a number instead of a boolean in a filter': () => parse({ 'rr_attributes.significant': 1 }),
  'an operator that booleans do not have in a filter': () => parse({ 'rr_attributes.significant': { '>': true } }),
  'null for the names in the GUI': () => datasets.parse({ datasets_in_gui: null }),
  'an expression': () => parse(run.energy.gte(6000)),
  'contains of a string': () => parse({ 'rr_attributes.class': { contains: 'A' } }),
  'a pattern that is not about one element': () => parse({ 'oms_attributes.components': { like: 'D%T' } }),
  'a fraction of a lumisection': () => parse({ 'triplet_summary.dt-dt.BAD': 1.5 }),
  'a pattern for a number of lumisections': () => parse({ 'triplet_summary.dt-dt.BAD': { like: '1' } }),
  'a comparison of all comments': () => parse({ 'triplet_summary.dt-dt.comments': 'HV' }),

  'a string that is not a URL': () => fromWebUrl('online'),
  'the URL of another page': () => fromWebUrl(`${site}/json_portal`),
  'the URL of datasets instead of runs': () => fromWebUrl(`${site}/offline/datasets/global`),
  'a URL with an attribute instead of a filter': () => page('run_number=355555'),
  'a URL with an unknown parameter instead of a filter': () => page('x=1'),
  'a URL with a filter after the hash': () => fromWebUrl(`${online}#obf[combinator]=and`),
  'a URL that is encoded twice': () => page('obf%255Bcombinator%255D=and'),
  'a URL with HTML entities': () => page('amp;obf[combinator]=and'),
  'a URL with different filters for two tables': () => fromWebUrl(bothTables),
  'an unknown table': () => fromWebUrl(bothTables, { table: 'ofbf' }),
  'a table without a filter': () => fromWebUrl(`${online}?${tableRule('obf', 1)}`, { table: 'top' }),
  'a URL with a bracket that is not closed': () => rules(`${rule}[field=x`),
  'a URL with a value that is also a group': () => rules(`${rule}[field]=a`, `${rule}[field][x]=b`),
  'a URL with a duplicate parameter': () => rules(`${rule}[field]=a`, `${rule}[field]=b`),
  'a URL with too many levels': () => page(`obf${'[rules][0]'.repeat(60)}[field]=x`),
  'a URL with too many rules': () =>
    rules(...Array.from({ length: 10_001 }, (_, n) => tableRule(`obf[rules][${n}]`, n + 1))),
  'a URL with a group instead of a field': () => rules(`${rule}[field][x]=b`),
  'a URL with a string instead of rules': () => rules('obf[rules]=x'),
  'a URL with a string instead of a rule': () => rules(`${rule}=x`),
  'a URL with rules of another name': () => rules('obf[rule][0][field]=x'),
  'a URL with an unknown combinator': () => page(`${rule}[field]=x`, 'obf[combinator]=xor'),
  'a URL with a rule without an operator': () => rules(`${rule}[field]=x`),
  'a URL with an order without an id': () => page('obs[0][desc]=true'),
  'a URL with an order without a number': () => page('obs[x][id]=run_number'),

  'the URL of a comparison of numbers': () => runs().where('energy').gte(6000).toWebUrl(),
  'the URL of a number of lumisections': () => runs().flag('dt-dt').atLeast(5, 'BAD').toWebUrl(),
  'the URL of an order of strings': () => runs().orderBy('energy').toWebUrl(),
  'the URL of a limit': () => datasets().limit(5).toWebUrl(),
  'the URL of a filter with a warning': () =>
    runs()
      .raw({ 'oms_attributes.energy': { '>': '5' } })
      .toWebUrl(),
  'the URL of many alternatives': () =>
    runs()
      .where(and(...alternatives))
      .toWebUrl(),
  'the URL of too many conditions': () =>
    runs()
      .where('class')
      .in(Array.from({ length: 400 }, (_, n) => `Cosmics${n}`))
      .toWebUrl(),
  'the URL of an OR of two tables': () =>
    runs()
      .where(or(run.class.eq('A'), flag('dt-dt').is('BAD')))
      .toWebUrl(),
};
