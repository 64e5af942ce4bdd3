// Generated from src/catalogue/guessed-*.ts by `npm run generate`. Edit those files, not this one.

import type { CallbackHint, Hint } from '../../util/guessed.js';

/** @public */
export declare const are: {
  readonly is: 'is';
  readonly eq: 'eq';
  readonly equals: 'equals';
  readonly every: 'every';
  readonly all: 'all';
  readonly allGood: 'allGood';
  readonly areGood: 'areGood';
  readonly good: 'good';
  readonly isGood: 'isGood';
  readonly isNot: 'isNot';
  readonly areNot: 'areNot';
};

/** @public */
export declare const before: {
  readonly year: 'year';
  readonly month: 'month';
  readonly day: 'day';
  readonly on: 'on';
  readonly since: 'since';
  readonly from: 'from';
  readonly until: 'until';
  readonly to: 'to';
};

/** @public */
export declare const close: {
  readonly sync: 'sync';
  readonly update: 'update';
  readonly refresh: 'refresh';
  readonly all: 'all';
  readonly where: 'where';
  readonly sql: 'sql';
  readonly execute: 'execute';
  readonly getRuns: 'getRuns';
  readonly lumisections: 'lumisections';
  readonly save: 'save';
};

/** @public */
export declare const eq: {
  readonly equals: 'equals';
  readonly equal: 'equal';
  readonly equalTo: 'equalTo';
  readonly notEqual: 'notEqual';
  readonly notEquals: 'notEquals';
  readonly neq: 'neq';
  readonly not: 'not';
  readonly is: 'is';
  readonly isNot: 'isNot';
  readonly greaterThan: 'greaterThan';
  readonly moreThan: 'moreThan';
  readonly above: 'above';
  readonly ge: 'ge';
  readonly atLeast: 'atLeast';
  readonly lessThan: 'lessThan';
  readonly below: 'below';
  readonly le: 'le';
  readonly atMost: 'atMost';
  readonly isin: 'isin';
  readonly isIn: 'isIn';
  readonly oneOf: 'oneOf';
  readonly range: 'range';
  readonly inRange: 'inRange';
};

/** @public */
export declare const getRun: {
  readonly getRuns: 'getRuns';
  readonly get_runs: 'get_runs';
  readonly getRunsFiltered: 'getRunsFiltered';
  readonly run: 'run';
  readonly get_run: 'get_run';
  readonly getDatasets: 'getDatasets';
  readonly get_datasets: 'get_datasets';
  readonly dataset: 'dataset';
  readonly get_dataset: 'get_dataset';
  readonly getDatasetNames: 'getDatasetNames';
  readonly get_dataset_names_of_run: 'get_dataset_names_of_run';
  readonly get_cycles: 'get_cycles';
  readonly cycles: 'cycles';
  readonly lumisections: 'lumisections';
  readonly get_datasets_accepted: 'get_datasets_accepted';
  readonly get_lumisections: 'get_lumisections';
  readonly get_oms_lumisections: 'get_oms_lumisections';
  readonly get_lumisection_ranges: 'get_lumisection_ranges';
  readonly get_lumisection_ranges_by_component: 'get_lumisection_ranges_by_component';
  readonly get_oms_lumisection_ranges: 'get_oms_lumisection_ranges';
  readonly get_joint_lumisection_ranges: 'get_joint_lumisection_ranges';
  readonly create_json: 'create_json';
  readonly generateJson: 'generateJson';
  readonly generate_json: 'generate_json';
  readonly getGoldenJson: 'getGoldenJson';
  readonly golden: 'golden';
  readonly move_runs: 'move_runs';
  readonly moveRun: 'moveRun';
  readonly signOff: 'signOff';
  readonly signoff: 'signoff';
  readonly move_datasets: 'move_datasets';
  readonly make_significant_runs: 'make_significant_runs';
  readonly makeSignificantRuns: 'makeSignificantRuns';
  readonly makeSignificant: 'makeSignificant';
  readonly reset_RR_attributes_and_refresh_runs: 'reset_RR_attributes_and_refresh_runs';
  readonly resetRuns: 'resetRuns';
  readonly resetAttributes: 'resetAttributes';
  readonly resetRRAttributes: 'resetRRAttributes';
  readonly manually_refresh_components_statuses_for_runs: 'manually_refresh_components_statuses_for_runs';
  readonly refresh: 'refresh';
  readonly refreshRun: 'refreshRun';
  readonly edit_rr_lumisections: 'edit_rr_lumisections';
  readonly editRrLumisections: 'editRrLumisections';
  readonly change_run_class: 'change_run_class';
  readonly setClass: 'setClass';
  readonly setup: 'setup';
  readonly connect: 'connect';
  readonly login: 'login';
  readonly query: 'query';
  readonly sql: 'sql';
  readonly from: 'from';
  readonly selectFrom: 'selectFrom';
  readonly table: 'table';
  readonly workspace: 'workspace';
  readonly mirror: 'mirror';
  readonly snapshot: 'snapshot';
  readonly dump: 'dump';
  readonly disconnect: 'disconnect';
  readonly stop: 'stop';
  readonly end: 'end';
  readonly destroy: 'destroy';
};

/** @public */
export declare const has: {
  readonly where: 'where';
  readonly first: 'first';
  readonly one: 'one';
  readonly count: 'count';
  readonly limit: 'limit';
  readonly select: 'select';
  readonly orderBy: 'orderBy';
  readonly toTable: 'toTable';
  readonly all: 'all';
  readonly includes: 'includes';
  readonly eq: 'eq';
  readonly is: 'is';
  readonly in: 'in';
  readonly not: 'not';
  readonly notIncludes: 'notIncludes';
};

/** @public */
export declare const is: {
  readonly isTrue: 'isTrue';
  readonly isFalse: 'isFalse';
  readonly not: 'not';
  readonly equals: 'equals';
  readonly equal: 'equal';
  readonly equalTo: 'equalTo';
  readonly notEqual: 'notEqual';
  readonly isin: 'isin';
  readonly isIn: 'isIn';
  readonly oneOf: 'oneOf';
  readonly where: 'where';
  readonly first: 'first';
  readonly one: 'one';
  readonly count: 'count';
  readonly limit: 'limit';
  readonly select: 'select';
  readonly orderBy: 'orderBy';
  readonly toTable: 'toTable';
  readonly eq: 'eq';
  readonly ne: 'ne';
  readonly in: 'in';
  readonly good: 'good';
  readonly isGood: 'isGood';
  readonly bad: 'bad';
  readonly isBad: 'isBad';
  readonly all: 'all';
  readonly allGood: 'allGood';
  readonly every: 'every';
  readonly atLeast: 'atLeast';
  readonly atMost: 'atMost';
  readonly comment: 'comment';
  readonly cause: 'cause';
};

/** @public */
export declare const isComplete: {
  readonly map: 'map';
  readonly forEach: 'forEach';
  readonly filter: 'filter';
  readonly failed: 'failed';
  readonly succeeded: 'succeeded';
  readonly print: 'print';
};

/** @public */
export declare const isNull: {
  readonly where: 'where';
  readonly first: 'first';
  readonly one: 'one';
  readonly count: 'count';
  readonly limit: 'limit';
  readonly select: 'select';
  readonly orderBy: 'orderBy';
  readonly toTable: 'toTable';
  readonly all: 'all';
  readonly exists: 'exists';
  readonly notNull: 'notNull';
  readonly isDefined: 'isDefined';
  readonly isNone: 'isNone';
  readonly isMissing: 'isMissing';
};

/** @public */
export declare const like: {
  readonly equals: 'equals';
  readonly equal: 'equal';
  readonly equalTo: 'equalTo';
  readonly notEqual: 'notEqual';
  readonly notEquals: 'notEquals';
  readonly neq: 'neq';
  readonly not: 'not';
  readonly is: 'is';
  readonly isNot: 'isNot';
  readonly includes: 'includes';
  readonly match: 'match';
  readonly matches: 'matches';
  readonly regex: 'regex';
  readonly ilike: 'ilike';
  readonly isin: 'isin';
  readonly isIn: 'isIn';
  readonly oneOf: 'oneOf';
};

/** @public */
export declare const parse: {
  readonly where: 'where';
  readonly flag: 'flag';
  readonly all: 'all';
  readonly first: 'first';
  readonly count: 'count';
  readonly select: 'select';
  readonly orderBy: 'orderBy';
  readonly limit: 'limit';
  readonly lumisections: 'lumisections';
  readonly get: 'get';
  readonly find: 'find';
  readonly findMany: 'findMany';
  readonly findFirst: 'findFirst';
  readonly findUnique: 'findUnique';
  readonly filter: 'filter';
  readonly fromFilter: 'fromFilter';
  readonly from: 'from';
  readonly fromUrl: 'fromUrl';
  readonly fromFile: 'fromFile';
  readonly fromFiles: 'fromFiles';
  readonly fromText: 'fromText';
  readonly fromString: 'fromString';
  readonly fromJSON: 'fromJSON';
  readonly fromJson: 'fromJson';
  readonly fromDocument: 'fromDocument';
  readonly load: 'load';
  readonly read: 'read';
  readonly open: 'open';
  readonly flags: 'flags';
  readonly generate: 'generate';
};

/** @public */
export declare const sum: {
  readonly lumi: 'lumi';
  readonly luminosity: 'luminosity';
  readonly recorded: 'recorded';
  readonly delivered: 'delivered';
  readonly integrate: 'integrate';
  readonly get: 'get';
  readonly total: 'total';
  readonly filter: 'filter';
  readonly byRun: 'byRun';
};

/** @public */
export declare const toColumns: {
  readonly toRows: 'toRows';
  readonly toArray: 'toArray';
  readonly toObjects: 'toObjects';
  readonly map: 'map';
  readonly forEach: 'forEach';
  readonly filter: 'filter';
  readonly sort: 'sort';
  readonly head: 'head';
  readonly toDataFrame: 'toDataFrame';
  readonly toObject: 'toObject';
  readonly column: 'column';
  readonly get: 'get';
  readonly print: 'print';
  readonly show: 'show';
  readonly save: 'save';
  readonly toFile: 'toFile';
  readonly write: 'write';
  readonly toCSV: 'toCSV';
  readonly to_csv: 'to_csv';
  readonly groupBy: 'groupBy';
  readonly groupby: 'groupby';
  readonly aggregate: 'aggregate';
};

/** @public */
export declare const toTable: {
  readonly filter: 'filter';
  readonly where: 'where';
  readonly toList: 'toList';
  readonly toCsv: 'toCsv';
  readonly flag: 'flag';
  readonly good: 'good';
  readonly count: 'count';
  readonly toArray: 'toArray';
  readonly first: 'first';
  readonly forEach: 'forEach';
  readonly map: 'map';
  readonly limit: 'limit';
  readonly select: 'select';
  readonly groupBy: 'groupBy';
};

/** @public */
export declare const union: {
  readonly difference: 'difference';
  readonly minus: 'minus';
  readonly sub: 'sub';
  readonly except: 'except';
  readonly without: 'without';
  readonly or: 'or';
  readonly add: 'add';
  readonly plus: 'plus';
  readonly merge: 'merge';
  readonly concat: 'concat';
  readonly and: 'and';
  readonly intersection: 'intersection';
  readonly count: 'count';
  readonly size: 'size';
  readonly keys: 'keys';
  readonly values: 'values';
  readonly entries: 'entries';
  readonly items: 'items';
  readonly forEach: 'forEach';
  readonly toArray: 'toArray';
  readonly get: 'get';
  readonly clone: 'clone';
  readonly copy: 'copy';
  readonly xor: 'xor';
  readonly isEqual: 'isEqual';
  readonly toObject: 'toObject';
  readonly has: 'has';
  readonly includes: 'includes';
  readonly lumi: 'lumi';
  readonly compare: 'compare';
  readonly save: 'save';
  readonly write: 'write';
  readonly writeFile: 'writeFile';
  readonly writeJSON: 'writeJSON';
  readonly getRuns: 'getRuns';
  readonly getLumis: 'getLumis';
  readonly getDuplicates: 'getDuplicates';
  readonly getCompactList: 'getCompactList';
  readonly toJson: 'toJson';
  readonly getCMSSWString: 'getCMSSWString';
  readonly getVLuminosityBlockRange: 'getVLuminosityBlockRange';
  readonly filterLumis: 'filterLumis';
  readonly selectRuns: 'selectRuns';
  readonly filterRuns: 'filterRuns';
  readonly removeRuns: 'removeRuns';
};

/** @public */
export declare const where: {
  readonly all: 'all';
  readonly execute: 'execute';
  readonly run: 'run';
  readonly create: 'create';
  readonly createJson: 'createJson';
  readonly create_json: 'create_json';
  readonly submit: 'submit';
  readonly build: 'build';
  readonly make: 'make';
  readonly preview: 'preview';
  readonly dataset: 'dataset';
  readonly datasetName: 'datasetName';
  readonly toLumiList: 'toLumiList';
  readonly getList: 'getList';
  readonly lumisections: 'lumisections';
  readonly count: 'count';
  readonly toFile: 'toFile';
  readonly save: 'save';
  readonly write: 'write';
  readonly download: 'download';
  readonly compare: 'compare';
  readonly diff: 'diff';
  readonly add: 'add';
  readonly addClause: 'addClause';
  readonly require: 'require';
  readonly rule: 'rule';
  readonly runs: 'runs';
  readonly runRange: 'runRange';
  readonly range: 'range';
  readonly exclude: 'exclude';
  readonly toJson: 'toJson';
  readonly json: 'json';
  readonly toLogic: 'toLogic';
  readonly toRules: 'toRules';
  readonly check: 'check';
  readonly validate: 'validate';
  readonly verify: 'verify';
  readonly test: 'test';
  readonly passes: 'passes';
  readonly filter: 'filter';
  readonly dcs: 'dcs';
  readonly dcsOnly: 'dcsOnly';
  readonly good: 'good';
  readonly not: 'not';
  readonly except: 'except';
  readonly gt: 'gt';
  readonly gte: 'gte';
  readonly lt: 'lt';
  readonly lte: 'lte';
  readonly eq: 'eq';
  readonly between: 'between';
  readonly and: 'and';
  readonly andWhere: 'andWhere';
  readonly or: 'or';
  readonly orWhere: 'orWhere';
  readonly exec: 'exec';
  readonly fetch: 'fetch';
  readonly get: 'get';
  readonly runNumber: 'runNumber';
  readonly run_number: 'run_number';
  readonly send: 'send';
  readonly load: 'load';
  readonly find: 'find';
  readonly toArray: 'toArray';
  readonly toList: 'toList';
  readonly getAll: 'getAll';
  readonly fetchAll: 'fetchAll';
  readonly collect: 'collect';
  readonly getMany: 'getMany';
  readonly to_dict: 'to_dict';
  readonly findMany: 'findMany';
  readonly findFirst: 'findFirst';
  readonly findUnique: 'findUnique';
  readonly findOne: 'findOne';
  readonly getOne: 'getOne';
  readonly firstOrThrow: 'firstOrThrow';
  readonly firstOrFail: 'firstOrFail';
  readonly executeTakeFirst: 'executeTakeFirst';
  readonly executeTakeFirstOrThrow: 'executeTakeFirstOrThrow';
  readonly takeFirst: 'takeFirst';
  readonly selectAll: 'selectAll';
  readonly last: 'last';
  readonly tail: 'tail';
  readonly size: 'size';
  readonly isEmpty: 'isEmpty';
  readonly forEach: 'forEach';
  readonly map: 'map';
  readonly each: 'each';
  readonly iterate: 'iterate';
  readonly cursor: 'cursor';
  readonly groupBy: 'groupBy';
  readonly group_by: 'group_by';
  readonly groupby: 'groupby';
  readonly countBy: 'countBy';
  readonly value_counts: 'value_counts';
  readonly distinct: 'distinct';
  readonly countDistinct: 'countDistinct';
  readonly unique: 'unique';
  readonly uniq: 'uniq';
  readonly nunique: 'nunique';
  readonly aggregate: 'aggregate';
  readonly sum: 'sum';
  readonly mean: 'mean';
  readonly avg: 'avg';
  readonly max: 'max';
  readonly min: 'min';
  readonly toCSV: 'toCSV';
  readonly to_csv: 'to_csv';
  readonly print: 'print';
  readonly show: 'show';
  readonly describe: 'describe';
  readonly debug: 'debug';
  readonly pluck: 'pluck';
  readonly ids: 'ids';
  readonly values: 'values';
  readonly toDataFrame: 'toDataFrame';
  readonly compile: 'compile';
  readonly sql: 'sql';
  readonly toSQL: 'toSQL';
  readonly to_sql: 'to_sql';
  readonly to_pandas: 'to_pandas';
  readonly offset: 'offset';
  readonly skip: 'skip';
  readonly page: 'page';
  readonly paginate: 'paginate';
  readonly perPage: 'perPage';
  readonly batch: 'batch';
  readonly take: 'take';
  readonly top: 'top';
  readonly head: 'head';
  readonly sort: 'sort';
  readonly sortBy: 'sortBy';
  readonly sort_values: 'sort_values';
  readonly order: 'order';
  readonly order_by: 'order_by';
  readonly orderByDesc: 'orderByDesc';
  readonly desc: 'desc';
  readonly asc: 'asc';
  readonly include: 'include';
  readonly join: 'join';
  readonly leftJoin: 'leftJoin';
  readonly with: 'with';
  readonly populate: 'populate';
  readonly update: 'update';
  readonly insert: 'insert';
  readonly delete: 'delete';
  readonly set: 'set';
  readonly move: 'move';
  readonly moveTo: 'moveTo';
  readonly signoff: 'signoff';
  readonly $if: '$if';
  readonly if: 'if';
  readonly clone: 'clone';
  readonly copy: 'copy';
  readonly name: 'name';
  readonly state: 'state';
  readonly workspace: 'workspace';
  readonly withFlag: 'withFlag';
  readonly hasFlag: 'hasFlag';
  readonly columns: 'columns';
  readonly fields: 'fields';
  readonly attributes: 'attributes';
  readonly pick: 'pick';
  readonly project: 'project';
  readonly having: 'having';
  readonly query: 'query';
  readonly whereRaw: 'whereRaw';
  readonly whereIn: 'whereIn';
  readonly whereNotIn: 'whereNotIn';
  readonly whereBetween: 'whereBetween';
  readonly whereNull: 'whereNull';
  readonly whereNotNull: 'whereNotNull';
  readonly whereNot: 'whereNot';
};

export interface GuessedBooleanCondition {
  readonly [is.isTrue]: Hint<'Write is(true).'>;
  readonly [is.isFalse]: Hint<'Write is(false).'>;
  readonly [is.not]: Hint<'Write is(false).'>;
  readonly [is.equals]: Hint<'Write is(true).'>;
}

export interface GuessedBrilcalc {
  readonly [sum.lumi]: Hint<'Write brilcalc.sum(list).recorded, or delivered. For one lumisection, write at(run, lumisection).'>;
  readonly [sum.luminosity]: Hint<'Write brilcalc.sum(list).recorded, or delivered. For one lumisection, write at(run, lumisection).'>;
  readonly [sum.recorded]: Hint<'Write brilcalc.sum(list).recorded, or delivered. For one lumisection, write at(run, lumisection).'>;
  readonly [sum.delivered]: Hint<'Write brilcalc.sum(list).recorded, or delivered. For one lumisection, write at(run, lumisection).'>;
  readonly [sum.integrate]: Hint<'Write brilcalc.sum(list).recorded, or delivered. For one lumisection, write at(run, lumisection).'>;
  readonly [sum.get]: Hint<'Write brilcalc.sum(list).recorded, or delivered. For one lumisection, write at(run, lumisection).'>;
  readonly [sum.total]: Hint<'Write brilcalc.sum(brilcalc.lumisections).recorded.'>;
  readonly [sum.filter]: Hint<'Write brilcalc.sum(list) for the luminosity of a list.'>;
  readonly [sum.byRun]: Hint<'Write brilcalc.sum(list.select([run])) for each run of list.runs.'>;
}

export interface GuessedBuilder {
  readonly [parse.where]: Hint<"Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.">;
  readonly [parse.flag]: Hint<"Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.">;
  readonly [parse.all]: Hint<"Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.">;
  readonly [parse.first]: Hint<"Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.">;
  readonly [parse.count]: Hint<"Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.">;
  readonly [parse.select]: Hint<"Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.">;
  readonly [parse.orderBy]: Hint<"Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.">;
  readonly [parse.limit]: Hint<"Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.">;
  readonly [parse.lumisections]: Hint<"Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.">;
  readonly [parse.get]: Hint<"Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.">;
  readonly [parse.find]: Hint<"Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.">;
  readonly [parse.findMany]: Hint<"Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.">;
  readonly [parse.findFirst]: Hint<"Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.">;
  readonly [parse.findUnique]: Hint<"Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.">;
  readonly [parse.filter]: Hint<'Write runs.parse({ … }), or datasets.parse({ … }), for a filter of the registry.'>;
  readonly [parse.fromFilter]: Hint<'Write runs.parse({ … }), or datasets.parse({ … }), for a filter of the registry.'>;
  readonly [parse.from]: Hint<'Write runs.parse({ … }), or datasets.parse({ … }), for a filter of the registry.'>;
  readonly [parse.fromUrl]: Hint<'Write runs.fromWebUrl(url), or datasets.fromWebUrl(url).'>;
}

export interface GuessedClient {
  readonly [getRun.getRuns]: Hint<"Write registry.runs().where('run_number').between(309000, 310000).all().">;
  readonly [getRun.get_runs]: Hint<"Write registry.runs().where('run_number').between(309000, 310000).all().">;
  readonly [getRun.getRunsFiltered]: Hint<"Write registry.runs().where('run_number').between(309000, 310000).all().">;
  readonly [getRun.run]: Hint<'Write await registry.getRun(309000).'>;
  readonly [getRun.get_run]: Hint<'Write await registry.getRun(309000).'>;
  readonly [getRun.getDatasets]: Hint<"Write registry.datasets().where('run_number').eq(309000).all().">;
  readonly [getRun.get_datasets]: Hint<"Write registry.datasets().where('run_number').eq(309000).all().">;
  readonly [getRun.dataset]: Hint<"Write await registry.getDataset(309000, 'online').">;
  readonly [getRun.get_dataset]: Hint<"Write await registry.getDataset(309000, 'online').">;
  readonly [getRun.getDatasetNames]: Hint<'Write await registry.getDatasetNamesOfRun(309000).'>;
  readonly [getRun.get_dataset_names_of_run]: Hint<'Write await registry.getDatasetNamesOfRun(309000).'>;
  readonly [getRun.get_cycles]: Hint<'Write await registry.getCycles().'>;
  readonly [getRun.cycles]: Hint<'Write await registry.getCycles().'>;
  readonly [getRun.lumisections]: Hint<"Write await registry.getLumisections(309000, 'online').">;
  readonly [getRun.get_datasets_accepted]: Hint<'Write await registry.getDatasetsAccepted().'>;
  readonly [getRun.get_lumisections]: Hint<"Write await registry.getLumisections(309000, 'online').">;
  readonly [getRun.get_oms_lumisections]: Hint<"Write await registry.getOmsLumisections(309000, 'online').">;
  readonly [getRun.get_lumisection_ranges]: Hint<"Write await registry.getLumisectionRanges(309000, 'online').">;
  readonly [getRun.get_lumisection_ranges_by_component]: Hint<"Write await registry.getLumisectionRangesByComponent(309000, 'online').">;
  readonly [getRun.get_oms_lumisection_ranges]: Hint<"Write await registry.getOmsLumisectionRanges(309000, 'online').">;
  readonly [getRun.get_joint_lumisection_ranges]: Hint<"Write await registry.getJointLumisectionRanges(309000, 'online').">;
  readonly [getRun.create_json]: Hint<'Write await registry.createJson(jsonLogic, { datasetName }).'>;
  readonly [getRun.generateJson]: Hint<"Write registry.goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }).">;
  readonly [getRun.generate_json]: Hint<"Write registry.goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }).">;
  readonly [getRun.getGoldenJson]: Hint<"Write registry.goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }).">;
  readonly [getRun.golden]: Hint<"Write registry.goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }).">;
  readonly [getRun.move_runs]: Hint<"Write await registry.operations.moveRuns([355100], { from: 'OPEN', to: 'SIGNOFF' }).">;
  readonly [getRun.moveRun]: Hint<"Write await registry.operations.moveRuns([355100], { from: 'OPEN', to: 'SIGNOFF' }).">;
  readonly [getRun.signOff]: Hint<"Write await registry.operations.moveRuns([355100], { from: 'OPEN', to: 'SIGNOFF' }).">;
  readonly [getRun.signoff]: Hint<"Write await registry.operations.moveRuns([355100], { from: 'OPEN', to: 'SIGNOFF' }).">;
  readonly [getRun.move_datasets]: Hint<"Write await registry.operations.moveDatasets(datasets, { from: 'OPEN', to: 'SIGNOFF', workspace: 'global' }).">;
  readonly [getRun.make_significant_runs]: Hint<'Write await registry.operations.markSignificant([355100]).'>;
  readonly [getRun.makeSignificantRuns]: Hint<'Write await registry.operations.markSignificant([355100]).'>;
  readonly [getRun.makeSignificant]: Hint<'Write await registry.operations.markSignificant([355100]).'>;
  readonly [getRun.reset_RR_attributes_and_refresh_runs]: Hint<'Write await registry.operations.resetAndRefreshRuns([355100]).'>;
  readonly [getRun.resetRuns]: Hint<'Write await registry.operations.resetAndRefreshRuns([355100]).'>;
  readonly [getRun.resetAttributes]: Hint<'Write await registry.operations.resetAndRefreshRuns([355100]).'>;
  readonly [getRun.resetRRAttributes]: Hint<'Write await registry.operations.resetAndRefreshRuns([355100]).'>;
  readonly [getRun.manually_refresh_components_statuses_for_runs]: Hint<'Write await registry.operations.refreshRuns([355100]).'>;
  readonly [getRun.refresh]: Hint<'Write await registry.operations.refreshRuns([355100]).'>;
  readonly [getRun.refreshRun]: Hint<'Write await registry.operations.refreshRuns([355100]).'>;
  readonly [getRun.edit_rr_lumisections]: Hint<"Write await registry.operations.editLumisections(355100, { flag: 'dt-dt', start: 1, end: 5, status: 'BAD', comment: 'HV trip' }).">;
  readonly [getRun.editRrLumisections]: Hint<"Write await registry.operations.editLumisections(355100, { flag: 'dt-dt', start: 1, end: 5, status: 'BAD', comment: 'HV trip' }).">;
  readonly [getRun.change_run_class]: Hint<"Write await registry.operations.changeRunClass([355100], 'Collisions22').">;
  readonly [getRun.setClass]: Hint<"Write await registry.operations.changeRunClass([355100], 'Collisions22').">;
  readonly [getRun.setup]: Hint<"A client needs no connection. Write new RunRegistry('development') for another registry.">;
  readonly [getRun.connect]: Hint<"A client needs no connection. Write new RunRegistry('development') for another registry.">;
  readonly [getRun.login]: Hint<"A client needs no connection. Write new RunRegistry('development') for another registry.">;
  readonly [getRun.query]: Hint<'Write registry.runs() or registry.datasets().'>;
  readonly [getRun.sql]: Hint<'Write registry.runs() or registry.datasets().'>;
  readonly [getRun.from]: Hint<'Write registry.runs() or registry.datasets().'>;
  readonly [getRun.selectFrom]: Hint<'Write registry.runs() or registry.datasets().'>;
  readonly [getRun.table]: Hint<'Write registry.runs() or registry.datasets().'>;
  readonly [getRun.workspace]: Hint<"Write registry.datasets().where('tracker_state').is('OPEN').">;
  readonly [getRun.mirror]: Hint<"Write await writeMirror('mirror', registry.runs().where('class').eq('Collisions24')), from 'runregistry/mirror'.">;
  readonly [getRun.snapshot]: Hint<"Write await writeMirror('mirror', registry.runs().where('class').eq('Collisions24')), from 'runregistry/mirror'.">;
  readonly [getRun.dump]: Hint<"Write await writeMirror('mirror', registry.runs().where('class').eq('Collisions24')), from 'runregistry/mirror'.">;
  readonly [getRun.disconnect]: Hint<'Write await registry.close().'>;
  readonly [getRun.stop]: Hint<'Write await registry.close().'>;
  readonly [getRun.end]: Hint<'Write await registry.close().'>;
  readonly [getRun.destroy]: Hint<'Write await registry.close().'>;
}

export interface GuessedDateCondition {
  readonly [before.year]: Hint<"Write eq('2018') for the whole year, or eq('2018-05') for the month.">;
  readonly [before.month]: Hint<"Write eq('2018') for the whole year, or eq('2018-05') for the month.">;
  readonly [before.day]: Hint<"Write eq('2018') for the whole year, or eq('2018-05') for the month.">;
  readonly [before.on]: Hint<"Write eq('2018-05-25') for the whole day.">;
  readonly [before.since]: Hint<'Write gte(date).'>;
  readonly [before.from]: Hint<'Write gte(date).'>;
  readonly [before.until]: Hint<'Write lte(date).'>;
  readonly [before.to]: Hint<'Write lte(date).'>;
}

export interface GuessedEnumCondition {
  readonly [is.equals]: Hint<"Write is('OPEN').">;
  readonly [is.equal]: Hint<"Write is('OPEN').">;
  readonly [is.equalTo]: Hint<"Write is('OPEN').">;
  readonly [is.not]: Hint<"Write isNot('OPEN').">;
  readonly [is.notEqual]: Hint<"Write isNot('OPEN').">;
  readonly [is.isin]: Hint<'Write in([first, second]).'>;
  readonly [is.isIn]: Hint<'Write in([first, second]).'>;
  readonly [is.oneOf]: Hint<'Write in([first, second]).'>;
}

export interface GuessedFlagCondition {
  readonly [is.where]: Hint<"Add a status first: is('GOOD') for any lumisection, every('GOOD') for all.">;
  readonly [is.first]: Hint<"Add a status first: is('GOOD') for any lumisection, every('GOOD') for all.">;
  readonly [is.one]: Hint<"Add a status first: is('GOOD') for any lumisection, every('GOOD') for all.">;
  readonly [is.count]: Hint<"Add a status first: is('GOOD') for any lumisection, every('GOOD') for all.">;
  readonly [is.limit]: Hint<"Add a status first: is('GOOD') for any lumisection, every('GOOD') for all.">;
  readonly [is.select]: Hint<"Add a status first: is('GOOD') for any lumisection, every('GOOD') for all.">;
  readonly [is.orderBy]: Hint<"Add a status first: is('GOOD') for any lumisection, every('GOOD') for all.">;
  readonly [is.toTable]: Hint<"Add a status first: is('GOOD') for any lumisection, every('GOOD') for all.">;
  readonly [is.eq]: Hint<"Write is('GOOD').">;
  readonly [is.ne]: Hint<"Write isNot('BAD').">;
  readonly [is.not]: Hint<"Write isNot('BAD').">;
  readonly [is.in]: Hint<"Write where(or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('STANDBY'))).">;
  readonly [is.equals]: Hint<"Write is('GOOD').">;
  readonly [is.equal]: Hint<"Write is('GOOD').">;
  readonly [is.good]: Hint<"Write is('GOOD').">;
  readonly [is.isGood]: Hint<"Write is('GOOD').">;
  readonly [is.bad]: Hint<"Write is('BAD').">;
  readonly [is.isBad]: Hint<"Write is('BAD').">;
  readonly [is.all]: Hint<"Add a status first: is('GOOD') for any lumisection, every('GOOD') for all.">;
  readonly [is.allGood]: Hint<"Write every('GOOD').">;
}

export interface GuessedFlagList {
  readonly [are.is]: Hint<"Write are('GOOD').">;
  readonly [are.eq]: Hint<"Write are('GOOD').">;
  readonly [are.equals]: Hint<"Write are('GOOD').">;
  readonly [are.every]: Hint<"Write are('GOOD').">;
  readonly [are.all]: Hint<"Write are('GOOD').">;
  readonly [are.allGood]: Hint<"Write are('GOOD').">;
  readonly [are.areGood]: Hint<"Write are('GOOD').">;
  readonly [are.good]: Hint<"Write are('GOOD').">;
  readonly [are.isGood]: Hint<"Write are('GOOD').">;
  readonly [are.isNot]: Hint<"Write where(not(flags(['dt-dt', 'csc-csc']).are('BAD'))).">;
  readonly [are.areNot]: Hint<"Write where(not(flags(['dt-dt', 'csc-csc']).are('BAD'))).">;
}

export interface GuessedGolden {
  readonly [where.all]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [where.execute]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [where.run]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [where.create]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [where.createJson]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [where.create_json]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [where.submit]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [where.build]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [where.make]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [where.preview]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [where.dataset]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [where.datasetName]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [where.toLumiList]: Hint<'Write (await golden.generateLocally(datasets().where(…))).list.'>;
  readonly [where.getList]: Hint<'Write (await golden.generateLocally(datasets().where(…))).list.'>;
  readonly [where.lumisections]: Hint<'Write (await golden.generateLocally(datasets().where(…))).list.'>;
  readonly [where.count]: Hint<'Write (await golden.generateLocally(datasets().where(…))).list.'>;
  readonly [where.toFile]: Hint<"Write (await golden.generateLocally(datasets().where(…))).list.toFile('golden.json').">;
  readonly [where.save]: Hint<"Write (await golden.generateLocally(datasets().where(…))).list.toFile('golden.json').">;
  readonly [where.write]: Hint<"Write (await golden.generateLocally(datasets().where(…))).list.toFile('golden.json').">;
  readonly [where.download]: Hint<"Write (await golden.generateLocally(datasets().where(…))).list.toFile('golden.json').">;
  readonly [where.compare]: Hint<'Write (await golden.generateLocally(datasets().where(…))).list.diff(other).'>;
  readonly [where.diff]: Hint<'Write (await golden.generateLocally(datasets().where(…))).list.diff(other).'>;
  readonly [where.add]: Hint<"Write where(flag('dt-dt').is('GOOD')).">;
  readonly [where.addClause]: Hint<"Write where(flag('dt-dt').is('GOOD')).">;
  readonly [where.require]: Hint<"Write where(flag('dt-dt').is('GOOD')).">;
  readonly [where.rule]: Hint<"Write where(flag('dt-dt').is('GOOD')).">;
  readonly [where.runs]: Hint<"Write where('run.run_number').between(355100, 362760).">;
  readonly [where.runRange]: Hint<"Write where('run.run_number').between(355100, 362760).">;
  readonly [where.range]: Hint<"Write where('run.run_number').between(355100, 362760).">;
  readonly [where.exclude]: Hint<'Write where(not(run.run_number.in([355100, 355101]))).'>;
  readonly [where.toJson]: Hint<'Write toJsonLogic().'>;
  readonly [where.json]: Hint<'Write toJsonLogic().'>;
  readonly [where.toLogic]: Hint<'Write toJsonLogic().'>;
  readonly [where.toRules]: Hint<'Write toJsonLogic().'>;
  readonly [where.check]: Hint<'Write lint() for mistakes in the rules, or evaluate(lumisection) for one lumisection.'>;
  readonly [where.validate]: Hint<'Write lint() for mistakes in the rules, or evaluate(lumisection) for one lumisection.'>;
  readonly [where.verify]: Hint<'Write lint() for mistakes in the rules, or evaluate(lumisection) for one lumisection.'>;
  readonly [where.test]: Hint<'Write evaluate(lumisection).'>;
  readonly [where.passes]: Hint<'Write evaluate(lumisection).'>;
  readonly [where.filter]: Hint<"Write where('run.oms.energy').gte(6000).">;
  readonly [where.dcs]: Hint<'Write where(dcs.pixel).'>;
  readonly [where.dcsOnly]: Hint<'Write where(dcs.pixel).where(dcs.strip), with the detectors that you need.'>;
  readonly [where.good]: Hint<"Write flag('dt-dt').is('GOOD').">;
  readonly [where.not]: Hint<"Write where(not(flag('dt-dt').is('BAD'))).">;
  readonly [where.except]: Hint<"Write where(except([355100, 355208], flag('dt-dt').is('GOOD'))).">;
  readonly [where.gt]: Hint<"Write where('run.oms.energy').between(6000, 7000), with the path before the condition.">;
  readonly [where.gte]: Hint<"Write where('run.oms.energy').between(6000, 7000), with the path before the condition.">;
  readonly [where.lt]: Hint<"Write where('run.oms.energy').between(6000, 7000), with the path before the condition.">;
  readonly [where.lte]: Hint<"Write where('run.oms.energy').between(6000, 7000), with the path before the condition.">;
  readonly [where.eq]: Hint<"Write where('run.oms.energy').between(6000, 7000), with the path before the condition.">;
  readonly [where.between]: Hint<"Write where('run.oms.energy').between(6000, 7000), with the path before the condition.">;
  readonly [where.and]: Hint<"Call where() again, such as .where('run.rr.class').eq('Cosmics24'): all conditions must hold.">;
  readonly [where.andWhere]: Hint<"Call where() again, such as .where('run.rr.class').eq('Cosmics24'): all conditions must hold.">;
  readonly [where.or]: Hint<"Write where(or(run.energy.gte(6000), flag('dt-dt').is('GOOD'))).">;
  readonly [where.orWhere]: Hint<"Write where(or(run.energy.gte(6000), flag('dt-dt').is('GOOD'))).">;
}

export interface GuessedGoldenFlagCondition {
  readonly [is.where]: Hint<"Write is('GOOD').">;
  readonly [is.first]: Hint<"Write is('GOOD').">;
  readonly [is.one]: Hint<"Write is('GOOD').">;
  readonly [is.count]: Hint<"Write is('GOOD').">;
  readonly [is.limit]: Hint<"Write is('GOOD').">;
  readonly [is.select]: Hint<"Write is('GOOD').">;
  readonly [is.orderBy]: Hint<"Write is('GOOD').">;
  readonly [is.toTable]: Hint<"Write is('GOOD').">;
  readonly [is.eq]: Hint<"Write is('GOOD').">;
  readonly [is.ne]: Hint<"Write isNot('BAD').">;
  readonly [is.not]: Hint<"Write isNot('BAD').">;
  readonly [is.in]: Hint<"Write where(or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('STANDBY'))).">;
  readonly [is.equals]: Hint<"Write is('GOOD').">;
  readonly [is.equal]: Hint<"Write is('GOOD').">;
  readonly [is.good]: Hint<"Write is('GOOD').">;
  readonly [is.isGood]: Hint<"Write is('GOOD').">;
  readonly [is.bad]: Hint<"Write is('BAD').">;
  readonly [is.isBad]: Hint<"Write is('BAD').">;
  readonly [is.all]: Hint<"Golden JSON evaluates one lumisection at a time. Write is('GOOD').">;
  readonly [is.allGood]: Hint<"Golden JSON evaluates one lumisection at a time. Write is('GOOD').">;
  readonly [is.every]: Hint<"Golden JSON evaluates one lumisection at a time. Write is('GOOD').">;
  readonly [is.atLeast]: Hint<"Golden JSON evaluates one lumisection at a time. Write is('GOOD').">;
  readonly [is.atMost]: Hint<"Golden JSON evaluates one lumisection at a time. Write is('GOOD').">;
  readonly [is.comment]: Hint<'Golden JSON has no comments of flags. Filter the datasets with datasets().flag(…).comment.'>;
  readonly [is.cause]: Hint<'Golden JSON has no causes of flags. Filter the datasets with datasets().flag(…).cause.'>;
}

export interface GuessedGoldenFactory {
  readonly [parse.fromFile]: Hint<"Write goldenJson.parse(readFileSync('rules.json', 'utf8')).golden.">;
  readonly [parse.fromFiles]: Hint<"Write goldenJson.parse(readFileSync('rules.json', 'utf8')).golden.">;
  readonly [parse.fromText]: Hint<"Write goldenJson.parse(readFileSync('rules.json', 'utf8')).golden.">;
  readonly [parse.fromString]: Hint<"Write goldenJson.parse(readFileSync('rules.json', 'utf8')).golden.">;
  readonly [parse.fromJSON]: Hint<"Write goldenJson.parse(readFileSync('rules.json', 'utf8')).golden.">;
  readonly [parse.fromJson]: Hint<"Write goldenJson.parse(readFileSync('rules.json', 'utf8')).golden.">;
  readonly [parse.fromDocument]: Hint<"Write goldenJson.parse(readFileSync('rules.json', 'utf8')).golden.">;
  readonly [parse.load]: Hint<"Write goldenJson.parse(readFileSync('rules.json', 'utf8')).golden.">;
  readonly [parse.read]: Hint<"Write goldenJson.parse(readFileSync('rules.json', 'utf8')).golden.">;
  readonly [parse.open]: Hint<"Write goldenJson.parse(readFileSync('rules.json', 'utf8')).golden.">;
  readonly [parse.where]: Hint<"Write goldenJson().where('run.oms.energy').gte(6000).">;
  readonly [parse.flag]: Hint<"Write goldenJson().flag('dt-dt').is('GOOD').">;
  readonly [parse.flags]: Hint<"Write goldenJson().flags(['dt-dt', 'csc-csc']).are('GOOD').">;
  readonly [parse.generate]: Hint<"Write goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }).">;
}

export interface GuessedListCondition {
  readonly [has.where]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [has.first]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [has.one]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [has.count]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [has.limit]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [has.select]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [has.orderBy]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [has.toTable]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [has.all]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [has.includes]: Hint<"Write has('DT').">;
  readonly [has.eq]: Hint<"Write has('DT').">;
  readonly [has.is]: Hint<"Write has('DT').">;
  readonly [has.in]: Hint<"Write has('DT').">;
  readonly [has.not]: Hint<"Write hasNot('DT').">;
  readonly [has.notIncludes]: Hint<"Write hasNot('DT').">;
}

export interface GuessedLumiList {
  readonly [union.difference]: Hint<'Write subtract(other).'>;
  readonly [union.minus]: Hint<'Write subtract(other).'>;
  readonly [union.sub]: Hint<'Write subtract(other).'>;
  readonly [union.except]: Hint<'Write subtract(other).'>;
  readonly [union.without]: Hint<'Write subtract(other).'>;
  readonly [union.or]: Hint<'Write union(other).'>;
  readonly [union.add]: Hint<'Write union(other).'>;
  readonly [union.plus]: Hint<'Write union(other).'>;
  readonly [union.merge]: Hint<'Write union(other).'>;
  readonly [union.concat]: Hint<'Write union(other).'>;
  readonly [union.and]: Hint<'Write intersect(other).'>;
  readonly [union.intersection]: Hint<'Write intersect(other).'>;
  readonly [union.count]: Hint<'Write lumisectionCount, runCount or rangeCount.'>;
  readonly [union.size]: Hint<'Write lumisectionCount, runCount or rangeCount.'>;
  readonly [union.keys]: Hint<'Write list.runs.'>;
  readonly [union.values]: Hint<'Write for (const [run, ranges] of list).'>;
  readonly [union.entries]: Hint<'Write for (const [run, ranges] of list).'>;
  readonly [union.items]: Hint<'Write for (const [run, ranges] of list).'>;
  readonly [union.forEach]: Hint<'Write for (const [run, ranges] of list).'>;
  readonly [union.toArray]: Hint<'Write [...list].'>;
  readonly [union.get]: Hint<'Write ranges(run).'>;
  readonly [union.clone]: Hint<'A list is immutable, so it needs no copy.'>;
  readonly [union.copy]: Hint<'A list is immutable, so it needs no copy.'>;
  readonly [union.xor]: Hint<'Write symmetricDifference(other).'>;
  readonly [union.isEqual]: Hint<'Write equals(other).'>;
  readonly [union.toObject]: Hint<'Write toJSON().'>;
  readonly [union.has]: Hint<'Write contains(run, lumisection).'>;
  readonly [union.includes]: Hint<'Write contains(run, lumisection).'>;
  readonly [union.lumi]: Hint<'Write luminosity(brilcalc).'>;
  readonly [union.compare]: Hint<'Write diff(other).'>;
  readonly [union.save]: Hint<"Write await list.toFile('golden.json').">;
  readonly [union.write]: Hint<"Write await list.toFile('golden.json').">;
  readonly [union.writeFile]: Hint<"Write await list.toFile('golden.json').">;
  readonly [union.writeJSON]: Hint<"Write await list.toFile('golden.json').">;
  readonly [union.getRuns]: Hint<'Write list.runs.'>;
  readonly [union.getLumis]: Hint<'Write [...list.lumisections()].'>;
  readonly [union.getDuplicates]: Hint<'A list has no duplicates. Write intersect(other) for what two lists share.'>;
  readonly [union.getCompactList]: Hint<'Write toJSON().'>;
  readonly [union.toJson]: Hint<'Write toJSON().'>;
  readonly [union.getCMSSWString]: Hint<'Write toCmssw().'>;
  readonly [union.getVLuminosityBlockRange]: Hint<'Write toLuminosityBlockRanges().'>;
  readonly [union.filterLumis]: Hint<'Write filter((run, lumisection) => other.contains(run, lumisection)), or intersect(other).'>;
  readonly [union.selectRuns]: Hint<'Write select([316000, 316001]).'>;
  readonly [union.filterRuns]: Hint<'Write select([316000, 316001]).'>;
  readonly [union.removeRuns]: Hint<'Write remove([316000, 316001]).'>;
}

export interface GuessedLumisectionStream<Row> {
  readonly [toTable.filter]: Hint<"Write await stream.toLumiList(flag('dt-dt').is('GOOD')).">;
  readonly [toTable.where]: Hint<"Write await stream.toLumiList(flag('dt-dt').is('GOOD')).">;
  readonly [toTable.toList]: Hint<"Write await stream.toLumiList(flag('dt-dt').is('GOOD')).">;
  readonly [toTable.toCsv]: Hint<'Write (await stream.toTable()).toCsv().'>;
  readonly [toTable.flag]: Hint<"Write await stream.toLumiList(flag('dt-dt').is('GOOD')).">;
  readonly [toTable.good]: Hint<"Write await stream.toLumiList(flag('dt-dt').is('GOOD')).">;
  readonly [toTable.count]: Hint<"Write (await stream.toLumiList(flag('dt-dt').is('GOOD'))).lumisectionCount.">;
  readonly [toTable.toArray]: Hint<'Write await stream.all().'>;
  readonly [toTable.first]: Hint<'Write for await (const { run_number, ranges } of stream).'>;
  readonly [toTable.forEach]: CallbackHint<Row, 'Write for await (const { run_number, ranges } of stream).', readonly unknown[]>;
  readonly [toTable.map]: CallbackHint<Row, 'Write for await (const { run_number, ranges } of stream).', readonly unknown[]>;
  readonly [toTable.limit]: Hint<'Write limit(n) before lumisections().'>;
  readonly [toTable.select]: Hint<"Write await stream.toTable({ flags: ['dt-dt'], bits: ['cms_active'] }).">;
  readonly [toTable.groupBy]: Hint<"Group the columns of a table with a library: aq.table((await stream.toTable()).toColumns()).groupby('run_number').">;
}

export interface GuessedMirror {
  readonly [close.sync]: Hint<"Write await updateMirror('mirror', query), and open the mirror again.">;
  readonly [close.update]: Hint<"Write await updateMirror('mirror', query), and open the mirror again.">;
  readonly [close.refresh]: Hint<"Write await updateMirror('mirror', query), and open the mirror again.">;
  readonly [close.all]: Hint<"Write mirror.runs().where('energy').gte(6000).all(), or mirror.datasets() in the same way.">;
  readonly [close.where]: Hint<"Write mirror.runs().where('energy').gte(6000).all(), or mirror.datasets() in the same way.">;
  readonly [close.sql]: Hint<"Write mirror.runs().where('energy').gte(6000).all(), or mirror.datasets() in the same way.">;
  readonly [close.execute]: Hint<"Write mirror.runs().where('energy').gte(6000).all(), or mirror.datasets() in the same way.">;
  readonly [close.getRuns]: Hint<"Write mirror.runs().where('energy').gte(6000).all(), or mirror.datasets() in the same way.">;
  readonly [close.lumisections]: Hint<'Write mirror.datasets().lumisections().'>;
  readonly [close.save]: Hint<'A mirror is already a directory of Parquet files.'>;
}

export interface GuessedNullableCondition {
  readonly [isNull.where]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [isNull.first]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [isNull.one]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [isNull.count]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [isNull.limit]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [isNull.select]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [isNull.orderBy]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [isNull.toTable]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [isNull.all]: Hint<"Add a condition first: where('energy').gte(6000), for example.">;
  readonly [isNull.exists]: Hint<'Write isNotNull().'>;
  readonly [isNull.notNull]: Hint<'Write isNotNull().'>;
  readonly [isNull.isDefined]: Hint<'Write isNotNull().'>;
  readonly [isNull.isNone]: Hint<'Write isNull().'>;
  readonly [isNull.isMissing]: Hint<'Write isNull().'>;
}

export interface GuessedOperationResult<Row> {
  readonly [isComplete.map]: CallbackHint<Row, 'Write result.outcomes.', readonly unknown[]>;
  readonly [isComplete.forEach]: CallbackHint<Row, 'Write result.outcomes.', readonly unknown[]>;
  readonly [isComplete.filter]: CallbackHint<Row, "Write result.with('refused'), or result.outcomes.", this>;
  readonly [isComplete.failed]: Hint<"Write result.with('refused') and result.with('unknown').">;
  readonly [isComplete.succeeded]: Hint<"Write result.with('done').">;
  readonly [isComplete.print]: Hint<'Write String(result).'>;
}

export interface GuessedOrderedCondition {
  readonly [eq.equals]: Hint<'Write eq(value).'>;
  readonly [eq.equal]: Hint<'Write eq(value).'>;
  readonly [eq.equalTo]: Hint<'Write eq(value).'>;
  readonly [eq.notEqual]: Hint<'Write ne(value).'>;
  readonly [eq.notEquals]: Hint<'Write ne(value).'>;
  readonly [eq.neq]: Hint<'Write ne(value).'>;
  readonly [eq.not]: Hint<'Write ne(value).'>;
  readonly [eq.is]: Hint<'Write eq(value).'>;
  readonly [eq.isNot]: Hint<'Write ne(value).'>;
  readonly [eq.greaterThan]: Hint<'Write gt(value).'>;
  readonly [eq.moreThan]: Hint<'Write gt(value).'>;
  readonly [eq.above]: Hint<'Write gt(value).'>;
  readonly [eq.ge]: Hint<'Write gte(value).'>;
  readonly [eq.atLeast]: Hint<'Write gte(value).'>;
  readonly [eq.lessThan]: Hint<'Write lt(value).'>;
  readonly [eq.below]: Hint<'Write lt(value).'>;
  readonly [eq.le]: Hint<'Write lte(value).'>;
  readonly [eq.atMost]: Hint<'Write lte(value).'>;
  readonly [eq.isin]: Hint<'Write in([first, second]).'>;
  readonly [eq.isIn]: Hint<'Write in([first, second]).'>;
  readonly [eq.oneOf]: Hint<'Write in([first, second]).'>;
  readonly [eq.range]: Hint<'Write between(low, high), which includes both ends.'>;
  readonly [eq.inRange]: Hint<'Write between(low, high), which includes both ends.'>;
}

export interface GuessedQuery<Row> {
  readonly [where.execute]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.exec]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.fetch]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.get]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.run]: Hint<"Write where('run_number').eq(355100) for one run. To send the query, write all().">;
  readonly [where.runNumber]: Hint<"Write where('run_number').eq(355100) for one run. To send the query, write all().">;
  readonly [where.run_number]: Hint<"Write where('run_number').eq(355100) for one run. To send the query, write all().">;
  readonly [where.send]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.load]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.find]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.toArray]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.toList]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.getAll]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.fetchAll]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.collect]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.getMany]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.to_dict]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.findMany]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.findFirst]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.findUnique]: Hint<'Write one() for the only matching row.'>;
  readonly [where.findOne]: Hint<'Write one() for the only matching row.'>;
  readonly [where.getOne]: Hint<'Write one() for the only matching row.'>;
  readonly [where.firstOrThrow]: Hint<'Write one() for the only matching row.'>;
  readonly [where.firstOrFail]: Hint<'Write one() for the only matching row.'>;
  readonly [where.executeTakeFirst]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.executeTakeFirstOrThrow]: Hint<'Write one() for the only matching row.'>;
  readonly [where.takeFirst]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.selectAll]: Hint<'All attributes are selected without select(). Write all() for the rows.'>;
  readonly [where.last]: Hint<"Write orderBy('run_number', 'desc').first() for the newest run.">;
  readonly [where.tail]: Hint<"Write orderBy('run_number', 'desc').first() for the newest run.">;
  readonly [where.size]: Hint<'Write await query.count().'>;
  readonly [where.isEmpty]: Hint<'Write !(await query.exists()).'>;
  readonly [where.forEach]: CallbackHint<Row, 'Write for await (const row of query.stream()).', readonly unknown[]>;
  readonly [where.map]: CallbackHint<Row, 'Write for await (const row of query.stream()).', readonly unknown[]>;
  readonly [where.each]: CallbackHint<Row, 'Write for await (const row of query.stream()).', readonly unknown[]>;
  readonly [where.iterate]: CallbackHint<Row, 'Write for await (const row of query.stream()).', readonly unknown[]>;
  readonly [where.cursor]: Hint<'Write for await (const row of query.stream()).'>;
  readonly [where.groupBy]: Hint<"Group the columns of a table with a library: aq.table((await query.toTable()).toColumns()).groupby('class').">;
  readonly [where.group_by]: Hint<"Group the columns of a table with a library: aq.table((await query.toTable()).toColumns()).groupby('class').">;
  readonly [where.groupby]: Hint<"Group the columns of a table with a library: aq.table((await query.toTable()).toColumns()).groupby('class').">;
  readonly [where.countBy]: Hint<"Group the columns of a table with a library: aq.table((await query.toTable()).toColumns()).groupby('class').">;
  readonly [where.value_counts]: Hint<"Group the columns of a table with a library: aq.table((await query.toTable()).toColumns()).groupby('class').">;
  readonly [where.distinct]: Hint<"Collect the values in a Set: new Set((await query.select('class').toTable()).toColumns().class).">;
  readonly [where.countDistinct]: Hint<"Collect the values in a Set: new Set((await query.select('class').toTable()).toColumns().class).">;
  readonly [where.unique]: Hint<"Collect the values in a Set: new Set((await query.select('class').toTable()).toColumns().class).">;
  readonly [where.uniq]: Hint<"Collect the values in a Set: new Set((await query.select('class').toTable()).toColumns().class).">;
  readonly [where.nunique]: Hint<"Collect the values in a Set: new Set((await query.select('class').toTable()).toColumns().class).">;
  readonly [where.aggregate]: Hint<"Group the columns of a table with a library: aq.table((await query.toTable()).toColumns()).groupby('class').">;
  readonly [where.sum]: Hint<'Combine the values of (await query.toTable()).toColumns().energy.'>;
  readonly [where.mean]: Hint<'Combine the values of (await query.toTable()).toColumns().energy.'>;
  readonly [where.avg]: Hint<'Combine the values of (await query.toTable()).toColumns().energy.'>;
  readonly [where.max]: Hint<"Write orderBy('energy', 'desc').first().">;
  readonly [where.min]: Hint<"Write orderBy('energy').first().">;
  readonly [where.toCSV]: Hint<'Write await query.toCsv().'>;
  readonly [where.to_csv]: Hint<'Write await query.toCsv().'>;
  readonly [where.save]: Hint<"Write writeFile('rows.csv', await query.toCsv()).">;
  readonly [where.print]: Hint<'Write String(await query.toTable()).'>;
  readonly [where.show]: Hint<'Write String(await query.toTable()).'>;
  readonly [where.describe]: Hint<'Write String(await query.toTable()).'>;
  readonly [where.toJson]: Hint<'Write JSON.stringify(await query.all()) for the rows, or toFilter() for the payload.'>;
  readonly [where.debug]: Hint<'Write String(query.explain()).'>;
  readonly [where.pluck]: Hint<'Write (await query.toTable()).toColumns().'>;
  readonly [where.ids]: Hint<'Write (await query.toTable()).toColumns().'>;
  readonly [where.values]: Hint<'Write (await query.toTable()).toColumns().'>;
  readonly [where.toDataFrame]: Hint<'Write (await query.toTable()).toColumns().'>;
  readonly [where.compile]: Hint<"Write toSql({ dialect: 'duckdb' }).">;
  readonly [where.sql]: Hint<"Write toSql({ dialect: 'duckdb' }).">;
  readonly [where.toSQL]: Hint<"Write toSql({ dialect: 'duckdb' }).">;
  readonly [where.to_sql]: Hint<"Write toSql({ dialect: 'duckdb' }).">;
  readonly [where.to_pandas]: Hint<'Write (await query.toTable()).toColumns().'>;
  readonly [where.offset]: Hint<'Write limit(n) for the first rows. To read all in parts, write pages().'>;
  readonly [where.skip]: Hint<'Write limit(n) for the first rows. To read all in parts, write pages().'>;
  readonly [where.page]: Hint<'Write limit(n) for the first rows. To read all in parts, write pages().'>;
  readonly [where.paginate]: Hint<'Write limit(n) for the first rows. To read all in parts, write pages().'>;
  readonly [where.perPage]: Hint<'Write limit(n) for the first rows. To read all in parts, write pages().'>;
  readonly [where.batch]: Hint<'Write limit(n) for the first rows. To read all in parts, write pages().'>;
  readonly [where.take]: Hint<'Write limit(n).'>;
  readonly [where.top]: Hint<'Write limit(n).'>;
  readonly [where.head]: Hint<'Write limit(n).'>;
  readonly [where.sort]: Hint<"Write orderBy('energy', 'desc').">;
  readonly [where.sortBy]: Hint<"Write orderBy('energy', 'desc').">;
  readonly [where.sort_values]: Hint<"Write orderBy('energy', 'desc').">;
  readonly [where.order]: Hint<"Write orderBy('energy', 'desc').">;
  readonly [where.order_by]: Hint<"Write orderBy('energy', 'desc').">;
  readonly [where.orderByDesc]: Hint<"Write orderBy('energy', 'desc').">;
  readonly [where.desc]: Hint<"Write orderBy('energy', 'desc').">;
  readonly [where.asc]: Hint<"Write orderBy('energy', 'desc').">;
  readonly [where.include]: Hint<"Rows have all attributes and flags: write (await query.one()).lumisections['dt-dt'].">;
  readonly [where.join]: Hint<"Rows have all attributes and flags: write (await query.one()).lumisections['dt-dt'].">;
  readonly [where.leftJoin]: Hint<"Rows have all attributes and flags: write (await query.one()).lumisections['dt-dt'].">;
  readonly [where.with]: Hint<"Rows have all attributes and flags: write (await query.one()).lumisections['dt-dt'].">;
  readonly [where.populate]: Hint<"Rows have all attributes and flags: write (await query.one()).lumisections['dt-dt'].">;
  readonly [where.update]: Hint<"A query only reads. Write await registry.operations.changeRunClass(query, 'Collisions24') to change runs.">;
  readonly [where.insert]: Hint<"A query only reads. Write await registry.operations.changeRunClass(query, 'Collisions24') to change runs.">;
  readonly [where.delete]: Hint<"A query only reads. Write await registry.operations.changeRunClass(query, 'Collisions24') to change runs.">;
  readonly [where.set]: Hint<"A query only reads. Write await registry.operations.changeRunClass(query, 'Collisions24') to change runs.">;
  readonly [where.move]: Hint<"A query only reads. Write await registry.operations.moveRuns(query, { from: 'OPEN', to: 'SIGNOFF' }).">;
  readonly [where.moveTo]: Hint<"A query only reads. Write await registry.operations.moveRuns(query, { from: 'OPEN', to: 'SIGNOFF' }).">;
  readonly [where.signoff]: Hint<"A query only reads. Write await registry.operations.moveRuns(query, { from: 'OPEN', to: 'SIGNOFF' }).">;
  readonly [where.$if]: Hint<'Write when(value, (query, value) => …).'>;
  readonly [where.if]: Hint<'Write when(value, (query, value) => …).'>;
  readonly [where.clone]: Hint<'A query is immutable: store it, and add conditions to it as often as you like.'>;
  readonly [where.copy]: Hint<'A query is immutable: store it, and add conditions to it as often as you like.'>;
  readonly [where.dataset]: Hint<"Write where('dataset_name').eq('/PromptReco/Collisions2018A/DQM').">;
  readonly [where.name]: Hint<"Write where('dataset_name').eq('/PromptReco/Collisions2018A/DQM').">;
  readonly [where.state]: Hint<"Write where('tracker_state').is('OPEN') for datasets, or where('state').is('OPEN') for runs.">;
  readonly [where.workspace]: Hint<"Write where('tracker_state').is('OPEN') for datasets, or where('state').is('OPEN') for runs.">;
  readonly [where.withFlag]: Hint<"Write flag('dt-dt').is('GOOD').">;
  readonly [where.hasFlag]: Hint<"Write flag('dt-dt').is('GOOD').">;
  readonly [where.eq]: Hint<"Write where('energy').between(6000, 7000), with the name of the attribute before the condition.">;
  readonly [where.gt]: Hint<"Write where('energy').between(6000, 7000), with the name of the attribute before the condition.">;
  readonly [where.gte]: Hint<"Write where('energy').between(6000, 7000), with the name of the attribute before the condition.">;
  readonly [where.lt]: Hint<"Write where('energy').between(6000, 7000), with the name of the attribute before the condition.">;
  readonly [where.lte]: Hint<"Write where('energy').between(6000, 7000), with the name of the attribute before the condition.">;
  readonly [where.between]: Hint<"Write where('energy').between(6000, 7000), with the name of the attribute before the condition.">;
  readonly [where.range]: Hint<"Write where('energy').between(6000, 7000), with the name of the attribute before the condition.">;
  readonly [where.columns]: Hint<"Write select('run_number', 'energy').">;
  readonly [where.fields]: Hint<"Write select('run_number', 'energy').">;
  readonly [where.attributes]: Hint<"Write select('run_number', 'energy').">;
  readonly [where.pick]: Hint<"Write select('run_number', 'energy').">;
  readonly [where.project]: Hint<"Write select('run_number', 'energy').">;
  readonly [where.filter]: CallbackHint<Row, "Write where('energy').gte(6000). For a payload of the registry, write raw({ … }).", this>;
  readonly [where.having]: Hint<"Write where('energy').gte(6000).">;
  readonly [where.query]: Hint<"Write where('energy').gte(6000).">;
  readonly [where.whereRaw]: Hint<"Write where('energy').gte(6000).">;
  readonly [where.not]: Hint<'Write where(not(run.energy.gte(6000))).'>;
  readonly [where.whereIn]: Hint<"Write where('energy').in([6500, 6800]).">;
  readonly [where.whereNotIn]: Hint<"Write where('energy').notIn([6500, 6800]).">;
  readonly [where.whereBetween]: Hint<"Write where('energy').between(6000, 7000).">;
  readonly [where.whereNull]: Hint<"Write where('energy').isNull().">;
  readonly [where.whereNotNull]: Hint<"Write where('energy').isNotNull().">;
  readonly [where.whereNot]: Hint<'Write where(not(run.energy.gte(6000))).'>;
  readonly [where.and]: Hint<"Call where() again, such as .where('class').eq('Cosmics24'): all conditions must hold.">;
  readonly [where.andWhere]: Hint<"Call where() again, such as .where('class').eq('Cosmics24'): all conditions must hold.">;
  readonly [where.or]: Hint<"Write where(or(run.energy.gte(6000), run.class.eq('Cosmics24'))).">;
  readonly [where.orWhere]: Hint<"Write where(or(run.energy.gte(6000), run.class.eq('Cosmics24'))).">;
}

export interface GuessedStringCondition {
  readonly [like.equals]: Hint<'Write eq(value).'>;
  readonly [like.equal]: Hint<'Write eq(value).'>;
  readonly [like.equalTo]: Hint<'Write eq(value).'>;
  readonly [like.notEqual]: Hint<'Write ne(value).'>;
  readonly [like.notEquals]: Hint<'Write ne(value).'>;
  readonly [like.neq]: Hint<'Write ne(value).'>;
  readonly [like.not]: Hint<'Write ne(value).'>;
  readonly [like.is]: Hint<'Write eq(value).'>;
  readonly [like.isNot]: Hint<'Write ne(value).'>;
  readonly [like.includes]: Hint<"Write contains('Cosmics'), or like('%Cosmics%') with the wildcards % and _.">;
  readonly [like.match]: Hint<"Write contains('Cosmics'), or like('%Cosmics%') with the wildcards % and _.">;
  readonly [like.matches]: Hint<"Write contains('Cosmics'), or like('%Cosmics%') with the wildcards % and _.">;
  readonly [like.regex]: Hint<"Write contains('Cosmics'), or like('%Cosmics%') with the wildcards % and _.">;
  readonly [like.ilike]: Hint<"Write contains('Cosmics'), or like('%Cosmics%') with the wildcards % and _.">;
  readonly [like.isin]: Hint<'Write in([first, second]).'>;
  readonly [like.isIn]: Hint<'Write in([first, second]).'>;
  readonly [like.oneOf]: Hint<'Write in([first, second]).'>;
}

export interface GuessedTable<Row> {
  readonly [toColumns.toRows]: Hint<'Write table.rows.'>;
  readonly [toColumns.toArray]: Hint<'Write table.rows.'>;
  readonly [toColumns.toObjects]: Hint<'Write table.rows.'>;
  readonly [toColumns.map]: CallbackHint<Row, 'Write table.rows.', readonly unknown[]>;
  readonly [toColumns.forEach]: CallbackHint<Row, 'Write table.rows.', readonly unknown[]>;
  readonly [toColumns.filter]: CallbackHint<Row, 'Write table.rows.', this>;
  readonly [toColumns.sort]: Hint<'Write table.rows.'>;
  readonly [toColumns.head]: Hint<'Write table.rows.'>;
  readonly [toColumns.toDataFrame]: Hint<'Write table.toColumns().'>;
  readonly [toColumns.toObject]: Hint<'Write table.toColumns().'>;
  readonly [toColumns.column]: Hint<'Write table.toColumns().'>;
  readonly [toColumns.get]: Hint<'Write table.toColumns().'>;
  readonly [toColumns.print]: Hint<'Write String(table).'>;
  readonly [toColumns.show]: Hint<'Write String(table).'>;
  readonly [toColumns.save]: Hint<"Write writeFile('rows.csv', table.toCsv()).">;
  readonly [toColumns.toFile]: Hint<"Write writeFile('rows.csv', table.toCsv()).">;
  readonly [toColumns.write]: Hint<"Write writeFile('rows.csv', table.toCsv()).">;
  readonly [toColumns.toCSV]: Hint<'Write table.toCsv().'>;
  readonly [toColumns.to_csv]: Hint<'Write table.toCsv().'>;
  readonly [toColumns.groupBy]: Hint<"Group the columns with a library: aq.table(table.toColumns()).groupby('class').">;
  readonly [toColumns.groupby]: Hint<"Group the columns with a library: aq.table(table.toColumns()).groupby('class').">;
  readonly [toColumns.aggregate]: Hint<"Group the columns with a library: aq.table(table.toColumns()).groupby('class').">;
}

/** Makes a literal a part of a pattern. Every string has a length. */
type Rest = { readonly length: number };

export interface GuessedClientOption {
  readonly [guess: `e${'nvironment' & Rest}`]: Hint<"Write new RunRegistry({ target: 'production' }), or 'development', 'qa', 'local' or 'embedded'.">;
  readonly [guess: `e${'nv' & Rest}`]: Hint<"Write new RunRegistry({ target: 'production' }), or 'development', 'qa', 'local' or 'embedded'.">;
  readonly [guess: `E${'NVIRONMENT' & Rest}`]: Hint<"Write new RunRegistry({ target: 'production' }), or 'development', 'qa', 'local' or 'embedded'.">;
  readonly [guess: `m${'ode' & Rest}`]: Hint<"Write new RunRegistry({ target: 'production' }), or 'development', 'qa', 'local' or 'embedded'.">;
  readonly [guess: `r${'egistry' & Rest}`]: Hint<"Write new RunRegistry({ target: 'production' }), or 'development', 'qa', 'local' or 'embedded'.">;
  readonly [guess: `e${'mbedded' & Rest}`]: Hint<"Write new RunRegistry({ target: 'embedded' }).">;
  readonly [guess: `h${'ost' & Rest}`]: Hint<"Write new RunRegistry({ url: 'https://host/api' }).">;
  readonly [guess: `b${'aseUrl' & Rest}`]: Hint<"Write new RunRegistry({ url: 'https://host/api' }).">;
  readonly [guess: `b${'aseURL' & Rest}`]: Hint<"Write new RunRegistry({ url: 'https://host/api' }).">;
  readonly [guess: `s${'erver' & Rest}`]: Hint<"Write new RunRegistry({ url: 'https://host/api' }).">;
  readonly [guess: `e${'ndpoint' & Rest}`]: Hint<"Write new RunRegistry({ url: 'https://host/api' }).">;
  readonly [guess: `c${'lient_id' & Rest}`]: Hint<'Write new RunRegistry({ clientId, clientSecret }).'>;
  readonly [guess: `c${'lient_secret' & Rest}`]: Hint<'Write new RunRegistry({ clientId, clientSecret }).'>;
  readonly [guess: `s${'ecret' & Rest}`]: Hint<'Write new RunRegistry({ clientId, clientSecret }).'>;
  readonly [guess: `t${'oken' & Rest}`]: Hint<'Write new RunRegistry({ clientId, clientSecret }).'>;
  readonly [guess: `S${'SO_CLIENT_ID' & Rest}`]: Hint<'Write new RunRegistry({ clientId, clientSecret }).'>;
  readonly [guess: `S${'SO_CLIENT_SECRET' & Rest}`]: Hint<'Write new RunRegistry({ clientId, clientSecret }).'>;
  readonly [guess: `m${'axRetries' & Rest}`]: Hint<'Write new RunRegistry({ retries: 3 }).'>;
  readonly [guess: `t${'imeoutMs' & Rest}`]: Hint<'Write new RunRegistry({ timeout: 60_000 }), in milliseconds.'>;
}
