/** The only place where the tests compare the wording of lint. Other tests compare codes and paths. */
import { goldenJson, type JsonLogic } from 'runregistry';
import { expect, test } from 'vitest';
import { lintExamples } from '../../scripts/reference/examples/lint.js';

const at = (path: string): JsonLogic => ({ var: path });
const energy = at('run.oms.energy');
const flag = at('lumisection.rr.dt-dt');
const isGood: JsonLogic = { '==': [flag, 'GOOD'] };
const isMuonGood: JsonLogic = { '==': [at('lumisection.rr.csc-csc'), 'GOOD'] };

const documents: readonly JsonLogic[] = [
  { '==': [at('run.oms.enrgy'), 1] },
  { '==': [at('zzz'), 1] },
  { '==': [at('run.name'), 'online'] },
  { '==': [{ var: isGood }, 1] },
  { '==': [{ var: '' }, 1] },
  { '!': [{ missing: ['run.oms.enrgy'] }] },
  { '=': [flag, 'GOOD'] },
  { log: [isGood] },
  { '==': [flag] },
  { var: [] },
  { '>=': [energy, '6000'] },
  { '>=': [energy, 'x'] },
  { '<': [at('run.rr.significant'), true] },
  { '==': [at('run.oms.start_time'), 'yesterday'] },
  { '==': [at('run.rr.state'), 'OPENED'] },
  { '==': [flag, 'good'] },
  { '>=': [energy, 6.5] },
  { '>=': [energy, 9000] },
  { in: [flag, 'GOOD,BAD'] },
  { in: [1, energy] },
  { in: [true, at('run.oms.hlt_key')] },
  { and: [{}, isGood] },
  { and: [{ missing: ['run.oms.energy'] }, isGood] },
  { '<=': [energy, 7000] },
  { and: [false, isGood] },
  { '==': [1, 1] },
  { '>': [at('run.run_number'), 0] },
  { '<': [at('run.run_number'), 0] },
  { '!!': flag },
  { and: [isGood, { '==': [flag, 'BAD'] }] },
  { and: [isGood, isGood] },
  { and: [{ '>=': [energy, 6500] }, { '>=': [energy, 6000] }] },
  { or: [{ '>=': [energy, 6500] }, { '>=': [energy, 6000] }] },
  { or: [isGood, { '>': [energy, 7000] }] },
  { or: [{ '>': [energy, 7000] }, { '<': [energy, 0] }] },
  { or: [isGood, { and: [isMuonGood, { '>': [energy, 7000] }] }] },
  { or: [isMuonGood, { and: [isGood, { '==': [flag, 'BAD'] }] }] },
  { or: [isGood, { '>': [at('run.run_number'), 0] }] },
  { or: [isMuonGood, { '!!': flag }] },
  { or: [isMuonGood, { and: [isGood, { '>': [at('run.run_number'), 0] }] }] },
  { '==': [at('lumisection.rr.dc-lowlumi'), 'GOOD'] },
  { if: [isGood, true, false] },
  { '==': [at('lumisection.rr.castor-castor'), 'GOOD'] },
  lintExamples.undecided.document,
];

const findings = documents.map((document) => ({
  document,
  problems: goldenJson.parse(document as object).golden.lint(),
}));

test('reports the recorded findings', async () => {
  const records = findings.map(({ document, problems }) => {
    const lines = problems.flatMap(({ severity, code, path, message, hint = '(no hint)' }) => [
      `  ${severity} ${code} ${path}`,
      `  ${message}`,
      `  ${hint}`,
    ]);
    return `${[JSON.stringify(document), ...lines].join('\n')}\n`;
  });
  await expect(records.join('\n')).toMatchFileSnapshot('./findings.txt');
});

test('records a finding with each code', () => {
  const codes = new Set(findings.flatMap(({ problems }) => problems.map(({ code }) => code)));
  expect([...codes].sort()).toEqual(Object.keys(lintExamples).sort());
});

test('says that no lumisection can pass only if none can', () => {
  const never: JsonLogic = { '>': [energy, 7000] };
  const contradiction: JsonLogic = { and: [isGood, { '==': [flag, 'BAD'] }] };
  const rules = [
    ...[never, contradiction].flatMap((rule): readonly JsonLogic[] => [
      rule,
      { and: [rule, isMuonGood] },
      { or: [rule, isMuonGood] },
      { or: [isMuonGood, { and: [rule, isMuonGood] }] },
      { or: [isMuonGood, { or: [rule, isMuonGood] }] },
      { or: [isMuonGood, { and: [isMuonGood, { or: [rule, rule] }] }] },
      { and: [isMuonGood, { or: [rule, { '<': [energy, 0] }] }] },
    ]),
    { or: [never, contradiction] },
  ];
  const none = 'No lumisection can pass';
  for (const rule of rules) {
    const { golden } = goldenJson.parse({ and: [rule] });
    const saysNone = golden.lint().some(({ hint }) => hint?.includes(none));
    expect(saysNone, JSON.stringify(rule)).toBe(golden.explain().includes(none));
  }
});

test('suggests removing only rules without which the same lumisections pass', () => {
  const dataset = (value: number) => ({
    dataset: { name: 'online' },
    run: { run_number: 355102, oms: { energy: value } },
    lumisection: { lumisection_number: 1, rr: { 'dt-dt': 'GOOD' as const } },
  });
  const low: JsonLogic = { '>=': [energy, 6000] };
  const high: JsonLogic = { '>=': [energy, 6500] };
  const always: JsonLogic = { '>=': [at('run.run_number'), 1] };
  for (const members of [
    [low, high],
    [high, low],
    [low, low],
    [low, { '!': { '<': [energy, 6000] } }],
    [high, always],
  ])
    for (const operator of ['and', 'or']) {
      const problems = goldenJson.parse({ and: [{ [operator]: members }] }).golden.lint();
      const verdicts = (kept: readonly JsonLogic[]) =>
        [5000, 6200, 6800].map((value) =>
          goldenJson.parse({ and: [{ [operator]: kept }] }).golden.evaluate(dataset(value)),
        );
      const removals = problems
        .filter(({ hint }) => hint?.startsWith('Remove it'))
        .flatMap(({ path, hint }) => [path, ...(/or the rule at (\S+)\.$/.exec(hint ?? '')?.slice(1) ?? [])]);
      for (const path of removals) {
        const kept = members.filter((_, index) => Number(path.split('/').at(-1)) !== index);
        expect(verdicts(kept), `${operator} ${JSON.stringify(members)} without ${path}`).toEqual(verdicts(members));
      }
    }
});
