// Type-safe queries and a golden JSON on an embedded registry, which runs in-process and needs no account.
import { dcs, FlatTable, flag, or, RunRegistry, run } from 'runregistry';

const registry = new RunRegistry({ target: 'embedded' });

// 1. Runs in a range of run numbers with at least one lumisection that is GOOD for the drift tubes.
const good = registry.runs().where('run_number').between(309000, 310000).flag('dt', 'dt').is('GOOD');

console.log('1. A query in English, and its payload:\n');
console.log(String(good.explain()));

const rows = await good.all();
console.log(`\n${rows.length} runs, starting with:\n`);
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

// 2. An OR of a run attribute and a flag. The registry interprets this filter as an AND and returns status 200, so the Python client
// silently returns too few rows. The library sends two requests and merges their rows.
const either = registry.runs().where(or(run.class.like('%Cosmics%'), flag('dt', 'dt').is('BAD')));
const asPythonSendsIt = registry.runs().raw({
  or: [{ 'rr_attributes.class': { like: '%Cosmics%' } }, { 'triplet_summary.dt-dt.BAD': { '>': 0 } }],
});

console.log('\n2. A query that the registry misinterprets:\n');
console.log(String(either.explain()));
console.log(`\nin one payload, as the Python client sends it: ${await asPythonSendsIt.count()} runs`);
console.log(`with runregistry:                              ${await either.count()} runs`);

// 3. A golden JSON, evaluated locally for the datasets of a query, with the loss of each rule.
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

console.log('\n3. A golden JSON: the loss of each rule, and the list:\n');
console.log(String(certified));
console.log(`\n${certified.list.toCompactText().slice(0, 100)} …`);

await registry.close();
