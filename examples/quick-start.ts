// Queries and a golden JSON on an embedded registry, which runs in-process and needs no account.
import { dcs, flag, or, RunRegistry, run } from 'runregistry';

const registry = new RunRegistry({ target: 'embedded' });
console.log(`${await registry.runs().count()} runs of sample data`);

// 1. A query: runs with at least one lumisection that is GOOD for the drift tubes.
const good = registry.runs().where('run_number').between(309000, 310000).flag('dt', 'dt').is('GOOD');
console.log(String(good.explain()));

for (const { run_number, oms_attributes: oms, lumisections } of await good.limit(5).all())
  console.log(
    `run ${run_number}: ${oms.b_field} T, ${lumisections['dt-dt']?.GOOD} of ${oms.ls_duration} lumisections GOOD`,
  );

// 2. An OR of an attribute and a flag. The registry reads it as an AND and returns too few rows, with status 200.
const misread = registry.runs().raw({
  or: [{ 'rr_attributes.class': { like: '%Cosmics%' } }, { 'triplet_summary.dt-dt.BAD': { '>': 0 } }],
});
console.log(`${await misread.count()} runs: one payload sent with raw()`);

const either = registry.runs().where(or(run.class.like('%Cosmics%'), flag('dt', 'dt').is('BAD')));
console.log(`${await either.count()} runs: ${either.plan().requests.length} requests, whose rows are merged`);

// 3. A golden JSON: rules, what is left after each of them, and the list of lumisections.
const rules = registry
  .goldenJson()
  .where(run.energy.gte(6000))
  .where(dcs.pixel)
  .flags(['dt-dt', 'csc-csc'])
  .are('GOOD');
console.log(JSON.stringify(rules));

const datasets = registry.datasets().where('dataset_name').like('/PromptReco/Collisions2018A/%');
const golden = await rules.generateLocally(datasets.where('run_number').lt(316000));
console.log(`${golden.total.recorded.toFixed(1)} pb^-1 recorded`);
for (const { text, kept } of golden.cutFlow)
  console.log(`${kept.recorded.toFixed(1)} pb^-1 in ${kept.lumisections} lumisections after: ${text}`);

console.log(golden.list.toText());

await registry.close();
