/** The only place where the tests compare the wording of lint. Other tests compare codes and paths. */
import { goldenJson, type JsonLogic } from 'runregistry';
import { expect, test } from 'vitest';
import { lintExamples } from '../../scripts/reference/examples/lint.js';

const at = (path: string): JsonLogic => ({ var: path });
const energy = at('run.oms.energy');
const flag = at('lumisection.rr.dt-dt');
const isGood: JsonLogic = { '==': [flag, 'GOOD'] };

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
