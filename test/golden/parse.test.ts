import { dcs, flag, goldenJson, type JsonLogic, logic, or, type Problem, QueryError, run } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { isFull } from '../support/rounds.js';

const at = (path: string) => ({ var: path });
const problemsOf = (document: unknown) => goldenJson.parse(document as object).problems;
const codes = (problems: readonly Problem[]) => problems.map(({ code, path }) => `${code} ${path}`);
const linted = (document: unknown) => codes(goldenJson.parse(document as object).golden.lint());

describe('goldenJson.parse() reports', () => {
  const cases: readonly (readonly [string, unknown, Partial<Problem>])[] = [
    [
      'a misspelt variable',
      { and: [{ '<=': [at('run.oms.enrgy'), 7000] }] },
      { code: 'unknown-variable', path: '/and/0/<=/0/var', suggestions: ['run.oms.energy'], severity: 'error' },
    ],
    [
      'a variable without its path',
      { '==': [at('bpix_ready'), true] },
      { code: 'unknown-variable', path: '/==/0/var', suggestions: ['lumisection.oms.bpix_ready'] },
    ],
    [
      'a legacy name',
      { '==': [at('run.name'), 'x'] },
      { code: 'legacy-name', path: '/==/0/var', suggestions: ['dataset.name'] },
    ],
    [
      'an operator of another language',
      { '<>': [at('run.oms.energy'), 1] },
      { code: 'unknown-operator', path: '/<>', suggestions: ['!='] },
    ],
    ['a misspelt operator', { adn: [] }, { code: 'unknown-operator', path: '/adn', suggestions: ['and'] }],
    [
      'a string for a number',
      { and: [{ '>=': [at('run.oms.energy'), '6000'] }] },
      { code: 'wrong-type', path: '/and/0/>=/1', hint: 'Write 6000.' },
    ],
    [
      'an unknown status',
      { '==': [at('lumisection.rr.dt-dt'), 'GODO'] },
      { code: 'wrong-type', path: '/==/1', suggestions: ['GOOD'] },
    ],
    [
      'a string for a boolean',
      { '==': [at('lumisection.oms.bpix_ready'), 'true'] },
      { code: 'wrong-type', path: '/==/1' },
    ],
    ['an order of booleans', { '>': [at('lumisection.oms.bpix_ready'), true] }, { code: 'wrong-type', path: '/>/1' }],
    [
      'a reversed in',
      { in: [at('run.oms.hlt_key'), 'WMass'] },
      { code: 'reversed-in', path: '/in', hint: 'Write {"in":["WMass",{"var":"run.oms.hlt_key"}]}.' },
    ],
    [
      'a list with a value of another type',
      { in: [at('run.run_number'), [1, '2']] },
      { code: 'wrong-type', path: '/in/1/1' },
    ],
    ['a substring of a number', { in: ['1', at('run.oms.energy')] }, { code: 'wrong-type', path: '/in/1' }],
    ['too few arguments', { '==': [at('run.oms.energy')] }, { code: 'wrong-arguments', path: '/==' }],
    ['an empty conjunction', { and: [] }, { code: 'wrong-arguments', path: '/and' }],
    ['a number instead of a rule', { and: [5] }, { code: 'not-a-rule', path: '/and/0' }],
    ['a number instead of a list of rules', { and: 5 }, { code: 'not-a-rule', path: '/and' }],
    ['a list instead of a rule', [{ '==': [1, 1] }], { code: 'not-a-rule', path: '' }],
    ['an object with two operators', { a: 1, b: 2 }, { code: 'not-a-rule', path: '' }],
    [
      'an unknown flag',
      { '==': [at('lumisection.rr.dt-dtt'), 'GOOD'] },
      { code: 'unknown-variable', path: '/==/0/var', suggestions: ['lumisection.rr.dt-dt'] },
    ],
    [
      'a property of every object',
      { '==': [at('constructor.name'), 'Object'] },
      { code: 'unknown-variable', path: '/==/0/var' },
    ],
  ];
  test.each(cases)('%s', (_, document, expected) => {
    const problems = problemsOf(document);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject(expected);
    expect(Object.isFrozen(problems) && Object.isFrozen(problems[0])).toBe(true);
    // lint() reports the same problems.
    const { golden } = goldenJson.parse(document as object);
    expect(golden.lint()).toEqual(expect.arrayContaining([...problems]));
    expect(golden.toJSON()).toEqual(document);
  });

  test('paths as JSON Pointers, in the order of the document', () => {
    const rules = Array.from({ length: 12 }, (_, index) => ({ '==': [at(`nothing/${index}~`), 1] }));
    expect(problemsOf({ and: rules }).map(({ path }) => path)).toEqual(rules.map((_, i) => `/and/${i}/==/0/var`));
    expect(problemsOf({ '==': [{ 'a/b~': [1] }, 1] })[0]?.path).toBe('/==/0/a~1b~0');
    const { golden } = goldenJson.parse({ and: rules });
    expect(golden.lint().map(({ path }) => path)).toEqual(rules.map((_, i) => `/and/${i}/==/0/var`));
  });

  test('no problem in valid documents with rare operators', () => {
    for (const document of [
      { and: [{ '!': [{ '==': [at('lumisection.rr.dt-dt'), 'BAD'] }] }] },
      { some: [at('run.oms.components'), { '==': [at(''), 'DT'] }] },
      { '>': [{ '-': [at('run.oms.b_field'), 1] }, 2] },
      { '<': [316000, at('run.run_number'), 317000] },
      { '==': [{ substr: [at('run.oms.hlt_key'), 0, 5] }, '/cdaq'] },
      { '==': [at('run.oms.energy'), null] },
    ])
      expect(problemsOf(document)).toEqual([]);
  });
});

describe('lint() reports', () => {
  test('clauses that are true for null, unless another clause excludes null', () => {
    expect(linted({ and: [{ '<=': [at('run.oms.energy'), 7000] }] })).toEqual(['passes-on-null /and/0']);
    expect(linted({ and: [{ '<=': [at('run.oms.energy'), 7000] }, { '>=': [at('run.oms.energy'), 1] }] })).toEqual([]);
    expect(linted({ and: [{ '==': [{ '==': [at('lumisection.rr.dt-dt'), 'BAD'] }, false] }] })).toEqual([
      'passes-on-null /and/0',
    ]);
    expect(linted({ or: [{ '<': [at('run.oms.energy'), 10] }, { '==': [at('run.rr.significant'), true] }] })).toEqual([
      'passes-on-null /or/0',
    ]);
    // Rules that compare with null are exempt.
    expect(linted({ or: [{ '==': [at('run.oms.energy'), null] }, { '>': [at('run.oms.energy'), 10] }] })).toEqual([]);
    // The number of a run is never null.
    expect(linted({ '<=': [at('run.run_number'), 317000] })).toEqual([]);
    // With guards there is no problem left.
    const { golden } = goldenJson.parse({ and: [{ '<=': [at('run.oms.energy'), 7000] }] });
    expect(golden.withGuards().lint()).toEqual([]);
  });

  test.each([
    [{ '<=': [at('run.oms.energy'), 7000] }],
    [{ '==': [{ in: ['WMass', at('run.oms.hlt_key')] }, false] }],
    [{ '>=': [7000, at('run.oms.energy')] }],
    [{ '==': [{ in: [at('run.oms.hlt_key'), 'WMass'] }, false] }],
    [{ '!=': [at('run.oms.hlt_key'), 'WMass'] }],
  ])('withGuards() excludes null from %j', (rule) => {
    const { golden } = goldenJson.parse({ and: [rule] });
    const problem = golden.lint().find(({ code }) => code === 'passes-on-null');
    expect(problem?.hint).toContain('withGuards()');
    const guarded = golden.withGuards();
    expect(codes(guarded.lint()).filter((code) => code.startsWith('passes-on-null'))).toEqual([]);
    const nothing = { dataset: { name: 'online' }, run: { run_number: 1 }, lumisection: { lumisection_number: 1 } };
    expect([golden.evaluate(nothing), guarded.evaluate(nothing)]).toEqual([true, false]);
  });

  test('clauses that are never or always true', () => {
    expect(linted({ and: [{ '>': [at('run.oms.energy'), 13000] }] })).toEqual([
      'never-true /and/0',
      'out-of-range /and/0/>/1',
    ]);
    expect(linted({ and: [{ '>=': [at('run.oms.energy'), -1] }] })).toEqual([
      'passes-on-null /and/0',
      'out-of-range /and/0/>=/1',
    ]);
    expect(linted({ and: [{ '==': [1, 2] }] })).toEqual(['never-true /and/0']);
    expect(linted({ and: [true] })).toEqual(['always-true /and/0']);
    // A number in quotes is compared as a number.
    expect(linted({ '!=': [at('run.run_number'), '317000'] })).toEqual(['wrong-type /!=/1']);
    expect(
      linted({
        or: [{ '==': [at('lumisection.oms.bpix_ready'), true] }, { '==': [at('lumisection.oms.bpix_ready'), false] }],
      }),
    ).toEqual(['always-true ']);
  });

  test('duplicates, contradictions, low luminosity', () => {
    const good = { '==': [at('lumisection.rr.dt-dt'), 'GOOD'] };
    expect(linted({ and: [good, { and: [good] }] })).toEqual(['duplicate /and/1/and/0']);
    expect(linted({ and: [{ or: [good, { '==': [at('dataset.name'), 'online'] }, good] }] })).toEqual([
      'duplicate /and/0/or/2',
    ]);
    expect(linted({ and: [good, { '==': [at('lumisection.rr.dt-dt'), 'BAD'] }] })).toEqual(['contradiction /and/1']);
    expect(linted({ and: [{ '>=': [at('run.run_number'), 10] }, { '<': [at('run.run_number'), 10] }] })).toEqual([
      'contradiction /and/1',
    ]);
    expect(linted({ and: [{ '>=': [at('run.run_number'), 10] }, { '<=': [at('run.run_number'), 10] }] })).toEqual([]);
    expect(linted({ or: [good, { and: [good, { '==': [good, false] }] }] })).toEqual(['contradiction /or/1/and/1']);
    expect(linted({ and: [{ '==': [at('lumisection.rr.dc-lowlumi'), 'GOOD'] }] })).toEqual(['low-luminosity /and/0']);
  });

  test.runIf(isFull)('problems of long lists, and too many clauses as undecided', () => {
    const runs = Array.from({ length: 50_000 }, (_, index) => 300_000 + index);
    const names = runs.slice(0, 3_000).map((run) => `/PromptReco/Run${run}/DQM`);
    expect(linted({ and: [{ in: [at('run.run_number'), runs] }, { '>=': [at('run.run_number'), 349_999] }] })).toEqual(
      [],
    );
    expect(linted({ in: [at('dataset.name'), names] })).toEqual([]);
    expect(linted({ or: names.map((name) => ({ '==': [at('dataset.name'), name] })) })).toEqual([]);
    // Too many to compare.
    const many = Array.from({ length: 4_001 }, (_, index) => ({ '>': [at('run.run_number'), index + 1] }));
    expect(linted({ and: many })).toEqual(['undecided /and/0']);
  });

  test('an if, which prevents the loss report', () => {
    expect(linted({ and: [{ if: [{ '==': [at('run.rr.significant'), true] }, true, false] }] })).toEqual([
      'no-loss-report /and/0/if',
    ]);
  });

  test('no problem in rules of the builder, unless a value is out of range', () => {
    const golden = goldenJson()
      .where(dcs.pixel)
      .where('run.oms.energy')
      .lte(7000)
      .where(or(run.class.contains('Coll'), flag('dt-dt').isNot('BAD')));
    expect(golden.lint()).toEqual([]);
    expect(codes(golden.where('run.oms.energy').gte(13000).lint())).toContain('out-of-range /and/4/>=/1');
  });
});

describe('goldenJson.parse() of a string', () => {
  test('accepts a byte order mark and white space', () => {
    const { golden } = goldenJson.parse('\uFEFF {"and":[{"==":[{"var":"lumisection.rr.dt-dt"},"GOOD"]}]}\n');
    expect(golden.clauses).toEqual(['dt-dt']);
  });

  const cases: readonly (readonly [string, string, position: { line: number; column: number } | undefined])[] = [
    ['an empty string', ' \n', undefined],
    ['a trailing comma', '{"and":[\n  1,\n]}', { line: 3, column: 1 }],
    ['a missing end', '{"and":[', { line: 1, column: 9 }],
    ['Python', '{"and": [{"==": [{"var": "x"}, True]}]}', { line: 1, column: 32 }],
    ['single quotes', "{'and': []}", { line: 1, column: 2 }],
    ['a comment', '{\n// rules\n"and":[]}', { line: 2, column: 1 }],
    ['the name of a dataset', '/PromptReco/X/DQM\n{"and":[]}', { line: 1, column: 1 }],
    ['characters after the end', '{"and":[]} }', { line: 1, column: 12 }],
    ['an unknown escape', '{"and":["\\q"]}', { line: 1, column: 9 }],
    ['an unterminated string', '{"and":["x]}', { line: 1, column: 9 }],
    // JSON.parse would ignore the first.
    ['duplicate names', '{"and":[{"==":[1,1]}],\n "and":[{"==":[2,2]}]}', { line: 2, column: 2 }],
  ];
  test.each(cases)('rejects %s', (_, text, position) => {
    const error = refused(() => goldenJson.parse(text), { is: QueryError, code: 'not-json' });
    if (position === undefined) expect(error).not.toHaveProperty('line');
    else expect(error).toMatchObject(position);
    expect(JSON.stringify(error)).not.toContain('undefined');
  });

  test('rejects values that are not a document, and data that is not JSON', () => {
    const refusal = (value: unknown, code: string) =>
      refused(() => goldenJson.parse(value as object), { is: QueryError, code });
    refusal(7, 'not-json');
    refusal(null, 'not-json');
    refusal('"x"', 'not-json');
    refusal({ and: [Number.NaN] }, 'bad-value');
    refusal({ and: [undefined] }, 'bad-value');
    refusal({ and: [new Date(0)] }, 'bad-value');
    const cycle: { and: unknown[] } = { and: [] };
    cycle.and.push(cycle);
    refusal(cycle, 'bad-value');
    refusal(`${'{"and":['.repeat(10_000)}1${']}'.repeat(10_000)}`, 'bad-value');
  });

  test('leads a golden JSON instead of a document to toJsonLogic()', () => {
    const golden = goldenJson().flag('dt-dt').is('GOOD');
    const calls = [() => goldenJson.parse(golden), () => logic(golden as unknown as JsonLogic)];
    for (const call of calls)
      expect(refused(call, { is: QueryError, code: 'bad-value' }).hint).toContain('toJsonLogic()');
  });

  test('preserves __proto__ as a name', () => {
    const { golden, problems } = goldenJson.parse('{"__proto__":[{"var":"__proto__.polluted"}]}');
    expect(codes(problems)).toEqual(['unknown-operator /__proto__', 'unknown-variable /__proto__/0/var']);
    expect(JSON.stringify(golden)).toBe('{"__proto__":[{"var":"__proto__.polluted"}]}');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('copies its input', () => {
    const document = { and: [{ '==': [at('lumisection.rr.dt-dt'), 'GOOD'] }] };
    const { golden } = goldenJson.parse(document);
    document.and.pop();
    expect(golden.toJSON()).toEqual({ and: [{ '==': [at('lumisection.rr.dt-dt'), 'GOOD'] }] });
    expect(Object.isFrozen(document)).toBe(false);
  });
});

describe('a parsed document', () => {
  test('accepts further clauses, and has no guards', () => {
    const { golden } = goldenJson.parse({
      and: [{ '<=': [at('run.oms.energy'), 7000] }, { '==': [at('lumisection.rr.dt-dt'), 'GOOD'] }],
    });
    expect(golden.remove('dt-dt').flag('csc-csc').is('GOOD').toJSON()).toEqual({
      and: [{ '<=': [at('run.oms.energy'), 7000] }, { '==': [at('lumisection.rr.csc-csc'), 'GOOD'] }],
    });
  });

  test('with a single rule remains a single rule until a clause is added', () => {
    const rule = { or: [{ '==': [at('lumisection.rr.dt-dt'), 'GOOD'] }, { '==': [at('run.rr.significant'), true] }] };
    const { golden } = goldenJson.parse(rule);
    expect(golden.toJSON()).toEqual(rule);
    expect(golden.flag('csc-csc').is('GOOD').toJSON()).toEqual({
      and: [rule, { '==': [at('lumisection.rr.csc-csc'), 'GOOD'] }],
    });
  });
});

test('guards preserve the result of a negated and with null', () => {
  const document = {
    and: [{ '==': [{ and: [at('lumisection.oms.bpix_ready'), { '<': [at('run.oms.energy'), 7000] }] }, false] }],
  };
  const { golden } = goldenJson.parse(document);
  const data = (ready: boolean | null, energy: number) => ({
    dataset: { name: 'online' },
    run: { run_number: 1, oms: { energy } },
    lumisection: { lumisection_number: 1, oms: { bpix_ready: ready } },
  });
  for (const one of [data(null, 9000), data(null, 1), data(true, 9000), data(true, 1), data(false, 1)])
    expect(golden.withGuards().evaluate(one)).toBe(golden.evaluate(one));
});

test('evaluate() and trace() reject an unknown operator', () => {
  const { golden } = goldenJson.parse({ and: [{ likely: [at('run.oms.energy'), 1] }] });
  const one = { dataset: { name: 'online' }, run: { run_number: 1 }, lumisection: { lumisection_number: 1 } };
  const refusal = { is: QueryError, code: 'bad-rule' };
  refused(() => golden.evaluate(one), refusal);
  expect(refused(() => golden.trace(one), refusal).message).toContain('likely');
});

const isGood: JsonLogic = { '==': [at('lumisection.rr.dt-dt'), 'GOOD'] };

test.each<[string, JsonLogic, string]>([
  ['a boolean', { '==': [{ '>': [{ var: 'run.oms.energy' }, 1] }, false] }, 'energy <= 1 GeV'],
  [
    'booleans',
    { '==': [{ and: [isGood, { '!': [{ var: 'lumisection.oms.bpix_ready' }] }] }, false] },
    'dt-dt is not GOOD or bpix_ready is true',
  ],
  ['missing names', { '==': [{ missing: ['run.oms.energy'] }, false] }, 'energy is not missing'],
])('explain() prints == false as the negation of %s', (_, rule, text) => {
  expect(goldenJson.parse(rule as object).golden.explain()).toBe(text);
});

test.each<[string, JsonLogic]>([
  ['an and of values', { and: [at('lumisection.rr.dt-dt'), at('lumisection.oms.bpix_ready')] }],
  ['an or of a value', { or: [isGood, { var: 'lumisection.oms.bpix_ready' }] }],
  ['an if without an else', { if: [isGood, isGood] }],
])('explain() prints == false verbatim for %s, whose null is not false', (_, rule) => {
  const document = { '==': [rule, false] };
  const { golden } = goldenJson.parse(document);
  const lumisection = { dataset: { name: 'online' }, run: { run_number: 1 }, lumisection: { lumisection_number: 1 } };
  expect(golden.evaluate(lumisection)).toBe(false);
  expect(golden.explain().split('\n')[0]).toBe(JSON.stringify(document));
});

test('explain() quotes an empty status', () => {
  const { golden } = goldenJson.parse({ '!=': [{ var: 'lumisection.rr.dt-dt' }, ''] });
  expect(golden.explain()).toBe("dt-dt is not ''");
});
