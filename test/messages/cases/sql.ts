import { datasets, goldenJson, type JsonLogic, runs, type SqlOptions } from 'runregistry';
import { untypedCall } from '../../support/untyped.js';
import type { Failures } from '../failures.js';

const query = runs();
const toSql = untypedCall(query.toSql.bind(query));
const golden = goldenJson().flag('dt-dt').is('GOOD');
const goldenSql = (options: object) => golden.toSql({ dialect: 'duckdb', ...options } as SqlOptions<false>);
const rule = (document: JsonLogic) => goldenJson.parse(document as object).golden.toSql({ dialect: 'duckdb' });
const at = (path: string): JsonLogic => ({ var: path });
const energy = at('run.oms.energy');

export const failures: Failures = {
  'no options of toSql()': () => toSql(),
  'no dialect': () => toSql({}),
  'a misspelt dialect': () => toSql({ dialect: 'postgre' }),
  'an unknown dialect': () => toSql({ dialect: 'mysql' }),
  'a misspelt option of toSql()': () => toSql({ dialect: 'duckdb', parameter: true }),
  'parameters as a string': () => toSql({ dialect: 'duckdb', parameters: 'yes' }),
  'a schema with quotes': () => toSql({ dialect: 'duckdb', schema: 'a"b' }),
  'a URL of a directory': () => toSql({ dialect: 'duckdb', directory: new URL('file:///data/mirror') }),
  'a directory for PostgreSQL': () => toSql({ dialect: 'postgres', directory: '/data' }),
  'a schema and a directory': () => toSql({ dialect: 'duckdb', directory: '/data', schema: 'cms' }),
  'a directory with a pattern': () => toSql({ dialect: 'duckdb', directory: '/data/*' }),
  'a second argument of toSql()': () => toSql({ dialect: 'duckdb' }, true),
  'a misspelt dialect in explain()': () => untypedCall(query.explain.bind(query))({ dialect: 'sparc' }),
  'a misspelt dialect in explain() of a golden JSON': () =>
    untypedCall(golden.explain.bind(golden))({ dialect: 'sparc' }),
  'a rule in a document': () => rule({ and: [{ '>': [energy, 1] }, { '!': { or: [{ '+': [energy, 1] }, false] } }] }),
  'a chain of three in SQL': () => rule({ or: [{ '<': [1, at('run.oms.hlt_key'), 3] }] }),
  'a raw payload in SQL': () => runs().raw({ run_number: 1 }).toSql({ dialect: 'duckdb' }),
  'a golden JSON without clauses in SQL': () => goldenJson().toSql({ dialect: 'duckdb' }),
  'datasets of toSql() that are no query': () => goldenSql({ query: ['online'] }),
  'a query for runs in toSql()': () => goldenSql({ query: runs() }),
  'a limited query in toSql()': () => goldenSql({ query: datasets().limit(5) }),
  'an operator that SQL lacks': () => rule({ '>': [{ '+': [energy, 1] }, 6500] }),
  'two variables': () => rule({ '<': [energy, at('run.oms.b_field')] }),
  'an unknown variable in SQL': () => rule({ '<': [at('run.oms.enrgy'), 1] }),
  'a variable with a default in SQL': () => rule({ '==': [{ var: ['lumisection.oms.bpix_ready', true] }, true] }),
  'a luminosity in SQL': () => rule({ '>': [at('lumisection.oms.recorded'), 0.1] }),
  'a string compared with a number in SQL': () => rule({ '==': [at('run.oms.hlt_key'), 5] }),
  'a string ordered after a surrogate in SQL': () => rule({ '<': [at('run.oms.hlt_key'), '😀'] }),
  'the length of a string in SQL': () => rule({ '<': [at('run.oms.hlt_key.length'), 5] }),
  'a number in a string in SQL': () => rule({ in: [energy, '6500'] }),
  'a list as a condition in SQL': () => rule({ '!!': [at('run.oms.components')] }),
  'a constant list as a condition in SQL': () => rule({ and: [{ '>': [energy, 1] }, []] }),
  'a list compared with a string in SQL': () => rule({ '==': [at('run.oms.components'), 'DT'] }),
  'NUL in SQL': () => rule({ '==': [at('run.oms.hlt_key'), 'a\0b'] }),
  'a lone surrogate in SQL': () => rule({ '==': [at('run.oms.hlt_key'), '\ud800'] }),
};
