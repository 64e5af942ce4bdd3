/** A document with each problem, and one without problems. `npm run generate` and the tests check both. */
import type { JsonLogic } from '../../../src/expression/node.js';
import type { ProblemCode } from '../../../src/golden/lint/problem.js';

export interface LintExample {
  readonly document: JsonLogic;
  readonly fixed: JsonLogic;
}

const at = (path: string): JsonLogic => ({ var: path });
const energy = at('run.oms.energy');
const dt = at('lumisection.rr.dt-dt');
const isGood: JsonLogic = { '==': [dt, 'GOOD'] };

const sixFlags = ['dt-dt', 'csc-csc', 'rpc-rpc', 'hcal-hcal', 'ecal-ecal', 'hlt-hlt'].map((flag) =>
  at(`lumisection.rr.${flag}`),
);

/** Examples by code. A code without one does not compile. */
export const lintExamples: Readonly<Record<ProblemCode, LintExample>> = {
  'unknown-variable': {
    document: { '>=': [at('run.oms.enrgy'), 6000] },
    fixed: { '>=': [energy, 6000] },
  },
  'legacy-name': {
    document: { '==': [at('run.name'), 'online'] },
    fixed: { '==': [at('dataset.name'), 'online'] },
  },
  'unknown-operator': { document: { '=': [dt, 'GOOD'] }, fixed: isGood },
  'log-operator': { document: { log: [isGood] }, fixed: isGood },
  'wrong-arguments': { document: { '==': [dt] }, fixed: isGood },
  'wrong-type': { document: { '>=': [energy, '6000'] }, fixed: { '>=': [energy, 6000] } },
  'reversed-in': {
    document: { in: [at('run.oms.injection_scheme'), '25ns'] },
    fixed: { in: ['25ns', at('run.oms.injection_scheme')] },
  },
  'not-a-rule': { document: { and: [{}, isGood] }, fixed: { and: [isGood] } },
  'passes-on-null': {
    document: { '<=': [energy, 7000] },
    fixed: { and: [{ '==': [{ '==': [energy, null] }, false] }, { '<=': [energy, 7000] }] },
  },
  'never-true': {
    document: { '<': [at('run.run_number'), 0] },
    fixed: { '>=': [at('run.run_number'), 355100] },
  },
  'always-true': {
    document: { '>': [at('run.run_number'), 0] },
    fixed: { '>': [at('run.run_number'), 355100] },
  },
  contradiction: {
    document: { and: [isGood, { '==': [dt, 'STANDBY'] }] },
    fixed: { or: [isGood, { '==': [dt, 'STANDBY'] }] },
  },
  duplicate: {
    document: { and: [{ '>=': [energy, 6500] }, { '>=': [energy, 6000] }] },
    fixed: { and: [{ '>=': [energy, 6500] }] },
  },
  undecided: {
    document: { '==': [{ cat: sixFlags }, 'GOOD'.repeat(sixFlags.length)] },
    fixed: { and: sixFlags.map((flag) => ({ '==': [flag, 'GOOD'] })) },
  },
  'low-luminosity': {
    document: { '==': [at('lumisection.rr.dc-lowlumi'), 'GOOD'] },
    fixed: { '==': [at('lumisection.rr.dc-lowlumi'), 'BAD'] },
  },
  'out-of-range': { document: { '>=': [energy, 6.5] }, fixed: { '>=': [energy, 6500] } },
  'absent-detector': {
    document: { '==': [at('lumisection.rr.castor-castor'), 'GOOD'] },
    fixed: {
      and: [{ '==': [at('lumisection.rr.castor-castor'), 'GOOD'] }, { '==': [at('run.rr.class'), 'Collisions16'] }],
    },
  },
  'no-loss-report': {
    document: { if: [isGood, { '>=': [energy, 6000] }, false] },
    fixed: { and: [isGood, { '>=': [energy, 6000] }] },
  },
};
