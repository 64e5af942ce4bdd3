import { goldenJson, type JsonLogic, type Lumisection, logic, RunRegistry, runs, type WaitOptions } from 'runregistry';
import { incomplete } from '../../golden/scripted-portal.js';
import { type Reply, scripted } from '../../support/scripted-server.js';
import { untypedCall } from '../../support/untyped.js';
import type { Failures } from '../failures.js';

const registry = new RunRegistry({ target: 'local' });
const golden = goldenJson().flag('dt-dt').is('GOOD');
const lumisection = { dataset: { name: 'online' }, run: { run_number: 1 }, lumisection: { lumisection_number: 1 } };
const evaluate = (value: unknown) => golden.evaluate(value as Lumisection);
const ranges = (...all: readonly unknown[]) => evaluate({ ...lumisection, ranges: all });
const generate = (options: object) => golden.generate(options as never);
const parse = (document: unknown) => goldenJson.parse(document as object);

/** Traces a lumisection of a run with these datasets, whose lumisections 1, 2 and 4 have flags and OMS data. */
async function whyAmong(names: readonly string[], lumisection: number, dataset?: string): Promise<unknown> {
  const datasets = names.map((name) => ({
    run_number: 1,
    name,
    dataset_attributes: {},
    Run: { oms_attributes: {}, rr_attributes: {} },
    DatasetTripletCache: { triplet_summary: {} },
  }));
  const good = { 'dt-dt': { status: 'GOOD', comment: '', cause: '' } };
  const replies: Readonly<Record<string, unknown>> = {
    '/datasets_filtered_ordered': { datasets, count: datasets.length },
    '/lumisections/rr_lumisection_ranges': [{ start: 1, end: 4, ...good }],
    '/lumisections/oms_lumisections': [{}, {}, { err: 'No data available for this lumisection' }, {}],
  };
  const server = await scripted(({ path }) => ({ json: replies[path] }));
  try {
    return await new RunRegistry({ url: server.url })
      .goldenJson()
      .flag('dt-dt')
      .is('GOOD')
      .why(1, lumisection, dataset);
  } finally {
    await server.close();
  }
}

/** Waits for a job of a portal that sends replies to polls in order, and repeats the last one. */
async function waitFor(polls: readonly Reply[], { jobs = [], ...options }: WaitOptions & { jobs?: object[] } = {}) {
  let poll = 0;
  const server = await scripted(({ path }) =>
    path.endsWith('/jsons') ? { json: { jsons: jobs } } : (polls[Math.min(poll++, polls.length - 1)] as Reply),
  );
  try {
    return await new RunRegistry({ url: server.url, retries: 0 }).waitForJson(17, { pollDelay: 0, ...options });
  } finally {
    await server.close();
  }
}

/** Submits a job to a portal that sends one reply. */
async function submit(reply: Reply) {
  const server = await scripted(() => reply);
  try {
    return await new RunRegistry({ url: server.url, retries: 0 })
      .goldenJson()
      .flag('dt-dt')
      .is('GOOD')
      .generate({ datasetName: 'online' });
  } finally {
    await server.close();
  }
}

const failedJob = { id: '17', failed: true, waiting: false, active: false, progress: 0, failedReason: 'out of memory' };
const pending = { json: { final_json: incomplete } };

export const failures: Failures = {
  'no clauses': () => goldenJson().toJsonLogic(),
  'an unknown clause': () => golden.remove('dt-dtt'),
  'a clause of an empty golden JSON': () => goldenJson().remove('dt-dt'),
  'goldenJson() of a document': () => goldenJson(golden.toJsonLogic() as never),
  'a preset in a string': () => goldenJson().where('dcs.pixel' as never),
  'an unknown path': () => goldenJson().where('run.oms.enrgy' as never),
  'a document instead of an expression': () => goldenJson().where({ and: [] } as never),
  'a golden JSON instead of an expression': () => goldenJson().where(goldenJson().flag('dt-dt').is('GOOD') as never),
  'a number instead of a lumisection': () => evaluate(5),
  'a lumisection without a run number': () => evaluate({ ...lumisection, run: {} }),
  'a lumisection without a dataset name': () => evaluate({ ...lumisection, dataset: {} }),
  'a lumisection without its number': () => evaluate({ ...lumisection, lumisection: {} }),
  'flags in a Map': () => evaluate({ ...lumisection, lumisection: { lumisection_number: 1, rr: new Map() } }),
  'ranges that are not a list': () => evaluate({ ...lumisection, ranges: 5 }),
  'a range without an end': () => ranges({ start: 1 }),
  'overlapping ranges': () => ranges({ start: 1, end: 5 }, { start: 5, end: 6 }),
  'a range that ends at a huge number': () => ranges({ start: 1, end: 268_435_455 }),
  'a repeated lumisection': () => golden.generateLocally([lumisection, lumisection]),
  'a source that is not iterable': () => golden.generateLocally(true as never),
  'a number of a run as the source': () => golden.generateLocally(355100 as never),
  'an invalid luminosity': () => golden.generateLocally([], { luminosity: 'brilcalc.csv' as never }),
  'a query for runs': () => golden.generateLocally(runs() as never),
  'why() of an unknown run': () => whyAmong([], 1),
  'why() without a dataset': () => whyAmong(['/A/B/DQM', 'online', '/C/D/DQM', '/E/F/DQM', '/G/H/DQM', '/I/J/DQM'], 1),
  'why() of an unknown dataset': () => whyAmong(['/A/B/DQM', 'online'], 1, 'offline-reco'),
  'why() of a misspelt dataset': () => whyAmong(['/A/B/DQM', 'online'], 1, 'onlin'),
  'why() of an unknown lumisection': () => whyAmong(['online'], 3),
  'why() of a lumisection as a string': () => golden.why(1, '5' as never),
  'generate() without datasets': () => generate({}),
  'an empty dataset name': () => generate({ datasetName: '' }),
  'a filter instead of a query': () => generate({ query: { run_number: 1 } }),
  'a list of tags': () => generate({ datasetName: 'online', tags: ['a'] }),
  'a negative timeout': () => generate({ datasetName: 'online', timeout: -1 }),
  'a boolean option of another type': () => generate({ datasetName: 'online', complete: 1 }),
  'an aborted submission': () => generate({ datasetName: 'online', signal: AbortSignal.abort() }),
  'an aborted wait': () => registry.waitForJson(17, { signal: AbortSignal.abort() }),
  'an invalid id': () => registry.getJson(0),
  'an unknown filter of a list': () => untypedCall(registry.listJsons.bind(registry))({ filter: 'their' }),
  'a number instead of a document': () => parse(7),
  'a golden JSON instead of a document': () => parse(golden),
  'a golden JSON instead of a rule': () => untypedCall(logic)(golden),
  'an empty string instead of JSON': () => parse(' '),
  'a trailing comma': () => parse('{"and":[1,]}'),
  'an unterminated array': () => parse('{"and":['),
  'an unterminated string': () => parse('{"and":["x]}'),
  'an unknown escape': () => parse('{"and":["\\q"]}'),
  'characters after the JSON': () => parse('{"and":[]} }'),
  'JSON of Python': () => parse('{"and":[True]}'),
  'single quotes': () => parse("{'and':[]}"),
  'a comment': () => parse('// rules\n{"and":[]}'),
  'a dataset name before the rules': () => parse('/PromptReco/X/DQM\n{"and":[]}'),
  'a duplicate name': () => parse('{"and":[],"and":[]}'),
  'too many levels of JSON': () => parse(`${'{"and":['.repeat(10_001)}1${']}'.repeat(10_001)}`),
  'an unknown operator in a rule': () => parse({ likely: [1] as JsonLogic }).golden.evaluate(lumisection),
  'a failed job': () => waitFor([{ status: 500 }], { jobs: [failedJob] }),
  'a failed job without a reason': () => waitFor([{ status: 500 }], { jobs: [{ ...failedJob, failedReason: null }] }),
  'a job that fails to compute the losses': () => waitFor([pending], { complete: true, jobs: [failedJob] }),
  'an unknown job': () => waitFor([{ status: 500, json: { err: "Cannot read property 'isWaiting' of null" } }]),
  'a job that takes too long': () => waitFor([{ status: 203 }], { timeout: 1 }),
  'a record that is empty': () => waitFor([{ json: { final_json: {} } }]),
  'a record without ranges': () => waitFor([{ json: { final_json: { ...incomplete, generated_json: null } } }]),
  'a progress that is a string': () => waitFor([{ status: 202, json: { progress: '0.5' } }]),
  'a job with an unexpected status': () => waitFor([{ status: 204 }]),
  'a job that is not JSON': () => waitFor([{ text: 'hello' }]),
  'a submission without an id': () => submit({ json: {} }),
  'a submission that the portal rejects': () => submit({ status: 500, json: { err: 'no dataset' } }),
};
