/** Hints for members and options of clients that people guess; see `guessed-members.ts`. */
import type { Hints } from '../util/guessed.js';

const getRuns = "Write registry.runs().where('run_number').between(309000, 310000).all().";
const getDatasets = "Write registry.datasets().where('run_number').eq(309000).all().";
const generate =
  "Write registry.goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }).";
const listed = "Write await registry.listJsons({ filter: 'mine' }).";
const moveRuns = "Write await registry.operations.moveRuns([355100], { from: 'OPEN', to: 'SIGNOFF' }).";
const resetRuns = 'Write await registry.operations.resetAndRefreshRuns([355100]).';
const refreshRuns = 'Write await registry.operations.refreshRuns([355100]).';
const builders = 'Write registry.runs() or registry.datasets().';
const close = 'Write await registry.close().';
const mirror =
  "Write await writeMirror('mirror', registry.runs().where('class').eq('Collisions24')), from 'runregistry/mirror'.";
const connected = "A client needs no connection. Write new RunRegistry('development') for another registry.";

/** Clients. Many names are those of the Python client. */
export const client = {
  getRuns,
  get_runs: getRuns,
  getRunsFiltered: getRuns,
  run: 'Write await registry.getRun(309000).',
  get_run: 'Write await registry.getRun(309000).',
  getDatasets,
  get_datasets: getDatasets,
  dataset: "Write await registry.getDataset(309000, 'online').",
  get_dataset: "Write await registry.getDataset(309000, 'online').",
  getDatasetNames: 'Write await registry.getDatasetNamesOfRun(309000).',
  get_dataset_names_of_run: 'Write await registry.getDatasetNamesOfRun(309000).',
  get_cycles: 'Write await registry.getCycles().',
  cycles: 'Write await registry.getCycles().',
  lumisections: "Write await registry.getLumisections(309000, 'online').",
  get_datasets_accepted: 'Write await registry.getDatasetsAccepted().',
  get_lumisections: "Write await registry.getLumisections(309000, 'online').",
  get_oms_lumisections: "Write await registry.getOmsLumisections(309000, 'online').",
  get_lumisection_ranges: "Write await registry.getLumisectionRanges(309000, 'online').",
  get_lumisection_ranges_by_component: "Write await registry.getLumisectionRangesByComponent(309000, 'online').",
  get_oms_lumisection_ranges: "Write await registry.getOmsLumisectionRanges(309000, 'online').",
  get_joint_lumisection_ranges: "Write await registry.getJointLumisectionRanges(309000, 'online').",
  create_json: 'Write await registry.createJson(jsonLogic, { datasetName }).',
  generateJson: generate,
  generate_json: generate,
  getGoldenJson: generate,
  getJsons: listed,
  getGoldenJsons: listed,
  jsons: listed,
  listJson: listed,
  golden: generate,
  setup: connected,
  connect: connected,
  login: connected,
  query: builders,
  sql: builders,
  from: builders,
  selectFrom: builders,
  table: builders,
  workspace: "Write registry.datasets().where('tracker_state').is('OPEN').",
  mirror,
  snapshot: mirror,
  dump: mirror,
  disconnect: close,
  stop: close,
  end: close,
  destroy: close,
} as const satisfies Hints;

/** Methods that change the registry, of clients and of `operations`. Many names are those of the Python client. */
export const operations = {
  move_runs: moveRuns,
  moveRun: moveRuns,
  signOff: moveRuns,
  signoff: moveRuns,
  move_datasets:
    "Write await registry.operations.moveDatasets(datasets, { from: 'OPEN', to: 'SIGNOFF', workspace: 'global' }).",
  make_significant_runs: 'Write await registry.operations.markSignificant([355100]).',
  makeSignificantRuns: 'Write await registry.operations.markSignificant([355100]).',
  makeSignificant: 'Write await registry.operations.markSignificant([355100]).',
  reset_RR_attributes_and_refresh_runs: resetRuns,
  resetRuns,
  resetAttributes: resetRuns,
  resetRRAttributes: resetRuns,
  manually_refresh_components_statuses_for_runs: refreshRuns,
  refresh: refreshRuns,
  refreshRun: refreshRuns,
  edit_rr_lumisections:
    "Write await registry.operations.editLumisections(355100, { flag: 'dt-dt', start: 1, end: 5, status: 'BAD', comment: 'HV trip' }).",
  editRrLumisections:
    "Write await registry.operations.editLumisections(355100, { flag: 'dt-dt', start: 1, end: 5, status: 'BAD', comment: 'HV trip' }).",
  change_run_class: "Write await registry.operations.changeRunClass([355100], 'Collisions22').",
  changeClass: "Write await registry.operations.changeRunClass([355100], 'Collisions22').",
  setRunClass: "Write await registry.operations.changeRunClass([355100], 'Collisions22').",
  setClass: "Write await registry.operations.changeRunClass([355100], 'Collisions22').",
} as const satisfies Hints;

const target = "Write new RunRegistry({ target: 'production' }), or 'development', 'qa', 'local' or 'embedded'.";
const url = "Write new RunRegistry({ url: 'https://host/api' }).";
const credentials = 'Write new RunRegistry({ clientId, clientSecret }).';

const logged = 'Write new RunRegistry({ onRequest: console.log }).';

/** Options of a client. */
export const clientOption = {
  environment: target,
  env: target,
  ENVIRONMENT: target,
  mode: target,
  registry: target,
  embedded: "Write new RunRegistry({ target: 'embedded' }).",
  host: url,
  baseUrl: url,
  baseURL: url,
  server: url,
  endpoint: url,
  client_id: credentials,
  client_secret: credentials,
  secret: credentials,
  token: credentials,
  SSO_CLIENT_ID: credentials,
  SSO_CLIENT_SECRET: credentials,
  username: credentials,
  password: credentials,
  retry: 'Write new RunRegistry({ retries: 3 }).',
  maxRetries: 'Write new RunRegistry({ retries: 3 }).',
  debug: logged,
  verbose: logged,
  log: logged,
  logger: logged,
  proxy: 'Set the environment variable https_proxy.',
  pageSize: 'Write registry.runs().pageSize(100).',
  timeoutMs: 'Write new RunRegistry({ timeout: 60_000 }), in milliseconds.',
} as const satisfies Hints;
