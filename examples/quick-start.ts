// The first look: a typed query on a Run Registry that runs inside this process, so that no account is needed.
import { dcs, FlatTable, flag, or, RunRegistry, run } from 'runregistry';

const registry = new RunRegistry({ target: 'embedded' });

// 1. Runs in a range of run numbers of which at least one lumisection is GOOD for the drift tubes.
const good = registry.runs().where('run_number').between(309000, 310000).flag('dt', 'dt').is('GOOD');

console.log('1. A query, what it asks, and the payload that is sent:\n');
console.log(String(good.explain()));

const rows = await good.all();
console.log(`\n${rows.length} runs; the first of them:\n`);
const columns = ['run', 'class', 'state', 'b_field [T]', 'lumisections', 'dt-dt GOOD', 'dt-dt BAD'];
const cells = rows.slice(0, 8).map((row) => ({
  run: row.run_number,
  class: row.class ?? null,
  state: row.state ?? null,
  'b_field [T]': row.oms_attributes.b_field ?? null,
  lumisections: row.oms_attributes.ls_duration ?? null,
  'dt-dt GOOD': row.lumisections['dt-dt']?.GOOD ?? null,
  'dt-dt BAD': row.lumisections['dt-dt']?.BAD ?? null,
}));
console.log(String(new FlatTable(columns, cells)));

// 2. An OR between an attribute of the run and a flag. The registry reads such a filter as an AND and answers 200, so that the
// Python client returns too few rows without a word. Here it becomes two requests whose rows are united.
const either = registry.runs().where(or(run.class.like('%Cosmics%'), flag('dt', 'dt').is('BAD')));
const asPythonSendsIt = registry.runs().raw({
  or: [{ 'rr_attributes.class': { like: '%Cosmics%' } }, { 'triplet_summary.dt-dt.BAD': { '>': 0 } }],
});

console.log('\n2. A query that the registry reads otherwise than it looks:\n');
console.log(String(either.explain()));
console.log(`\nas one payload, through the Python client: ${await asPythonSendsIt.count()} runs`);
console.log(`what the query means:                      ${await either.count()} runs`);

// 3. Rules of a golden JSON, tried out on the datasets of a query, with what is lost to each.
const golden = registry
  .goldenJson()
  .where('run.oms.energy')
  .gte(6000)
  .where(dcs.pixel)
  .flags(['dt-dt', 'csc-csc'])
  .are('GOOD');
const certified = await golden.generateLocally(
  registry.datasets().where('dataset_name').like('/PromptReco/Collisions2018%').where('run_number').lt(316000),
);

console.log('\n3. A golden JSON: what each rule leaves, and the list:\n');
console.log(String(certified));
console.log(`\n${certified.list.toCompactText().slice(0, 100)} …`);

await registry.close();
