/** An example to choose from. */
export interface Example {
  readonly name: string;
  readonly code: string;
  /** The tab with its result, if it is not the first one. */
  readonly tab?: string;
}

/** The examples, the first of which is shown at first. */
export const examples: readonly Example[] = [
  {
    name: 'Runs by number and flag',
    code: `import { runs } from 'runregistry';

// Runs with at least one lumisection that is GOOD for the drift tubes.
const good = runs()
  .where('run_number').between(309000, 310000)
  .flag('dt', 'dt').is('GOOD');

for (const { run_number, oms_attributes: oms } of await good.limit(3).all())
  console.log(run_number, oms.b_field, 'T');
`,
  },
  {
    name: 'A condition that one request cannot express',
    code: `import { flag, or, run, runs } from 'runregistry';

// The registry reads an OR of an attribute and a flag as an AND.
// Two requests are sent instead, and their rows are merged.
const either = runs().where(
  or(run.class.like('%Cosmics%'), flag('dt', 'dt').is('BAD')),
);

console.log(await either.count(), 'runs');
`,
  },
  {
    name: 'Null and order',
    code: `import { runs } from 'runregistry';

// With orNull, runs whose field is null are included.
const strong = runs()
  .where('b_field').ne(0, { orNull: true })
  .where('recorded_lumi').isNotNull()
  .orderBy('recorded_lumi', 'desc')
  .select('run_number', 'b_field', 'energy', 'recorded_lumi')
  .limit(10);

console.log(String(await strong.toTable()));
`,
  },
  {
    name: 'Datasets',
    code: `import { datasets } from 'runregistry';

const open = datasets()
  .where('dataset_name').like('%Express%')
  .where('tracker_state').is('OPEN')
  .orderBy('run_number', 'desc');

console.log(await open.count(), 'datasets');
`,
  },
  {
    name: 'Rules of a golden JSON',
    code: `import { dcs, goldenJson, not, run } from 'runregistry';

const rules = goldenJson()
  .where('run.oms.energy').between(6000, 7000)
  .where(not(run.hlt_key.contains('WMass')))
  .where(dcs.pixel)
  .flags(['dt-dt', 'csc-csc']).are('GOOD');

console.log(rules.toTypeScript());
`,
  },
  {
    name: 'Problems of a document',
    tab: 'Lint',
    code: `import { goldenJson } from 'runregistry';

// A document with three mistakes.
const { golden } = goldenJson.parse({
  and: [
    { '<=': [{ var: 'run.oms.enrgy' }, 7000] },
    { '>=': [{ var: 'run.oms.b_field' }, 3.7] },
    { '<=': [{ var: 'run.oms.b_field' }, 3.5] },
    { '==': [{ var: 'lumisection.rr.dt-dt' }, 'Good'] },
  ],
});

for (const { code, hint } of golden.lint()) console.log(code, '·', hint);
`,
  },
  {
    name: 'Luminosity left after each rule',
    tab: 'Output',
    code: `import { datasets, dcs, goldenJson, run } from 'runregistry';

const rules = goldenJson()
  .where(run.energy.gte(6000))
  .where(dcs.pixel)
  .flag('dt', 'dt').is('GOOD');
const source = datasets()
  .where('dataset_name').like('/PromptReco/Collisions2018A/%')
  .where('run_number').lt(315400);

const golden = await rules.generateLocally(source);
console.log(String(golden));
console.log(golden.list.toText());
`,
  },
  {
    name: 'A mistake to correct',
    code: `import { runs } from 'runregistry';

// Hover over the underlined name, or press F8, to read the message.
const fast = runs().where('enrgy').gte(6000);

console.log(await fast.count());
`,
  },
];
