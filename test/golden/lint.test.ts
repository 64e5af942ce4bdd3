import { goldenJson } from 'runregistry';
import { expect, test } from 'vitest';
import { lintExamples } from '../../scripts/reference/examples/lint.js';
import { labelled } from './labelled.js';

const linted = (rules: unknown): string[] =>
  goldenJson
    .parse({ and: rules } as object)
    .golden.lint()
    .map(({ code, path }) => `${code} ${path}`);

test('lint() has a precision and recall of at least 0.98 on labelled documents', () => {
  let correct = 0;
  let reported = 0;
  let expected = 0;
  const mismatches: string[] = [];
  for (const { rules, problems } of labelled) {
    const found = linted(rules);
    const common = found.filter((one) => problems.includes(one));
    correct += common.length;
    reported += found.length;
    expected += problems.length;
    if (common.length !== found.length || common.length !== problems.length)
      mismatches.push(
        `${JSON.stringify(rules.slice(1))}: expected [${problems.join(', ')}], got [${found.join(', ')}]`,
      );
  }
  console.log(`${labelled.length} labelled documents: precision ${correct / reported}, recall ${correct / expected}`);
  expect(labelled.length).toBeGreaterThanOrEqual(200);
  expect(mismatches).toEqual([]);
  expect(Math.min(correct / reported, correct / expected)).toBeGreaterThanOrEqual(0.98);
});

test('labelled documents have problems with each code', () => {
  const codes = new Set(labelled.flatMap(({ problems }) => problems.map((problem) => problem.split(' ')[0])));
  expect(Object.keys(lintExamples).filter((code) => !codes.has(code))).toEqual([]);
});

test('lint() reports no rule that is true for null after withGuards()', () => {
  for (const { rules } of labelled) {
    const { golden } = goldenJson.parse({ and: rules } as object);
    const codes = golden
      .withGuards()
      .lint()
      .map(({ code }) => code);
    expect(codes, JSON.stringify(rules)).not.toContain('passes-on-null');
  }
});

test('the hint for a reversed in is a rule that can be true', () => {
  for (const [path, text] of [
    ['lumisection.rr.dt-dt', 'GOOD,STANDBY'],
    ['lumisection.rr.dt-dt', 'GOOD'],
    ['run.rr.state', 'OPEN,SIGNOFF'],
    ['run.run_number', '355100,355101'],
    ['dataset.name', '/A/B/DQM,/C/D/DQM'],
    ['run.oms.hlt_key', 'WMass'],
  ]) {
    const [problem] = goldenJson.parse({ in: [{ var: path }, text] } as object).problems;
    const rule: unknown = JSON.parse((problem?.hint ?? '').replace(/^Write (.*)\.$/, '$1'));
    expect(goldenJson.parse(rule as object).golden.lint(), problem?.hint).toEqual([]);
  }
});

test('lint() does not report an empty list as never true, since it passes as the value of a document', () => {
  for (const rule of [[], { merge: [] }, { if: [true, []] }]) {
    const { golden } = goldenJson.parse({ and: [rule] });
    const lumisection = { dataset: { name: 'online' }, run: { run_number: 1 }, lumisection: { lumisection_number: 1 } };
    expect(golden.evaluate(lumisection)).toBe(true);
    expect(golden.lint().map(({ code }) => code)).not.toContain('never-true');
    expect(golden.explain()).not.toContain('No lumisection can pass');
  }
});

test('lint() says that a rule is false for null if only its default makes it true', () => {
  const rule = { '>=': [{ var: ['run.rr.significant', -1] }, 0] };
  const messages = (document: object) =>
    goldenJson
      .parse(document)
      .golden.lint()
      .flatMap(({ code, message }) => (code === 'always-true' ? message : []));
  expect(messages(rule)).toEqual([expect.stringMatching(/except null$/)]);
  expect(messages({ '>=': [{ var: 'run.rr.significant' }, 0] })).toEqual([expect.not.stringMatching(/except null$/)]);
});

test('lint() checks atLeastOf() with many flags, and reports no problem', () => {
  const names = [
    'dt-dt',
    'csc-csc',
    'rpc-rpc',
    'tracker-pixel',
    'tracker-strip',
    'tracker-track',
    'hcal-hcal',
    'ecal-ecal',
  ];
  const flags = [
    ...names,
    'ecal-es',
    'hlt-hlt',
    'muon-muon',
    'jetmet-jetmet',
    'lumi-lumi',
    'egamma-egamma',
    'l1t-l1tmu',
  ];
  const is = (name: string, status: string) => ({ '==': [{ var: `lumisection.rr.${name}` }, status] });
  const pairs = (status: string) =>
    flags.flatMap((one, index) =>
      flags.slice(index + 1).map((other) => ({ and: [is(one, status), is(other, status)] })),
    );
  expect(linted([{ or: pairs('GOOD') }])).toEqual([]);
  expect(linted([{ '!': [{ or: pairs('BAD') }] }])).toEqual(['passes-on-null /and/0']);
});
