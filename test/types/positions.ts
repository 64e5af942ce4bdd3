/** Positions of the cursor, each with the names that are valid there. The names follow from the catalogue. */
import type { AttributeType } from '../../src/catalogue/attribute.js';
import { flagNames } from '../../src/catalogue/flag-lookup.js';
import { attributeNames, findAttribute } from '../../src/catalogue/lookup.js';
import { attributePaths } from '../../src/catalogue/paths.js';
import { conditionNames as conditionNamesOf } from '../../src/expression/condition.js';
import { flagConditionNames } from '../../src/expression/flag-builders.js';
import { certifiable, datasetStates, dcs, runStates, statuses } from '../../src/index.js';

/** The code, with `|` at the cursor, and the names that are valid there. */
export type CursorPosition = readonly [code: string, names: readonly string[]];

const conditionNames = (type: AttributeType): readonly string[] => conditionNamesOf({ type });
const runNames = attributeNames(['run']);
const datasetNames = attributeNames(['run', 'dataset']);
const bits = attributeNames(['lumisection']);
const paths = attributePaths();
const flags = flagNames();
const workspaces = [...new Set(flags.map((flag) => flag.slice(0, flag.indexOf('-'))))];
const columnsOf = (workspace: string): string[] =>
  flags.filter((flag) => flag.startsWith(`${workspace}-`)).map((flag) => flag.slice(workspace.length + 1));
const withType = (names: readonly string[], type: AttributeType): string[] =>
  names.filter((name) => findAttribute(name, ['run', 'dataset', 'lumisection'])?.type === type);
const withoutLists = (names: readonly string[]): string[] => {
  const lists = withType(names, 'list');
  return names.filter((name) => !lists.includes(name));
};
const settable = statuses.filter((status) => status !== 'NO VALUE FOUND');
const comparisons = ['=', '<>', '>', '>=', '<', '<='];
const flagMethods = [...flagConditionNames, 'comment', 'cause'];
const registry = 'new RunRegistry()';
const mirror = "(await (await import('runregistry/mirror')).openMirror('build/mirror'))";
const writing = "(await import('runregistry/mirror')).writeMirror('build/mirror', runs()";
const dialects = ['duckdb', 'postgres', 'spark', 'trino'];

/** Positions at which no letter is typed yet. */
export const fresh: readonly CursorPosition[] = [
  ["runs().where('|')", runNames],
  ['run.energy.gte(6000).|', ['kind']],
  ["runs().where('|').gte(6000)", runNames],
  ["runs().where('|', '=', 1)", runNames],
  ["runs().where('class').eq('Collisions24').where('|')", runNames],
  ["runs().when(process.argv[2], (query, value) => query.where('|').eq(value))", runNames],
  [`${registry}.runs().where('|')`, runNames],
  ["runs().select('|')", runNames],
  ["runs().select('run_number', '|')", runNames],
  ["runs().select('run_number', '|', 'class')", runNames],
  ["runs().orderBy('|')", withoutLists(runNames)],
  ["runs().orderBy('|', 'desc')", withoutLists(runNames)],
  ["runs().orderBy('energy', '|')", ['asc', 'desc']],
  ['run.|', runNames],
  ['runs().where(run.|)', runNames],
  ['runs().where(or(run.significant.is(true), run.|))', runNames],
  ["runs().where('energy').|", conditionNames('number')],
  ["runs().where('start_time').|", conditionNames('date')],
  ["runs().where('class').|", conditionNames('string')],
  ["runs().where('state').|", conditionNames('enum')],
  ["runs().where('significant').|", conditionNames('boolean')],
  ["runs().where('components').|", conditionNames('list')],
  ["runs().where('energy', '|')", comparisons],
  ["runs().where('energy', '|', 6000)", comparisons],
  ["runs().where('class', '|', 'Cosmics24')", ['=', '<>', 'like', 'notlike']],
  ["runs().where('state').is('|')", runStates],
  ["runs().where('state').in(['OPEN', '|'])", runStates],
  ["runs().where('state', '=', '|')", runStates],
  ["run.state.isNot('|')", runStates],
  ["runs().where('energy').ne(6500, { | })", ['orNull']],
  ['runs().all({ | })', ['signal', 'timeout', 'onProgress', 'compress']],
  ["datasets().where('|')", datasetNames],
  ["datasets().where('|', '=', 'online')", datasetNames],
  ["datasets().select('dataset_name', '|')", datasetNames],
  ["datasets().orderBy('|')", withoutLists(datasetNames)],
  ['dataset.|', [...attributeNames(['dataset']), 'run_number']],
  ["datasets().where('tracker_state').is('|')", datasetStates],
  ["runs().flag('|')", [...workspaces, ...flags]],
  ["runs().flag('|', 'strip')", workspaces],
  ["runs().flag('tracker', '|')", columnsOf('tracker')],
  ["datasets().flag('csc', '|')", columnsOf('csc')],
  ["flag('|')", [...workspaces, ...flags]],
  ["flag('hlt', '|')", columnsOf('hlt')],
  ["runs().flag('dt', 'dt').|", flagMethods],
  ["flag('dt-dt').comment.|", conditionNames('string')],
  ["runs().flag('dt', 'dt').is('|')", statuses],
  ["flag('dt-dt').atLeast(10, '|')", statuses],
  ["goldenJson().where('|')", paths],
  ["goldenJson().where('|').gte(6000)", paths],
  ["goldenJson().where('|', '=', 1)", paths],
  ["goldenJson().where('run.oms.energy').gte(6000).where('|')", paths],
  ["goldenJson().where('run.oms.energy').|", conditionNames('number')],
  ['goldenJson().where(lumisection.|)', bits],
  ["goldenJson().flag('|')", [...workspaces, ...flags]],
  ["goldenJson().flag('rpc', '|')", columnsOf('rpc')],
  ["goldenJson().flag('dt-dt').is('|')", statuses],
  ["goldenJson().flags(['|'])", flags],
  ["goldenJson().flags(['dt-dt', '|']).are('GOOD')", flags],
  ["goldenJson().flags(['dt-dt']).are('|')", statuses],
  ["flags(['|'])", flags],
  ['dcs.|', Object.keys(dcs)],
  ['goldenJson().where(certifiable.|)', Object.keys(certifiable)],
  ["runs().lumisections().toTable({ flags: ['|'] })", flags],
  ["runs().lumisections().toTable({ bits: ['dt_ready', '|'] })", bits.filter((bit) => bit !== 'lumisection_number')],
  ["runs().lumisections().fractions(['|'])", flags],
  ["runs().lumisections().fractions(['dt-dt'], '|')", statuses],
  ['runs().lumisections({ | })', ['rr', 'oms', 'luminosity', 'after', 'onProgress', 'signal']],
  [`${registry}.operations.moveRuns([355100], { to: '|' })`, runStates],
  [`${registry}.operations.moveDatasets(datasets(), { to: 'OPEN', from: '|' })`, datasetStates],
  [`${registry}.operations.editLumisections(1, { start: 1, end: 2, status: 'GOOD', flag: '|' })`, flags],
  [`${registry}.operations.editLumisections(1, { flag: 'dt-dt', start: 1, end: 2, status: '|' })`, settable],
  ["new RunRegistry({ target: '|' })", ['production', 'development', 'qa', 'local', 'embedded']],
  ["(await import('runregistry/mirror')).|", ['openMirror', 'writeMirror', 'updateMirror']],
  // TypeScript offers `Symbol` for `[Symbol.asyncDispose]`.
  [`${mirror}.|`, ['runs', 'datasets', 'readAt', 'counts', 'query', 'close', 'toString', 'Symbol']],
  [`${mirror}.counts.|`, ['runs', 'datasets', 'lumisections']],
  [`${mirror}.runs().where('|')`, runNames],
  [`${mirror}.runs().where('energy').|`, conditionNames('number')],
  [`${mirror}.datasets().where('|', '=', 'online')`, datasetNames],
  [`${mirror}.runs().flag('dt', '|')`, columnsOf('dt')],
  [`${mirror}.runs().toSql({ dialect: '|' })`, dialects],
  [`${writing}.where('|').isNotNull())`, runNames],
  [`${writing}, { | })`, ['signal', 'onProgress']],
  ["runs().toSql({ dialect: '|' })", dialects],
  ["datasets().explain({ dialect: '|' })", dialects],
  ["goldenJson().toSql({ dialect: '|' })", dialects],
  [
    "const f = (name: import('runregistry').AttributeName<'runs', 'number'>) => name; f('|')",
    withType(runNames, 'number'),
  ],
  ["(name: import('runregistry').AttributeName<'runs', 'date'>) => runs().where(name).|", conditionNames('date')],
  ["(handle: import('runregistry').Handle<'runs', 'number'>) => handle.|", [...conditionNames('number'), 'info']],
  ["(handle: import('runregistry').Handle<'datasets', 'state'>) => handle.is('|')", runStates],
  ["const row = await runs().one(); row.lumisections['|']", flags],
  ["const row = await runs().one(); row.lumisections['dt-dt']?.|", [...statuses, 'comments', 'causes']],
  ["const row = await runs().select('energy', 'class').one(); row.|", ['energy', 'class']],
  ["await runs().toCsv({ formulas: '|' })", ['escape', 'keep']],
  ["new RunRegistry('|')", ['production', 'development', 'qa', 'local', 'embedded']],
];

/** Positions after some letters of a name. Editors filter the names by the letters. */
export const partlyTyped: readonly CursorPosition[] = [
  ["runs().where('e|')", runNames],
  ["runs().where('en|')", runNames],
  ["runs().where('ene|').gte(6000)", runNames],
  ["runs().where('ener|').gte(6000)", runNames],
  ["runs().where('energ|', '>=', 6000)", runNames],
  ["runs().where('start_t|')", runNames],
  ["runs().where('tracker_inc|').is(true)", runNames],
  ["runs().where('Energ|')", runNames],
  ["runs().select('ru|')", runNames],
  ["runs().select('fill|')", runNames],
  ["runs().select('run_number', 'ener|')", runNames],
  ["runs().select('run_number', 'recorded_lu|', 'class')", runNames],
  ["runs().orderBy('en|')", withoutLists(runNames)],
  ["runs().orderBy('start_|', 'desc')", withoutLists(runNames)],
  ["runs().orderBy('energy', 'd|')", ['asc', 'desc']],
  ['runs().where(run.en|)', runNames],
  ["runs().where('energy').is|", conditionNames('number')],
  ["runs().where('class').star|", conditionNames('string')],
  ["runs().where('class', 'li|', '%x%')", ['=', '<>', 'like', 'notlike']],
  ["runs().where('state').is('SI|')", runStates],
  ["datasets().where('data|')", datasetNames],
  ["datasets().where('tracker_st|').is('OPEN')", datasetNames],
  ["datasets().select('dataset_name', 'trac|')", datasetNames],
  ["datasets().orderBy('datas|')", withoutLists(datasetNames)],
  ["datasets().where('tracker_state').is('wait|')", datasetStates],
  ["runs().flag('tr|')", [...workspaces, ...flags]],
  ["runs().flag('tracker-st|')", [...workspaces, ...flags]],
  ["runs().flag('track|', 'strip')", workspaces],
  ["runs().flag('tracker', 'stri|')", columnsOf('tracker')],
  ["flag('csc', 'effi|')", columnsOf('csc')],
  ["flag('dt-dt').is('GO|')", statuses],
  ["goldenJson().where('e|')", paths],
  ["goldenJson().where('ener|').gte(6000)", paths],
  ["goldenJson().where('run.oms.|')", paths],
  ["goldenJson().where('run.oms.en|', '>', 1)", paths],
  ["goldenJson().where('lumisection.oms.bpix|')", paths],
  ["goldenJson().flag('dt-|')", [...workspaces, ...flags]],
  ["goldenJson().flags(['dt-dt', 'csc-|'])", flags],
  ["flags(['track|']).are('GOOD')", flags],
  ["runs().lumisections().toTable({ flags: ['dt|'] })", flags],
  ["runs().lumisections().fractions(['tracker-s|'])", flags],
  [`${registry}.operations.moveRuns([355100], { to: 'SIGN|' })`, runStates],
  [`${mirror}.runs().where('ener|')`, runNames],
  [`${mirror}.datasets().select('dataset_name', 'trac|')`, datasetNames],
  ["runs().toSql({ dialect: 'du|' })", dialects],
  ["runs().where('oms_attributes.en|').gte(1)", runNames],
  ["runs().where('dt-d|')", runNames],
  ["datasets().where('tracker_state', '=', 'OPE|')", datasetStates],
  ["const row = await runs().one(); row.lumisections['tracker-s|']", flags],
  ["const f = (name: import('runregistry').FlagColumn<'tracker'>) => name; f('stri|')", columnsOf('tracker')],
];
