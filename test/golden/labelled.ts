/** Documents labelled by hand with the problems that lint must report: every kind in every spelling. */
import type { JsonLogic } from 'runregistry';
import { lintExamples } from '../../scripts/reference/examples/lint.js';

export interface Labelled {
  readonly rules: readonly JsonLogic[];
  /** Code and position, sorted. */
  readonly problems: readonly string[];
}

const at = (path: string): JsonLogic => ({ var: path });
const F = 'lumisection.rr.csc-csc';
const G = 'lumisection.rr.rpc-rpc';
const E = at('run.oms.energy');
const RN = at('run.run_number');
const LS = at('lumisection.lumisection_number');
const key = at('run.oms.hlt_key');
const bit = at('lumisection.oms.bpix_ready');
const low = 'lumisection.rr.dc-lowlumi';
const good: JsonLogic = { '==': [at('lumisection.rr.dt-dt'), 'GOOD'] };
const statuses = ['GOOD', 'BAD', 'STANDBY', 'EXCLUDED', 'NOTSET', 'EMPTY', 'NO VALUE FOUND'];

const all: Labelled[] = [];
/** A rule beside a good one, at /and/1; problems are given by code and the position below it. */
const one = (rule: JsonLogic, ...problems: readonly string[]): void => {
  all.push({
    rules: [good, rule],
    problems: problems.map((text) => `${text.split(' ')[0]} /and/1${text.split(' ')[1] ?? ''}`),
  });
};
/** Several rules from /and/1 on; problems with their position in the document. */
const several = (rules: readonly JsonLogic[], ...problems: readonly string[]): void => {
  all.push({ rules: [good, ...rules], problems });
};

/** A rule in spellings that mean the same. */
const negations = (rule: JsonLogic): readonly JsonLogic[] => [
  { '==': [rule, false] },
  { '!': [rule] },
  { '!': rule },
  { '!=': [rule, true] },
  { '===': [rule, false] },
  { '==': [false, rule] },
  { '!': [{ '!': [{ '!': [rule] }] }] },
  { if: [rule, false, true] },
];
const lossReport = (rule: JsonLogic): readonly string[] =>
  Object.keys(rule as object)[0] === 'if' ? ['no-loss-report /if'] : [];

// Null decides: numbers.
const null1 = 'passes-on-null';
for (const rule of [
  { '<=': [E, 7000] },
  { '<': [E, 7000] },
  { '>=': [7000, E] },
  { '>': [7000, E] },
  { '<=': [{ var: ['run.oms.energy'] }, 7000] },
  { '<=': [0, E, 7000] },
  { '<': [-1, E, 7000] },
  { '<=': [{ '-': [E, 0] }, 7000] },
  { '<=': [{ '-': [E, 450] }, 7000] },
  { '<=': [{ '/': [E, 1000] }, 7] },
  { '>=': [7000, { max: [E, 10] }] },
  { '!=': [E, 6500] },
  { '!==': [E, 6500] },
  { '!': [{ '>': [E, 7000] }] },
  { '!': [{ in: [E, [450, 900]] }] },
  { '<=': [at('run.oms.b_field'), 1] },
  { '<=': [0, at('run.oms.b_field'), 0.1] },
  { '<': [at('lumisection.oms.prescale_index'), 5] },
] as JsonLogic[])
  one(rule, ...(JSON.stringify(rule).includes('-1,') ? [null1, 'out-of-range /</0'] : [null1]));

// Null decides: flags, bits and strings.
for (const positive of [
  { '==': [at(F), 'BAD'] },
  { '==': ['BAD', at(F)] },
  { '===': [at(F), 'BAD'] },
  { in: [at(F), ['BAD', 'STANDBY']] },
  { or: [{ '==': [at(F), 'BAD'] }, { '==': [at(G), 'BAD'] }] },
  { and: [{ '==': [at(F), 'BAD'] }, { '==': [at(G), 'BAD'] }] },
  { in: ['WMass', key] },
] as JsonLogic[])
  for (const rule of negations(positive)) one(rule, null1, ...lossReport(rule));
one({ '!=': [at(F), 'BAD'] }, null1);
one({ '!==': [at(F), 'BAD'] }, null1);
one({ '==': [at(F), at(G)] }, null1);
one({ '===': [at(F), at(G)] }, null1);
one({ '==': [{ var: [F, 'GOOD'] }, 'GOOD'] }, null1);
one({ '===': ['GOOD', { var: [F, 'GOOD'] }] }, null1);
one({ in: [{ var: [F, 'GOOD'] }, ['GOOD', 'STANDBY']] }, null1);
one({ '==': [{ var: ['lumisection.oms.bpix_ready', true] }, true] }, null1);
one({ '!=': [bit, false] }, null1);
one({ '!=': [bit, true] }, null1);
one({ '!': [bit] }, null1);
one({ '==': [{ substr: [key, 0, 2] }, 'nu'] }, null1);
one({ '<': [{ var: 'run.oms.hlt_key.length' }, 9] }, null1);
one({ or: [{ '<=': [E, 7000] }, { '==': [at('run.rr.significant'), true] }] }, `${null1} /or/0`);
one({ or: [{ '!=': [at(F), 'BAD'] }, { '==': [at(G), 'GOOD'] }] }, `${null1} /or/0`);

// CASTOR, which no run since 2022 has.
const C = 'lumisection.rr.castor-castor';
const castorBit = at('lumisection.oms.castor_ready');
const absent = 'absent-detector';
one({ '==': [at(C), 'GOOD'] }, absent);
one({ '===': ['GOOD', at(C)] }, absent);
one({ in: [at(C), ['GOOD']] }, absent);
one({ '==': [castorBit, true] }, absent);
one(castorBit, absent);
one({ '!!': [castorBit] }, absent);
one({ or: [{ '==': [at(C), 'GOOD'] }, { '==': [castorBit, true] }] }, absent);
one({ '==': [castorBit, false] });
one({ '!=': [at(C), 'BAD'] }, null1);
for (const status of ['EXCLUDED', 'NOTSET', 'BAD']) one({ '==': [at(C), status] });
one({ in: [at(C), ['GOOD', 'EXCLUDED']] });
one({ or: [{ '==': [at(C), 'GOOD'] }, { '==': [at(C), 'EXCLUDED'] }] });
one({ or: [{ '==': [at(C), 'GOOD'] }, { '==': [at(F), 'GOOD'] }] });
one({ '==': [at('run.oms.castor_included'), true] }, absent);
one({ in: ['CASTOR', at('run.oms.components')] }, absent);
one({ in: ['DT', at('run.oms.components')] });
one({ '==': [{ in: ['CASTOR', at('run.oms.components')] }, false] }, null1);
one({ or: [{ '==': [E, null] }, { '==': [at(C), 'GOOD'] }] });
one({ and: [{ '==': [at(C), 'GOOD'] }, { '==': [at(F), 'GOOD'] }] }, `${absent} /and/0`);
one(
  {
    or: [
      { and: [{ '==': [at(C), 'GOOD'] }, { '==': [at(F), 'GOOD'] }] },
      { and: [{ '==': [at(C), 'GOOD'] }, { '==': [at(G), 'GOOD'] }] },
    ],
  },
  absent,
);
// Rules that exclude runs since 2022, in the manner of published documents.
const name = at('dataset.name');
const runClass = at('run.rr.class');
const era = (letter: string): JsonLogic => ({ '==': [name, `/PromptReco/Collisions2018${letter}/DQM`] });
const castorIsGood: JsonLogic = { '==': [at(C), 'GOOD'] };
for (const rule of [
  { '<=': [RN, 327564] },
  { '<=': [at('run.oms.run_number'), 325175] },
  { '<=': [315257, RN, 325175] },
  { '==': [RN, 316000] },
  { in: [RN, [316000, 316001]] },
  { '==': [runClass, 'Collisions18'] },
  { in: ['Cosmics18', runClass] },
  { in: [runClass, ['Collisions17', 'Collisions18']] },
  { in: ['Collisions2018', name] },
  { '==': [name, '/ReReco/Run2018A_UL2019/DQM'] },
  { or: [era('A'), era('B'), era('C'), era('D')] },
  { or: [{ '==': [name, '/PromptReco/HICosmics18A/DQM'] }, { '==': [at('run.oms.fill_number'), 7000] }] },
  { '<=': [1, at('run.oms.fill_number'), 7500] },
  { in: ['Run2018', key] },
  { '==': [key, '/cdaq/physics/Run2018/2e34/v3.6.0/HLT/V2'] },
  { in: ['CMSSW_10_', at('run.oms.cmssw_version')] },
  { '<=': ['2016', at('run.oms.start_time'), '2019-01'] },
] as JsonLogic[])
  several([rule, castorIsGood]);
// A rule that null passes excludes them too, and a guard changes nothing.
for (const [path, value] of [
  ['run.oms.start_time', '2019'],
  ['run.oms.end_time', '2018'],
  ['run.oms.fill_number', 7500],
] as const) {
  several([{ '<': [at(path), value] }, castorIsGood], `${null1} /and/1`);
  several([{ '!=': [at(path), null] }, { '<': [at(path), value] }, castorIsGood]);
}
several([{ '>=': [RN, 323414] }, { '<=': [RN, 324293] }, { '==': [castorBit, true] }]);
one({ and: [era('A'), castorIsGood] });
one({ or: [{ '>=': [RN, 355100] }, castorIsGood] });
one({
  or: [{ and: [{ '<=': [RN, 325175] }, castorIsGood] }, { and: [{ '>=': [RN, 355100] }, { '==': [at(F), 'GOOD'] }] }],
});
// Rules that do not.
for (const rule of [
  { '>=': [RN, 323414] },
  { '>=': [RN, 355100] },
  { '<=': [355100, RN, 362760] },
  { '<=': [RN, 387721] },
  { '==': [runClass, 'Collisions22'] },
  { in: ['Collisions', runClass] },
  { in: [runClass, ['Collisions18', 'Collisions22']] },
  { in: ['PromptReco', name] },
  { '==': [name, 'online'] },
  { or: [era('A'), { '==': [name, '/PromptReco/Collisions2022/DQM'] }] },
  { or: [{ '==': [name, 'online'] }, { '==': [at('run.oms.fill_number'), 7000] }] },
  { '>=': [at('run.oms.fill_number'), 8000] },
  { in: ['Run2024', key] },
  { '!': [{ in: [RN, [316000, 316001]] }] },
  { in: ['CMSSW_14_', at('run.oms.cmssw_version')] },
  { '>=': [at('run.oms.duration'), 3000] },
  { '<=': ['2018', at('run.oms.start_time'), '2022-08'] },
  { '>=': [at('run.oms.start_time'), '2018'] },
  { '!=': [runClass, null] },
] as JsonLogic[])
  several([rule, castorIsGood], `${absent} /and/2`);
several([{ '>=': [E, 6000] }, { '==': [{ in: ['WMass', key] }, true] }, { '==': [at(C), 'GOOD'] }], `${absent} /and/3`);

// Null does not decide.
for (const rule of [
  // json-logic-js adds and multiplies null as NaN, which is not less than any number.
  { '<=': [{ '+': [E, 0] }, 7000] },
  { '<=': [{ '*': [E, 2] }, 13600] },
  { '>=': [E, 6000] },
  { '<=': [6000, E] },
  { '<=': [6000, E, 7000] },
  { '==': [at(F), 'GOOD'] },
  { '===': ['GOOD', at(F)] },
  { in: [at(F), ['GOOD', 'STANDBY']] },
  { '==': [bit, true] },
  { '!!': [bit] },
  bit,
  { in: ['25ns', at('run.oms.injection_scheme')] },
  { in: [25, at('run.oms.injection_scheme')] },
  { '>': [{ var: 'run.oms.hlt_key.length' }, 3] },
  { '==': [{ substr: [key, 0, 5] }, '/cdaq'] },
  { '<=': [RN, 355208] },
  { '<': [316000, RN, 317000] },
  { '!=': [RN, 316000] },
  { '!': [{ '==': [RN, 316000] }] },
  { '!': [{ in: [RN, [316000, 316001]] }] },
  { '==': [at('run.oms.dt_included'), true] },
  { '!=': [at('run.oms.dt_included'), true] },
  { '==': [E, null] },
  { '!=': [E, null] },
  { '!': [{ missing: ['run.oms.energy'] }] },
  { or: [{ '==': [E, null] }, { '<=': [E, 7000] }] },
  { or: [{ '<': [RN, 355100] }, { '>': [RN, 355208] }, { '==': [at('lumisection.oms.beam1_present'), true] }] },
  { some: [at('run.oms.components'), { '==': [{ var: '' }, 'DT'] }] },
  { in: ['DT', at('run.oms.components')] },
  { '>=': [at('run.oms.start_time'), '2018-05'] },
  { '>=': [at('run.oms.start_time'), '2018-05-25T19:16:05Z'] },
  { '>': [{ '-': [at('run.oms.b_field'), 1] }, 2] },
  { '==': [at('dataset.name'), '/PromptReco/Collisions2018A/DQM'] },
  { '==': [at(low), 'BAD'] },
  { '==': ['BAD', at(low)] },
  { in: [at(low), ['BAD']] },
] as JsonLogic[])
  one(rule);
several([{ '!': { missing: 'run.oms.energy' } }, { '<=': [E, 7000] }]);
several([{ '!': [{ missing: ['run.oms.energy'] }] }, { '<=': [E, 7000] }]);
several([{ '!=': [E, null] }, { '<=': [E, 7000] }]);
several([{ '==': [{ '==': [E, null] }, false] }, { '>=': [7000, E] }]);
several([{ '>=': [E, 6000] }, { '<=': [E, 7000] }]);
several([{ '<=': [6000, E] }, { '>=': [7000, E] }]);
several([{ '==': [{ substr: [key, 0, 5] }, '/cdaq'] }, { '==': [{ in: ['WMass', key] }, false] }]);
several([{ '==': [{ '==': [at(F), null] }, false] }, { '!=': [at(F), 'BAD'] }]);
several([{ or: [{ and: [{ '!=': [E, null] }, { '<=': [E, 7000] }] }, { '==': [at(F), 'GOOD'] }] }]);

// Never true.
for (const rule of [
  { '<=': [7000, E, 6000] },
  { '<': [7000, E, 7000] },
  { '<=': [355208, RN, 355100] },
  { '<': [RN, 1] },
  { '<': [LS, 1] },
  { '==': [E, 'high'] },
  { '===': [E, true] },
  { '!': [{ or: [{ '>=': [RN, 1] }, good] }] },
  { '==': [at('run.oms.start_time'), '2018-05-25'] },
  { '==': [1, 2] },
  { '!': [true] },
  false,
] as JsonLogic[]) {
  const text = JSON.stringify(rule);
  one(
    rule,
    'never-true',
    ...(text.includes('"high"') || (text.includes('true]}') && text.includes('==='))
      ? [`wrong-type /${Object.keys(rule as object)[0]}/1`]
      : []),
  );
}
one({ '==': [at(F), 'GODO'] }, 'never-true', 'wrong-type /==/1');
one({ '===': ['GODO', at(F)] }, 'never-true', 'wrong-type /===/0');
one({ in: [at(F), ['GODO']] }, 'never-true', 'wrong-type /in/1/0');
one({ '>': [E, 13000] }, 'never-true', 'out-of-range />/1');
one({ '<': [13000, E] }, 'never-true', 'out-of-range /</0');

// Always true.
for (const rule of [
  { '>=': [LS, 1] },
  { '<=': [1, LS] },
  { '>': [LS, 0] },
  { '>=': [RN, 1] },
  { or: [{ '>=': [RN, 355100] }, { '<=': [RN, 355208] }] },
  { or: [{ '<': [RN, 355100] }, { '>=': [RN, 355100] }] },
  { or: [{ '<=': [RN, 355099] }, { '>=': [RN, 355100] }] },
  { '!': [{ and: [{ '<': [RN, 355100] }, { '>': [RN, 355208] }] }] },
  { or: [{ '==': [bit, true] }, { '==': [bit, false] }] },
  { in: [bit, [true, false]] },
  { or: statuses.map((status) => ({ '==': [at(F), status] })) },
  { in: [at(F), statuses] },
  at(F),
  { '!!': [at(F)] },
  { '==': [1, 1] },
  { or: [{ '==': [E, null] }, { '!=': [E, null] }] },
  { '!=': [RN, 0] },
  true,
] as JsonLogic[])
  one(
    rule,
    'always-true',
    ...(JSON.stringify(rule).includes(',0]') && !JSON.stringify(rule).includes('lumisection_number')
      ? ['out-of-range /!=/1']
      : JSON.stringify(rule).includes(',0]')
        ? ['out-of-range />/1']
        : []),
  );

// Duplicates and implied rules.
const later = 'duplicate /and/2';
for (const [first, second] of [
  [{ '==': [at(F), 'GOOD'] }, { '==': [at(F), 'GOOD'] }],
  [{ '==': [at(F), 'GOOD'] }, { '==': ['GOOD', at(F)] }],
  [{ '==': [at(F), 'GOOD'] }, { '===': [at(F), 'GOOD'] }],
  [{ '==': [at(F), 'GOOD'] }, { '==': [{ var: [F] }, 'GOOD'] }],
  [{ '==': [at(F), 'GOOD'] }, { in: [at(F), ['GOOD']] }],
  [{ '==': [at(F), 'GOOD'] }, { '!': [{ '!=': [at(F), 'GOOD'] }] }],
  [{ '==': [at(F), 'GOOD'] }, { '!': [{ '!': [{ '==': [at(F), 'GOOD'] }] }] }],
  [{ '==': [at(F), 'GOOD'] }, { in: [at(F), ['GOOD', 'STANDBY']] }],
  [{ '==': [at(F), 'GOOD'] }, { or: [{ '==': [at(F), 'GOOD'] }, { '==': [at(G), 'GOOD'] }] }],
  [{ '>=': [E, 6000] }, { '>=': [E, 5000] }],
  [{ '>=': [E, 6000] }, { '<=': [5000, E] }],
  [{ '>=': [E, 6000] }, { '>': [E, 5000] }],
  [{ '==': [E, 6500] }, { '>=': [E, 6000] }],
  [{ '<=': [6000, E, 7000] }, { '>=': [E, 6000] }],
  [{ '>=': [RN, 316000] }, { '>=': [at('run.oms.run_number'), 316000] }],
  [{ '>': [RN, 315999] }, { '>=': [RN, 316000] }],
  [{ '==': [bit, true] }, bit],
  [{ in: ['25ns_2556b', at('run.oms.injection_scheme')] }, { in: ['25ns', at('run.oms.injection_scheme')] }],
  [{ '>=': [at('run.oms.start_time'), '2018-06'] }, { '>=': [at('run.oms.start_time'), '2018-05'] }],
] as [JsonLogic, JsonLogic][])
  several([first, second], later);
several([{ '>=': [E, 5000] }, { '>=': [E, 6000] }], 'duplicate /and/1');
one(
  { or: [{ '==': [at(F), 'GOOD'] }, { and: [{ '==': [at(F), 'GOOD'] }, { '==': [at(G), 'GOOD'] }] }] },
  'duplicate /or/1',
);
one({ or: [{ '>=': [E, 6000] }, { '>=': [E, 5000] }] }, 'duplicate /or/0');
one({ or: [{ '==': [at(F), 'GOOD'] }, { '===': ['GOOD', at(F)] }] }, 'duplicate /or/1');

// Contradictions.
for (const [first, second] of [
  [{ '==': [at(F), 'GOOD'] }, { '==': [at(F), 'BAD'] }],
  [{ '==': [at(F), 'GOOD'] }, { '===': ['BAD', at(F)] }],
  [{ '==': [at(F), 'GOOD'] }, { in: [at(F), ['BAD', 'STANDBY']] }],
  [{ '==': [at(F), 'GOOD'] }, { '==': [{ var: [F] }, 'BAD'] }],
  [{ '==': [at(F), 'GOOD'] }, { '==': [at(F), null] }],
  [{ '>=': [E, 6000] }, { '<': [E, 5000] }],
  [{ '>=': [E, 6000] }, { '>': [5000, E] }],
  [{ '>=': [RN, 316000] }, { '<': [at('run.oms.run_number'), 316000] }],
  [{ '>': [RN, 316000] }, { '<': [RN, 316001] }],
  [{ '==': [bit, true] }, { '==': [bit, false] }],
  [bit, { '==': [bit, false] }],
  [{ '==': [{ substr: [key, 0, 5] }, '/cdaq'] }, { '==': [{ substr: [key, 0, 2] }, '/x'] }],
  [{ '>=': [at('run.oms.start_time'), '2018-06'] }, { '<': [at('run.oms.start_time'), '2018-05'] }],
] as [JsonLogic, JsonLogic][])
  several(
    [first, second],
    'contradiction /and/2',
    ...(JSON.stringify(second).startsWith('{"<":[{"var":"run.oms.energy') ||
    JSON.stringify(second).startsWith('{">":[5000') ||
    JSON.stringify(second).includes('start_time')
      ? []
      : []),
  );
several([{ in: ['WMass', key] }, { '!': [{ in: ['WMass', key] }] }], 'contradiction /and/2');
one(
  { or: [{ '<': [RN, 316000] }, { and: [{ '==': [at(F), 'GOOD'] }, { '==': [at(F), 'BAD'] }] }] },
  'contradiction /or/1/and/1',
);

// dc-lowlumi, expected GOOD.
for (const rule of [
  { '==': [at(low), 'GOOD'] },
  { '==': ['GOOD', at(low)] },
  { '===': [at(low), 'GOOD'] },
  { in: [at(low), ['GOOD']] },
  { in: [at(low), ['GOOD', 'STANDBY']] },
  { '==': [{ var: [low] }, 'GOOD'] },
  { '!': [{ '!=': [at(low), 'GOOD'] }] },
] as JsonLogic[])
  one(rule, 'low-luminosity');
one({ or: [{ '<': [RN, 316000] }, { '==': ['GOOD', at(low)] }] }, 'low-luminosity /or/1');
one({ '!=': [at(low), 'BAD'] }, 'low-luminosity', null1);

// Units and forms.
for (const value of [6.5, 6.8, 7, 6.37]) one({ '>=': [E, value] }, 'out-of-range />=/1');
one({ '<=': [6.5, E, 7] }, 'out-of-range /<=/0', 'out-of-range /<=/2');
one({ '==': [6.8, E] }, 'out-of-range /==/0');
one({ '<=': [at('run.oms.start_time'), '25/05/2018'] }, 'always-true', 'wrong-type /<=/1');
one({ '>=': [at('run.oms.start_time'), '25/05/2018'] }, 'never-true', 'wrong-type />=/1');
one({ '>=': [at('run.oms.start_time'), '2018-05-25 19:16:05'] }, 'wrong-type />=/1');
one({ '>=': [E, '6000'] }, 'wrong-type />=/1');
one({ '>=': ['6000', E] }, null1, 'wrong-type />=/0');
one({ '<=': ['6000', E] }, 'wrong-type /<=/0');
one({ missing: ['run.oms.energy'] }, 'not-a-rule');
one({ and: [{ missing: ['run.oms.energy'] }, { '==': [at(F), 'GOOD'] }] }, 'not-a-rule /and/0');
one({ missing_some: [1, ['run.oms.energy', 'run.oms.b_field']] }, 'not-a-rule');
one({ in: [at('run.oms.injection_scheme'), '25ns'] }, 'reversed-in /in');
one({ in: [at(F), 'GOOD,STANDBY'] }, 'reversed-in /in');
one({ '==': [at('run.oms.enrgy'), 6500] }, 'unknown-variable /==/0/var');
one({ '!': [{ missing: ['run.oms.enrgy'] }] }, 'unknown-variable /!/0/missing/0');
one({ '!': [{ missing: ['run.oms.energy', 'run.oms.enrgy'] }] }, 'unknown-variable /!/0/missing/1');
one({ '!': { missing: 'run.oms.enrgy' } }, 'unknown-variable /!/missing');
one({ '!': [{ missing: [['run.oms.energy', 'run.oms.enrgy']] }] }, 'unknown-variable /!/0/missing/0/1');
one({ '!': [{ missing_some: [1, ['run.oms.enrgy', 'run.oms.energy']] }] }, 'unknown-variable /!/0/missing_some/1/0');
one({ '!': [{ missing: [5] }] }, 'unknown-variable /!/0/missing/0');
one({ '==': [at('run.name'), '/x'] }, 'legacy-name /==/0/var');

// Operators.
one({ '=': [at('lumisection.rr.dt-dt'), 'GOOD'] }, 'unknown-operator /=');
one({ log: [{ '==': [at(F), 'GOOD'] }] }, 'log-operator /log');
one({ '==': [at(F)] }, null1, 'wrong-arguments /==');

// More combinations of values than a table has.
one(lintExamples.undecided.document, 'undecided');

export const labelled: readonly Labelled[] = all;
