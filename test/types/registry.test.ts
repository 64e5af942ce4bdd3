/** Mistakes with a client and with lumisections: one message each while typing, and a refusal at run time before anything is sent. */
import { describe, expect, test } from 'vitest';
import * as library from '../../src/index.js';
import { textOf } from '../support/refusal.js';
import { header, imported, openEditor } from './editor.js';

const editor = openEditor();

const start = "const registry = new RunRegistry({ url: 'http://127.0.0.1:9' }); void ";

/** A call after `registry.`, what the compiler says at the mark, and what is said at run time. */
const mistakes: readonly (readonly [code: string, compiler: string, runTime: string])[] = [
  ["getRun(«'355100'»)", "'string' is not assignable to parameter of type 'number'", 'write 355100'],
  ["getWorkspaces(«'onlin'»)", 'is not assignable to parameter of type', "write 'online' or 'offline'"],
  ['getLumisections(355100, «5»)', "'number' is not assignable to parameter of type 'string'", "write 'online'"],
  ["operations.moveRuns([355100], { «to»: 'CLOSED' })", '\'"CLOSED"\' is not assignable', "the option 'to' is"],
  ["operations.moveRuns([355100], «{ from: 'OPEN' }»)", "Property 'to' is missing", "the option 'to' is"],
  [
    "operations.moveRuns(«'355100'», { to: 'OPEN' })",
    'is not assignable to parameter of type',
    'run numbers or a query',
  ],
  [
    "operations.moveRuns(«datasets()», { to: 'OPEN' })",
    'is not assignable to parameter of type',
    'write runs().where(…)',
  ],
  ['operations.markSignificant([355100], { «dryrun»: true })', "'dryrun' does not exist", "did you mean 'dryRun'?"],
  [
    'operations.changeRunClass([355100], «7»)',
    "'number' is not assignable to parameter of type 'string'",
    'a class of runs',
  ],
  [
    "operations.editLumisections(355100, { «flag»: 'dt-dtt', start: 1, end: 2, status: 'GOOD' })",
    'is not assignable to type',
    "did you mean 'dt-dt'?",
  ],
  [
    "operations.editLumisections(355100, { flag: 'dt-dt', start: 1, end: 2, «status»: 'GODO' })",
    'is not assignable to type',
    "did you mean 'GOOD'?",
  ],
  [
    "operations.editLumisections(355100, «{ flag: 'dt-dt', start: 1, status: 'GOOD' }»)",
    "Property 'end' is missing",
    "the option 'end' is",
  ],
  ["listJsons({ «filter»: 'her' })", 'is not assignable to type', "write 'all', 'mine' or 'official'"],
  ['runs().lumisections({ «rr»: 1 })', "'number' is not assignable to type 'boolean", 'true or false'],
  ['runs().lumisections({ «flags»: true })', "'flags' does not exist", "'flags' is not an option"],
  [
    "runs().lumisections().toLumiList(«flag('dt-dt').atLeast(2, 'GOOD')»)",
    'is not assignable to parameter of type',
    'one lumisection at a time',
  ],
  ['runs().lumisections().toLumiList(«5»)', 'is not assignable to parameter of type', 'no condition on lumisections'],
  ["runs().lumisections().toTable({ flags: [«'dt-dtt'»] })", 'is not assignable to type', "did you mean 'dt-dt'?"],
  ["runs().lumisections().toTable({ bits: [«'bpix'»] })", 'is not assignable to type', 'bpix_ready'],
  [
    "runs().lumisections().fractions(['dt-dt'], «'GODO'»)",
    'is not assignable to parameter of type',
    "did you mean 'GOOD'?",
  ],
  [
    'runs().all({ «timeout»: «»"5" })'.replace('«»', ''),
    "'string' is not assignable to type 'number'",
    'write milliseconds',
  ],
];

describe.each(mistakes)('%s', (code, compiler, runTime) => {
  const [before = '', under = '', after = ''] = `${start}registry.${code}`.split(/[«»]/);
  const plain = before + under + after;

  test('one message, at its place', () => {
    const line = header.split('\n').length;
    expect(editor.messages(plain)).toEqual([
      { line, column: before.length + 1, under, text: expect.stringContaining(compiler) },
    ]);
  });

  test('is refused at run time, before anything is sent', async () => {
    const call = new Function(...imported, `${before.replace('void ', 'return ')}${under}${after}`);
    const exported = new Map(Object.entries(library));
    const error = await (async () => call(...imported.map((name) => exported.get(name))))().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(library.QueryError);
    expect(textOf(error as library.QueryError)).toContain(runTime);
  });
});

test('a client is completed', () => {
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
