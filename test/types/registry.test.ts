/** Mistakes in calls of a client: each is one error of the compiler, and an error at run time before a request is sent. */
import { describe, expect, test } from 'vitest';
import * as library from '../../src/index.js';
import { codesIn, header, imported, openEditor } from './editor.js';

const editor = openEditor();

const start = "const registry = new RunRegistry({ url: 'http://127.0.0.1:9' }); void ";

/** A call after `registry.`, the message of the compiler at the mark, and the code of the error at run time. */
const mistakes: readonly (readonly [code: string, compiler: string, errorCode: string])[] = [
  ["getRun(«'355100'»)", "'string' is not assignable to parameter of type 'number'", 'bad-value'],
  ["getWorkspaces(«'onlin'»)", 'is not assignable to parameter of type', 'bad-value'],
  ['getLumisections(355100, «5»)', "'number' is not assignable to parameter of type 'string'", 'bad-value'],
  ["operations.moveRuns([355100], { «to»: 'CLOSED' })", '\'"CLOSED"\' is not assignable', 'bad-value'],
  ["operations.moveRuns([355100], «{ from: 'OPEN' }»)", "Property 'to' is missing", 'bad-value'],
  ["operations.moveRuns(«'355100'», { to: 'OPEN' })", 'is not assignable to parameter of type', 'bad-value'],
  [
    "operations.moveRuns(«datasets()», { to: 'OPEN' })",
    'Expected a query for runs, got a query for datasets. Write runs().where(…).',
    'bad-value',
  ],
  [
    "operations.moveDatasets(«runs()», { to: 'OPEN' })",
    'Expected a query for datasets, got a query for runs. Write datasets().where(…).',
    'bad-value',
  ],
  ['operations.markSignificant([355100], { «dryrun»: true })', "'dryrun' does not exist", 'bad-option'],
  ['operations.changeRunClass([355100], «7»)', "'number' is not assignable to parameter of type 'string'", 'bad-value'],
  [
    "operations.editLumisections(355100, { «flag»: 'dt-dtt', start: 1, end: 2, status: 'GOOD' })",
    'is not assignable to type',
    'unknown-flag',
  ],
  [
    "operations.editLumisections(355100, { flag: 'dt-dt', start: 1, end: 2, «status»: 'GODO' })",
    'is not assignable to type',
    'bad-value',
  ],
  [
    "operations.editLumisections(355100, «{ flag: 'dt-dt', start: 1, status: 'GOOD' }»)",
    "Property 'end' is missing",
    'bad-option',
  ],
  ["listJsons({ «filter»: 'her' })", 'is not assignable to type', 'bad-option'],
  ['runs().lumisections({ «rr»: 1 })', "'number' is not assignable to type 'boolean", 'bad-option'],
  ['runs().lumisections({ «flags»: true })', "'flags' does not exist", 'bad-option'],
  [
    "runs().lumisections().toLumiList(«flag('dt-dt').atLeast(2, 'GOOD')»)",
    'Golden JSON evaluates one lumisection at a time, so it has no conditions over all lumisections.',
    'not-in-json-logic',
  ],
  ['runs().lumisections().toLumiList(«5»)', 'is not assignable to parameter of type', 'not-an-expression'],
  ["runs().lumisections().toTable({ flags: [«'dt-dtt'»] })", 'is not assignable to type', 'unknown-flag'],
  ["runs().lumisections().toTable({ bits: [«'bpix'»] })", 'is not assignable to type', 'unknown-attribute'],
  ["runs().lumisections().fractions(['dt-dt'], «'GODO'»)", 'is not assignable to parameter of type', 'bad-value'],
  ['runs().all({ «timeout»: «»"5" })'.replace('«»', ''), "'string' is not assignable to type 'number'", 'bad-option'],
];

const programOf = (code: string): string => `${start}registry.${code}`;
editor.prepare([...mistakes.map(([code]) => programOf(code).replaceAll(/[«»]/g, '')), ...codesIn(import.meta.url)]);

describe.each(mistakes)('the mistake in %s', (code, compiler, errorCode) => {
  const [before = '', under = '', after = ''] = programOf(code).split(/[«»]/);
  const plain = before + under + after;

  test('is one error of the compiler, at its position', () => {
    const line = header.split('\n').length;
    expect(editor.messages(plain)).toEqual([
      { line, column: before.length + 1, under, text: expect.stringContaining(compiler) },
    ]);
  });

  test('is an error at run time before a request is sent', async () => {
    const call = new Function(...imported, `${before.replace('void ', 'return ')}${under}${after}`);
    const exported = new Map(Object.entries(library));
    const error = await (async () => call(...imported.map((name) => exported.get(name))))().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(library.QueryError);
    expect((error as library.QueryError).code).toBe(errorCode);
  });
});

test('completions of a client include its methods, states and flags', () => {
  const names = editor.completions("new RunRegistry({ target: 'embedded' }).|");
  expect(names).toEqual(expect.arrayContaining(['runs', 'getRun', 'getJointLumisectionRanges', 'operations', 'close']));
  expect(editor.completions("new RunRegistry().operations.moveRuns(1, { to: '|' })").sort()).toEqual([
    'COMPLETED',
    'OPEN',
    'SIGNOFF',
  ]);
  expect(editor.completions("new RunRegistry().runs().lumisections().fractions(['|'])")).toEqual(
    expect.arrayContaining(['dt-dt', 'tracker-strip']),
  );
});
