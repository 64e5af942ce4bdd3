/** Code that throws each error. It is run by `npm run generate` and by the tests. */
import type * as codes from '../../../src/error-codes.js';
import type { situations } from './situations.js';

/** Code that throws; what the registry does meanwhile; the test that throws it, if it needs another environment. */
export type ErrorExample =
  | string
  | { readonly while: keyof typeof situations; readonly code: string }
  | { readonly code: string; readonly testedBy: string };

type Examples<Codes> = { readonly [Code in keyof Codes]: ErrorExample };

const ofMirror = (code: string): ErrorExample => ({ code, testedBy: 'test/mirror/errors.full.server.test.ts' });

/** Examples by class and code. A code without one does not compile. */
export const errorExamples: {
  readonly QueryError: Examples<codes.QueryErrorDetails>;
  readonly AuthenticationError: Examples<codes.AuthenticationErrorDetails>;
  readonly PermissionError: Examples<codes.PermissionErrorDetails>;
  readonly NotFoundError: Examples<codes.NotFoundErrorDetails>;
  readonly ServerError: Examples<codes.ServerErrorDetails>;
  readonly ConnectionError: Examples<codes.ConnectionErrorDetails>;
  readonly ResponseError: Examples<codes.ResponseErrorDetails>;
  readonly TimeoutError: Examples<codes.TimeoutErrorDetails>;
  readonly AbortError: Examples<codes.AbortErrorDetails>;
  readonly JobError: Examples<codes.JobErrorDetails>;
  readonly MirrorError: Examples<codes.MirrorErrorDetails>;
  readonly RunRegistryError: Examples<codes.OtherErrorDetails>;
} = {
  QueryError: {
    'unknown-attribute': "runs().where('enrgy').gte(6000);",
    'unknown-flag': "runs().flag('tracker-stripe').is('GOOD');",
    'unknown-operator': "runs().where('energy').like('65%');",
    'unknown-member': "runs().filter('energy');",
    'unknown-target': "new RunRegistry({ target: 'prod' });",
    'unknown-clause': "goldenJson().flag('dt-dt').is('GOOD').remove('dt');",
    'bad-value': "runs().where('energy').gte('6500');",
    'bad-option': 'await registry.runs().all({ timeot: 1000 });',
    'wrong-arguments': "runs().where('energy').gte(6000, 7000);",
    'wrong-scope': "runs().where(dataset.tracker_state.is('OPEN'));",
    'not-an-attribute': 'runs().where(run.energy);',
    'not-an-expression': 'or([run.energy.gte(6000), run.b_field.gte(3.7)]);',
    'empty-expression': 'and();',
    'bad-order': "runs().orderBy('components');",
    'order-needs-everything': "runs().orderBy('recorded_lumi').stream();",
    'needs-everything': "await registry.datasets().where('datasets_in_gui').hasNot('/ZeroBias/A/DQMIO').all();",
    'not-one-filter': "runs().where(or(run.class.eq('Cosmics22'), flag('dt-dt').is('BAD'))).toFilter();",
    'too-many-requests': `const pairs = Array.from({ length: 9 }, (_, n) =>
  or(run.class.eq(\`Cosmics\${n}\`), flag('dt-dt').atLeast(n + 1, 'BAD')));
runs().where(and(...pairs)).plan();`,
    'raw-stands-alone': "runs().where('energy').gte(6000).raw({ run_number: { '>=': 355100 } });",
    'several-rows': { while: 'twoRuns', code: "await registry.runs().where('energy').gte(6000).one();" },
    'too-large': "atLeastOf(7, presets[2022].collisions.golden.flags.map((name) => flag(name).is('GOOD')));",
    'too-deep': `let tree = run.energy.gte(6000);
for (let level = 0; level < 600; level++) tree = not(tree);
runs().where(tree);`,
    'bad-json': "runs.fromJSON({ where: 'energy >= 6000' });",
    'not-json': `goldenJson.parse('{"and": [true,]}');`,
    'bad-filter': "runs.parse({ energy: { '>=': 6000 } });",
    'bad-web-url': "runs.fromWebUrl('https://cmsrunregistry.web.cern.ch/json_portal');",
    'bad-url': "new RunRegistry({ url: 'http://registry.example/api' });",
    'bad-extension': "extendCatalogue({ flags: { tracker: 'alignment' } });",
    'attribute-exists': `extendCatalogue({
  oms: { energy: { type: 'string', meaning: 'Energy.', example: '6800', nullable: true } },
});`,
    'empty-golden': 'goldenJson().toJsonLogic();',
    'not-in-sql': `goldenJson.parse({ '>': [{ '+': [{ var: 'run.oms.energy' }, 1] }, 6500] }).golden.toSql({ dialect: 'duckdb' });`,
    'not-in-json-logic': "goldenJson().where(flag('dt-dt').atLeast(3, 'GOOD'));",
    'bad-json-logic': `const document = { '<=': [{ var: 'run.oms.enrgy' }, 7000] };
await registry.createJson(document, { datasetName: 'online' });`,
    'bad-rule': `const { golden } = goldenJson.parse({ likely: [1] });
golden.evaluate({
  dataset: { name: 'online' },
  run: { run_number: 355100 },
  lumisection: { lumisection_number: 1 },
});`,
    'too-much-work': `const list = Array.from({ length: 100 }, (_, n) => n);
const nested = { map: [list, { map: [list, { map: [list, { map: [list, 1] }] }] }] };
goldenJson.parse({ '!!': [nested] }).golden.evaluate({
  dataset: { name: 'online' },
  run: { run_number: 355100 },
  lumisection: { lumisection_number: 1 },
});`,
    'bad-lumisection': "goldenJson().flag('dt-dt').is('GOOD').evaluate({ run: { run_number: 355100 } });",
    'bad-lumi-list': `LumiList.fromText('{"355100": [[5, 1]]}');`,
    'bad-brilcalc': `Brilcalc.fromText(\`#run:fill,ls,delivered(hz/ub),recorded(hz/ub)
355100:8000,1:1,1.5,1.25\`);`,
    'no-datasets': {
      while: 'noDataset',
      code: `const query = registry.datasets().where('dataset_name').eq('onlin');
await registry.goldenJson().flag('dt-dt').is('GOOD').generate({ query });`,
    },
    'several-datasets': {
      while: 'twoDatasets',
      code: "await registry.goldenJson().flag('dt-dt').is('GOOD').why(355100, 1);",
    },
    'not-requested': "await registry.runs().lumisections({ rr: false }).toLumiList(flag('dt-dt').is('GOOD'));",
    'not-in-core': `// import * as core from 'runregistry/core';
await core.runs().all();`,
  },
  AuthenticationError: {
    'credentials-missing': { while: 'needsToken', code: 'await registry.runs().count();' },
    'credentials-refused': { while: 'refusesCredentials', code: 'await registry.runs().count();' },
    'login-page': { while: 'showsLogin', code: 'await registry.runs().count();' },
  },
  PermissionError: {
    'not-allowed': {
      while: 'forbids',
      code: "await registry.createJson({ '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] }, { datasetName: 'online' });",
    },
  },
  NotFoundError: {
    'not-found': {
      while: 'noDataset',
      code: "await registry.goldenJson().flag('dt-dt').is('GOOD').why(1, 1);",
    },
    'no-row': { while: 'noRun', code: "await registry.runs().where('run_number').eq(1).one();" },
    'no-such-json': { while: 'jobIsUnknown', code: 'await registry.waitForJson(17);' },
    'no-such-file': "await LumiList.fromFile('/nowhere/golden.json');",
  },
  ServerError: { 'server-error': { while: 'fails', code: 'await registry.runs().count();' } },
  ConnectionError: { 'connection-failed': { while: 'resets', code: 'await registry.runs().count();' } },
  ResponseError: {
    'unexpected-response': { while: 'isOther', code: 'await registry.runs().count();' },
    'not-json': { while: 'sendsHtml', code: 'await registry.runs().count();' },
    'not-utf8': { while: 'sendsLatin1', code: 'await registry.runs().count();' },
    'wrong-number-of-rows': { while: 'losesRows', code: 'await registry.runs().all();' },
    'wrong-order': { while: 'sortsWrongly', code: 'await registry.runs().all();' },
    'changed-while-reading': { while: 'changes', code: "await registry.runs().orderBy('class').all();" },
    'too-large': { while: 'sendsTooMuch', code: 'await registry.runs().all();' },
    'bad-response': { while: 'hostsNoFile', code: "await LumiList.fromUrl('http://localhost:9500/golden.json');" },
    'bad-redirect': { while: 'redirectsToHttp', code: "await LumiList.fromUrl('http://localhost:9500/golden.json');" },
  },
  TimeoutError: {
    timeout: { while: 'isSlow', code: 'await registry.runs().count();' },
    'total-timeout': { while: 'isVerySlow', code: 'await registry.runs().count();' },
    'call-timeout': { while: 'hangs', code: 'await registry.runs().all({ timeout: 20 });' },
    'job-timeout': { while: 'jobWaits', code: 'await registry.waitForJson(17, { timeout: 20 });' },
  },
  AbortError: { aborted: 'await registry.waitForJson(17, { signal: AbortSignal.abort() });' },
  JobError: { 'job-failed': { while: 'jobFails', code: 'await registry.waitForJson(17);' } },
  MirrorError: {
    'not-a-mirror': ofMirror("await openMirror('documents');"),
    'damaged-mirror': ofMirror("// a file was truncated\nawait openMirror('mirror');"),
    'mirror-failed': {
      code: "// no permission to read a file\nawait openMirror('mirror');",
      testedBy: 'test/mirror/faults.full.server.test.ts',
    },
    'other-version': ofMirror("// written by another version of this library\nawait openMirror('mirror');"),
    'other-query': ofMirror("await updateMirror('mirror', runs().where('run_number').gte(300000));"),
    'mirror-changed': ofMirror(
      "const mirror = await openMirror('mirror');\nawait updateMirror('mirror', query);\nawait mirror.runs().all();",
    ),
    'mirror-closed': ofMirror(
      "const mirror = await openMirror('mirror');\nawait mirror.close();\nawait mirror.runs().all();",
    ),
    'mirror-in-use': ofMirror("await Promise.all([updateMirror('mirror', query), updateMirror('mirror', query)]);"),
    'not-in-mirror': ofMirror('await mirror.runs().raw({ run_number: 355102 }).all();'),
  },
  RunRegistryError: {
    'embedded-not-started': {
      code: "// TMPDIR=/nowhere\nawait new RunRegistry({ target: 'embedded' }).runs().count();",
      testedBy: 'test/embedded/close.full.server.test.ts',
    },
    'embedded-closed': {
      code: "const registry = new RunRegistry({ target: 'embedded' });\nconst rows = registry.runs().all();\nawait registry.close();\nawait rows;",
      testedBy: 'test/embedded/close.full.server.test.ts',
    },
    'pglite-missing': {
      code: '// without the package @electric-sql/pglite\nawait startEmbedded();',
      testedBy: 'test/embedded/processes.server.test.ts',
    },
    'duckdb-missing': {
      code: "// without the package @duckdb/node-api\nawait openMirror('mirror');",
      testedBy: 'test/mirror/processes.full.server.test.ts',
    },
    'callback-failed': {
      while: 'runIsOpen',
      code: `const onProgress = () => {
  throw new Error('no space left');
};
const { stopped } = await registry.operations.moveRuns(355100, { to: 'SIGNOFF', onProgress });
throw stopped;`,
    },
  },
};
