// Generated from src/catalogue/guessed-*.ts by `npm run generate`. Edit those files, not this one.

import type { CallbackHint, Hint } from '../../util/guessed.js';

/** @public */
export declare enum are {
  kind = 'kind',
  is = 'is',
  eq = 'eq',
  equals = 'equals',
  every = 'every',
  all = 'all',
  allGood = 'allGood',
  areGood = 'areGood',
  good = 'good',
  isGood = 'isGood',
  isNot = 'isNot',
  areNot = 'areNot',
  some = 'some',
  any = 'any',
}

/** @public */
export declare enum before {
  year = 'year',
  month = 'month',
  day = 'day',
  date = 'date',
  like = 'like',
  startsWith = 'startsWith',
  contains = 'contains',
  on = 'on',
  lastDays = 'lastDays',
  since = 'since',
  from = 'from',
  until = 'until',
  to = 'to',
}

/** @public */
export declare enum close {
  sync = 'sync',
  update = 'update',
  refresh = 'refresh',
  all = 'all',
  where = 'where',
  sql = 'sql',
  execute = 'execute',
  getRuns = 'getRuns',
  lumisections = 'lumisections',
  save = 'save',
}

/** @public */
export declare enum eq {
  equals = 'equals',
  equal = 'equal',
  equalTo = 'equalTo',
  notEqual = 'notEqual',
  notEquals = 'notEquals',
  neq = 'neq',
  not = 'not',
  is = 'is',
  isNot = 'isNot',
  greaterThan = 'greaterThan',
  moreThan = 'moreThan',
  above = 'above',
  ge = 'ge',
  atLeast = 'atLeast',
  lessThan = 'lessThan',
  below = 'below',
  le = 'le',
  atMost = 'atMost',
  isin = 'isin',
  isIn = 'isIn',
  oneOf = 'oneOf',
  isAnyOf = 'isAnyOf',
  range = 'range',
  inRange = 'inRange',
  isBetween = 'isBetween',
  near = 'near',
  approx = 'approx',
  isclose = 'isclose',
}

/** @public */
export declare enum getRun {
  getRuns = 'getRuns',
  get_runs = 'get_runs',
  getRunsFiltered = 'getRunsFiltered',
  run = 'run',
  get_run = 'get_run',
  getDatasets = 'getDatasets',
  get_datasets = 'get_datasets',
  dataset = 'dataset',
  get_dataset = 'get_dataset',
  getDatasetNames = 'getDatasetNames',
  get_dataset_names_of_run = 'get_dataset_names_of_run',
  get_cycles = 'get_cycles',
  cycles = 'cycles',
  lumisections = 'lumisections',
  get_datasets_accepted = 'get_datasets_accepted',
  get_lumisections = 'get_lumisections',
  get_oms_lumisections = 'get_oms_lumisections',
  get_lumisection_ranges = 'get_lumisection_ranges',
  get_lumisection_ranges_by_component = 'get_lumisection_ranges_by_component',
  get_oms_lumisection_ranges = 'get_oms_lumisection_ranges',
  get_joint_lumisection_ranges = 'get_joint_lumisection_ranges',
  create_json = 'create_json',
  generateJson = 'generateJson',
  generate_json = 'generate_json',
  getGoldenJson = 'getGoldenJson',
  getJsons = 'getJsons',
  getGoldenJsons = 'getGoldenJsons',
  jsons = 'jsons',
  listJson = 'listJson',
  golden = 'golden',
  setup = 'setup',
  connect = 'connect',
  login = 'login',
  query = 'query',
  sql = 'sql',
  from = 'from',
  selectFrom = 'selectFrom',
  table = 'table',
  workspace = 'workspace',
  mirror = 'mirror',
  snapshot = 'snapshot',
  dump = 'dump',
  disconnect = 'disconnect',
  stop = 'stop',
  end = 'end',
  destroy = 'destroy',
}

/** @public */
export declare enum has {
  kind = 'kind',
  where = 'where',
  first = 'first',
  one = 'one',
  count = 'count',
  limit = 'limit',
  select = 'select',
  orderBy = 'orderBy',
  toTable = 'toTable',
  all = 'all',
  includes = 'includes',
  hasAll = 'hasAll',
  hasAny = 'hasAny',
  eq = 'eq',
  is = 'is',
  in = 'in',
  not = 'not',
  notIncludes = 'notIncludes',
}

/** @public */
export declare enum is {
  isTrue = 'isTrue',
  isFalse = 'isFalse',
  not = 'not',
  equals = 'equals',
  equal = 'equal',
  equalTo = 'equalTo',
  notEqual = 'notEqual',
  isin = 'isin',
  isIn = 'isIn',
  oneOf = 'oneOf',
  isAnyOf = 'isAnyOf',
  kind = 'kind',
  where = 'where',
  first = 'first',
  one = 'one',
  count = 'count',
  limit = 'limit',
  select = 'select',
  orderBy = 'orderBy',
  toTable = 'toTable',
  eq = 'eq',
  ne = 'ne',
  in = 'in',
  anyOf = 'anyOf',
  none = 'none',
  never = 'never',
  only = 'only',
  good = 'good',
  isGood = 'isGood',
  bad = 'bad',
  isBad = 'isBad',
  some = 'some',
  any = 'any',
  min = 'min',
  gte = 'gte',
  all = 'all',
  allGood = 'allGood',
  fraction = 'fraction',
  percentage = 'percentage',
  every = 'every',
  atLeast = 'atLeast',
  atMost = 'atMost',
  comment = 'comment',
  cause = 'cause',
}

/** @public */
export declare enum isComplete {
  map = 'map',
  forEach = 'forEach',
  filter = 'filter',
  failed = 'failed',
  succeeded = 'succeeded',
  print = 'print',
}

/** @public */
export declare enum isNull {
  kind = 'kind',
  where = 'where',
  first = 'first',
  one = 'one',
  count = 'count',
  limit = 'limit',
  select = 'select',
  orderBy = 'orderBy',
  toTable = 'toTable',
  all = 'all',
  exists = 'exists',
  notNull = 'notNull',
  isDefined = 'isDefined',
  isNone = 'isNone',
  isMissing = 'isMissing',
  isna = 'isna',
  isnull = 'isnull',
  notna = 'notna',
  notnull = 'notnull',
  desc = 'desc',
  asc = 'asc',
}

/** @public */
export declare enum kind {
  or = 'or',
  and = 'and',
  not = 'not',
  negate = 'negate',
  is = 'is',
  isNot = 'isNot',
  eq = 'eq',
}

/** @public */
export declare enum like {
  equals = 'equals',
  equal = 'equal',
  equalTo = 'equalTo',
  notEqual = 'notEqual',
  notEquals = 'notEquals',
  neq = 'neq',
  not = 'not',
  is = 'is',
  isNot = 'isNot',
  notContains = 'notContains',
  doesNotContain = 'doesNotContain',
  notlike = 'notlike',
  includes = 'includes',
  match = 'match',
  matches = 'matches',
  regex = 'regex',
  ilike = 'ilike',
  lower = 'lower',
  toLowerCase = 'toLowerCase',
  upper = 'upper',
  str = 'str',
  startswith = 'startswith',
  endswith = 'endswith',
  isin = 'isin',
  isIn = 'isIn',
  oneOf = 'oneOf',
  isAnyOf = 'isAnyOf',
}

/** @public */
export declare enum lint {
  all = 'all',
  execute = 'execute',
  run = 'run',
  create = 'create',
  createJson = 'createJson',
  create_json = 'create_json',
  submit = 'submit',
  build = 'build',
  make = 'make',
  preview = 'preview',
  dataset = 'dataset',
  datasetName = 'datasetName',
  toLumiList = 'toLumiList',
  getList = 'getList',
  lumisections = 'lumisections',
  count = 'count',
  toFile = 'toFile',
  save = 'save',
  write = 'write',
  download = 'download',
  compare = 'compare',
  diff = 'diff',
  add = 'add',
  addClause = 'addClause',
  addFlag = 'addFlag',
  withFlag = 'withFlag',
  drop = 'drop',
  delete = 'delete',
  without = 'without',
  print = 'print',
  debug = 'debug',
  explainWhy = 'explainWhy',
  guards = 'guards',
  noGuards = 'noGuards',
  withoutGuards = 'withoutGuards',
  lumisection = 'lumisection',
  oms = 'oms',
  bit = 'bit',
  require = 'require',
  rule = 'rule',
  runs = 'runs',
  runRange = 'runRange',
  range = 'range',
  exclude = 'exclude',
  toJson = 'toJson',
  json = 'json',
  stringify = 'stringify',
  toLogic = 'toLogic',
  toRules = 'toRules',
  toPython = 'toPython',
  toSQL = 'toSQL',
  named = 'named',
  check = 'check',
  validate = 'validate',
  verify = 'verify',
  test = 'test',
  passes = 'passes',
  filter = 'filter',
  dcs = 'dcs',
  dcsOnly = 'dcsOnly',
  good = 'good',
  not = 'not',
  except = 'except',
  gt = 'gt',
  gte = 'gte',
  lt = 'lt',
  lte = 'lte',
  eq = 'eq',
  between = 'between',
  and = 'and',
  andWhere = 'andWhere',
  or = 'or',
  orWhere = 'orWhere',
}

/** @public */
export declare enum moveRuns {
  move_runs = 'move_runs',
  moveRun = 'moveRun',
  signOff = 'signOff',
  signoff = 'signoff',
  move_datasets = 'move_datasets',
  make_significant_runs = 'make_significant_runs',
  makeSignificantRuns = 'makeSignificantRuns',
  makeSignificant = 'makeSignificant',
  reset_RR_attributes_and_refresh_runs = 'reset_RR_attributes_and_refresh_runs',
  resetRuns = 'resetRuns',
  resetAttributes = 'resetAttributes',
  resetRRAttributes = 'resetRRAttributes',
  manually_refresh_components_statuses_for_runs = 'manually_refresh_components_statuses_for_runs',
  refresh = 'refresh',
  refreshRun = 'refreshRun',
  edit_rr_lumisections = 'edit_rr_lumisections',
  editRrLumisections = 'editRrLumisections',
  change_run_class = 'change_run_class',
  changeClass = 'changeClass',
  setRunClass = 'setRunClass',
  setClass = 'setClass',
}

/** @public */
export declare enum parse {
  where = 'where',
  flag = 'flag',
  all = 'all',
  first = 'first',
  count = 'count',
  select = 'select',
  orderBy = 'orderBy',
  limit = 'limit',
  lumisections = 'lumisections',
  get = 'get',
  find = 'find',
  findMany = 'findMany',
  findFirst = 'findFirst',
  findUnique = 'findUnique',
  filter = 'filter',
  fromFilter = 'fromFilter',
  from = 'from',
  fromUrl = 'fromUrl',
  fromFile = 'fromFile',
  fromFiles = 'fromFiles',
  fromText = 'fromText',
  fromString = 'fromString',
  fromJSON = 'fromJSON',
  fromJson = 'fromJson',
  fromDocument = 'fromDocument',
  load = 'load',
  read = 'read',
  open = 'open',
  flags = 'flags',
  generate = 'generate',
}

/** @public */
export declare enum sum {
  lumi = 'lumi',
  luminosity = 'luminosity',
  recorded = 'recorded',
  delivered = 'delivered',
  integrate = 'integrate',
  get = 'get',
  total = 'total',
  filter = 'filter',
  byRun = 'byRun',
  forRun = 'forRun',
  perRun = 'perRun',
}

/** @public */
export declare enum toColumns {
  toRows = 'toRows',
  toArray = 'toArray',
  toObjects = 'toObjects',
  map = 'map',
  forEach = 'forEach',
  filter = 'filter',
  sort = 'sort',
  head = 'head',
  sort_values = 'sort_values',
  orderBy = 'orderBy',
  toJson = 'toJson',
  toDataFrame = 'toDataFrame',
  toObject = 'toObject',
  column = 'column',
  sum = 'sum',
  mean = 'mean',
  max = 'max',
  to_dict = 'to_dict',
  get = 'get',
  print = 'print',
  show = 'show',
  describe = 'describe',
  toMarkdown = 'toMarkdown',
  save = 'save',
  toFile = 'toFile',
  write = 'write',
  toCSV = 'toCSV',
  to_csv = 'to_csv',
  groupBy = 'groupBy',
  groupby = 'groupby',
  aggregate = 'aggregate',
  value_counts = 'value_counts',
  tolist = 'tolist',
}

/** @public */
export declare enum toTable {
  filter = 'filter',
  where = 'where',
  toList = 'toList',
  toCsv = 'toCsv',
  flag = 'flag',
  good = 'good',
  count = 'count',
  toArray = 'toArray',
  first = 'first',
  forEach = 'forEach',
  map = 'map',
  limit = 'limit',
  select = 'select',
  groupBy = 'groupBy',
}

/** @public */
export declare enum union {
  difference = 'difference',
  minus = 'minus',
  sub = 'sub',
  except = 'except',
  without = 'without',
  or = 'or',
  add = 'add',
  plus = 'plus',
  merge = 'merge',
  concat = 'concat',
  and = 'and',
  intersection = 'intersection',
  count = 'count',
  size = 'size',
  keys = 'keys',
  values = 'values',
  entries = 'entries',
  items = 'items',
  forEach = 'forEach',
  toArray = 'toArray',
  get = 'get',
  clone = 'clone',
  copy = 'copy',
  xor = 'xor',
  isEqual = 'isEqual',
  equal = 'equal',
  toObject = 'toObject',
  has = 'has',
  includes = 'includes',
  lumi = 'lumi',
  compare = 'compare',
  save = 'save',
  dump = 'dump',
  write = 'write',
  writeFile = 'writeFile',
  writeJSON = 'writeJSON',
  getRuns = 'getRuns',
  getLumis = 'getLumis',
  getDuplicates = 'getDuplicates',
  getCompactList = 'getCompactList',
  toJson = 'toJson',
  getCMSSWString = 'getCMSSWString',
  getVLuminosityBlockRange = 'getVLuminosityBlockRange',
  filterLumis = 'filterLumis',
  selectRuns = 'selectRuns',
  filterRuns = 'filterRuns',
  keep = 'keep',
  only = 'only',
  restrict = 'restrict',
  addRun = 'addRun',
  addLumi = 'addLumi',
  toPairs = 'toPairs',
  pairs = 'pairs',
  invert = 'invert',
  removeRuns = 'removeRuns',
  exclude = 'exclude',
  drop = 'drop',
  between = 'between',
  overlaps = 'overlaps',
  intersects = 'intersects',
  isSubset = 'isSubset',
  issubset = 'issubset',
  isSupersetOf = 'isSupersetOf',
  issuperset = 'issuperset',
  isDisjoint = 'isDisjoint',
  hasRun = 'hasRun',
  containsRun = 'containsRun',
  range = 'range',
  sort = 'sort',
  stringify = 'stringify',
}

/** @public */
export declare enum where {
  execute = 'execute',
  exec = 'exec',
  fetch = 'fetch',
  get = 'get',
  run = 'run',
  runNumber = 'runNumber',
  run_number = 'run_number',
  byRun = 'byRun',
  send = 'send',
  load = 'load',
  find = 'find',
  toArray = 'toArray',
  toList = 'toList',
  getAll = 'getAll',
  fetchAll = 'fetchAll',
  collect = 'collect',
  getMany = 'getMany',
  to_dict = 'to_dict',
  findMany = 'findMany',
  findFirst = 'findFirst',
  findUnique = 'findUnique',
  findOne = 'findOne',
  getOne = 'getOne',
  firstOrThrow = 'firstOrThrow',
  firstOrFail = 'firstOrFail',
  executeTakeFirst = 'executeTakeFirst',
  executeTakeFirstOrThrow = 'executeTakeFirstOrThrow',
  takeFirst = 'takeFirst',
  selectAll = 'selectAll',
  last = 'last',
  tail = 'tail',
  latest = 'latest',
  size = 'size',
  isEmpty = 'isEmpty',
  forEach = 'forEach',
  map = 'map',
  each = 'each',
  iterate = 'iterate',
  cursor = 'cursor',
  groupBy = 'groupBy',
  group_by = 'group_by',
  groupby = 'groupby',
  countBy = 'countBy',
  value_counts = 'value_counts',
  distinct = 'distinct',
  countDistinct = 'countDistinct',
  unique = 'unique',
  uniq = 'uniq',
  nunique = 'nunique',
  aggregate = 'aggregate',
  sum = 'sum',
  mean = 'mean',
  avg = 'avg',
  max = 'max',
  min = 'min',
  toCSV = 'toCSV',
  to_csv = 'to_csv',
  save = 'save',
  print = 'print',
  show = 'show',
  describe = 'describe',
  to_parquet = 'to_parquet',
  toParquet = 'toParquet',
  dropna = 'dropna',
  toUrl = 'toUrl',
  toJson = 'toJson',
  keyBy = 'keyBy',
  debug = 'debug',
  pluck = 'pluck',
  ids = 'ids',
  values = 'values',
  toDataFrame = 'toDataFrame',
  compile = 'compile',
  sql = 'sql',
  toSQL = 'toSQL',
  to_sql = 'to_sql',
  to_pandas = 'to_pandas',
  offset = 'offset',
  skip = 'skip',
  page = 'page',
  paginate = 'paginate',
  perPage = 'perPage',
  batch = 'batch',
  take = 'take',
  top = 'top',
  head = 'head',
  sort = 'sort',
  sortBy = 'sortBy',
  sort_values = 'sort_values',
  order = 'order',
  order_by = 'order_by',
  orderByDesc = 'orderByDesc',
  desc = 'desc',
  asc = 'asc',
  thenBy = 'thenBy',
  include = 'include',
  join = 'join',
  leftJoin = 'leftJoin',
  innerJoin = 'innerJoin',
  with = 'with',
  populate = 'populate',
  update = 'update',
  insert = 'insert',
  delete = 'delete',
  set = 'set',
  move = 'move',
  moveTo = 'moveTo',
  signoff = 'signoff',
  $if = '$if',
  if = 'if',
  clone = 'clone',
  copy = 'copy',
  dataset = 'dataset',
  name = 'name',
  state = 'state',
  workspace = 'workspace',
  since = 'since',
  withFlag = 'withFlag',
  hasFlag = 'hasFlag',
  eq = 'eq',
  gt = 'gt',
  gte = 'gte',
  lt = 'lt',
  lte = 'lte',
  between = 'between',
  range = 'range',
  columns = 'columns',
  fields = 'fields',
  attributes = 'attributes',
  pick = 'pick',
  project = 'project',
  filter = 'filter',
  having = 'having',
  query = 'query',
  whereRaw = 'whereRaw',
  not = 'not',
  whereIn = 'whereIn',
  whereNotIn = 'whereNotIn',
  whereBetween = 'whereBetween',
  whereNull = 'whereNull',
  whereNotNull = 'whereNotNull',
  whereNot = 'whereNot',
  and = 'and',
  andWhere = 'andWhere',
  or = 'or',
  union = 'union',
  orWhere = 'orWhere',
}

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
  readonly [sum.forRun]: Hint<'Write brilcalc.sum(list.select([run])) for each run of list.runs.'>;
  readonly [sum.perRun]: Hint<'Write brilcalc.sum(list.select([run])) for each run of list.runs.'>;
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
  readonly [getRun.getJsons]: Hint<"Write await registry.listJsons({ filter: 'mine' }).">;
  readonly [getRun.getGoldenJsons]: Hint<"Write await registry.listJsons({ filter: 'mine' }).">;
  readonly [getRun.jsons]: Hint<"Write await registry.listJsons({ filter: 'mine' }).">;
  readonly [getRun.listJson]: Hint<"Write await registry.listJsons({ filter: 'mine' }).">;
  readonly [getRun.golden]: Hint<"Write registry.goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }).">;
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
  readonly [before.date]: Hint<"Write eq('2018') for the whole year, or eq('2018-05') for the month.">;
  readonly [before.like]: Hint<"Write eq('2018') for the whole year, or eq('2018-05') for the month.">;
  readonly [before.startsWith]: Hint<"Write eq('2018') for the whole year, or eq('2018-05') for the month.">;
  readonly [before.contains]: Hint<"Write eq('2018') for the whole year, or eq('2018-05') for the month.">;
  readonly [before.on]: Hint<"Write eq('2018-05-25') for the whole day.">;
  readonly [before.lastDays]: Hint<'Write gte(date).'>;
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
  readonly [is.isAnyOf]: Hint<'Write in([first, second]).'>;
}

export interface GuessedExpression {
  readonly [kind.or]: Hint<"Write or(run.energy.gte(6000), run.class.eq('Cosmics24')).">;
  readonly [kind.and]: Hint<"Write and(run.energy.gte(6000), run.class.eq('Cosmics24')).">;
  readonly [kind.not]: Hint<'Write not(run.energy.gte(6000)).'>;
  readonly [kind.negate]: Hint<'Write not(run.energy.gte(6000)).'>;
  readonly [kind.is]: Hint<'It already is a condition: write where(dcs.pixel), or where(not(dcs.pixel)).'>;
  readonly [kind.isNot]: Hint<'It already is a condition: write where(dcs.pixel), or where(not(dcs.pixel)).'>;
  readonly [kind.eq]: Hint<'It already is a condition: write where(dcs.pixel), or where(not(dcs.pixel)).'>;
}

export interface GuessedFlagCondition {
  readonly [is.kind]: Hint<"Add a status first: is('GOOD') for any lumisection, every('GOOD') for all.">;
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
  readonly [is.isIn]: Hint<"Write where(or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('STANDBY'))).">;
  readonly [is.isin]: Hint<"Write where(or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('STANDBY'))).">;
  readonly [is.anyOf]: Hint<"Write where(or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('STANDBY'))).">;
  readonly [is.oneOf]: Hint<"Write where(or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('STANDBY'))).">;
  readonly [is.none]: Hint<"Write isNot('BAD').">;
  readonly [is.never]: Hint<"Write isNot('BAD').">;
  readonly [is.only]: Hint<"Write every('GOOD').">;
  readonly [is.equals]: Hint<"Write is('GOOD').">;
  readonly [is.equal]: Hint<"Write is('GOOD').">;
  readonly [is.good]: Hint<"Write is('GOOD').">;
  readonly [is.isGood]: Hint<"Write is('GOOD').">;
  readonly [is.bad]: Hint<"Write is('BAD').">;
  readonly [is.isBad]: Hint<"Write is('BAD').">;
  readonly [is.some]: Hint<"Write is('GOOD').">;
  readonly [is.any]: Hint<"Write is('GOOD').">;
  readonly [is.min]: Hint<"Write atLeast(10, 'GOOD') for a number of lumisections. For fractions, write lumisections().fractions(['dt-dt']).">;
  readonly [is.gte]: Hint<"Write atLeast(10, 'GOOD') for a number of lumisections. For fractions, write lumisections().fractions(['dt-dt']).">;
  readonly [is.all]: Hint<"Add a status first: is('GOOD') for any lumisection, every('GOOD') for all.">;
  readonly [is.allGood]: Hint<"Write every('GOOD').">;
  readonly [is.fraction]: Hint<"Write atLeast(10, 'GOOD') for a number of lumisections. For fractions, write lumisections().fractions(['dt-dt']).">;
  readonly [is.percentage]: Hint<"Write atLeast(10, 'GOOD') for a number of lumisections. For fractions, write lumisections().fractions(['dt-dt']).">;
}

export interface GuessedFlagList {
  readonly [are.kind]: Hint<"Write are('GOOD').">;
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
  readonly [are.some]: Hint<"Write where(or(flag('dt-dt').is('BAD'), flag('csc-csc').is('BAD'))).">;
  readonly [are.any]: Hint<"Write where(or(flag('dt-dt').is('BAD'), flag('csc-csc').is('BAD'))).">;
}

export interface GuessedGolden {
  readonly [lint.all]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [lint.execute]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [lint.run]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [lint.create]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [lint.createJson]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [lint.create_json]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [lint.submit]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [lint.build]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [lint.make]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [lint.preview]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [lint.dataset]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [lint.datasetName]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [lint.toLumiList]: Hint<'Write (await golden.generateLocally(datasets().where(…))).list.'>;
  readonly [lint.getList]: Hint<'Write (await golden.generateLocally(datasets().where(…))).list.'>;
  readonly [lint.lumisections]: Hint<'Write (await golden.generateLocally(datasets().where(…))).list.'>;
  readonly [lint.count]: Hint<'Write (await golden.generateLocally(datasets().where(…))).list.'>;
  readonly [lint.toFile]: Hint<"Write (await golden.generateLocally(datasets().where(…))).list.toFile('golden.json').">;
  readonly [lint.save]: Hint<"Write (await golden.generateLocally(datasets().where(…))).list.toFile('golden.json').">;
  readonly [lint.write]: Hint<"Write (await golden.generateLocally(datasets().where(…))).list.toFile('golden.json').">;
  readonly [lint.download]: Hint<"Write (await golden.generateLocally(datasets().where(…))).list.toFile('golden.json').">;
  readonly [lint.compare]: Hint<'Write (await golden.generateLocally(datasets().where(…))).list.diff(other).'>;
  readonly [lint.diff]: Hint<'Write (await golden.generateLocally(datasets().where(…))).list.diff(other).'>;
  readonly [lint.add]: Hint<"Write where(flag('dt-dt').is('GOOD')).">;
  readonly [lint.addClause]: Hint<"Write where(flag('dt-dt').is('GOOD')).">;
  readonly [lint.addFlag]: Hint<"Write where(flag('dt-dt').is('GOOD')).">;
  readonly [lint.withFlag]: Hint<"Write where(flag('dt-dt').is('GOOD')).">;
  readonly [lint.drop]: Hint<"Write remove('dt-dt'), with a name of clauses.">;
  readonly [lint.delete]: Hint<"Write remove('dt-dt'), with a name of clauses.">;
  readonly [lint.without]: Hint<"Write remove('dt-dt'), with a name of clauses.">;
  readonly [lint.print]: Hint<'Write explain().'>;
  readonly [lint.debug]: Hint<"Write await golden.why(355100, 1, 'online').">;
  readonly [lint.explainWhy]: Hint<"Write await golden.why(355100, 1, 'online').">;
  readonly [lint.guards]: Hint<'Write withGuards(false).'>;
  readonly [lint.noGuards]: Hint<'Write withGuards(false).'>;
  readonly [lint.withoutGuards]: Hint<'Write withGuards(false).'>;
  readonly [lint.lumisection]: Hint<"Write where('run.oms.energy').gte(6000), or where('lumisection.oms.bpix_ready').is(true).">;
  readonly [lint.oms]: Hint<"Write where('run.oms.energy').gte(6000), or where('lumisection.oms.bpix_ready').is(true).">;
  readonly [lint.bit]: Hint<"Write where('run.oms.energy').gte(6000), or where('lumisection.oms.bpix_ready').is(true).">;
  readonly [lint.require]: Hint<"Write where(flag('dt-dt').is('GOOD')).">;
  readonly [lint.rule]: Hint<"Write where(flag('dt-dt').is('GOOD')).">;
  readonly [lint.runs]: Hint<"Write where('run.run_number').between(355100, 362760).">;
  readonly [lint.runRange]: Hint<"Write where('run.run_number').between(355100, 362760).">;
  readonly [lint.range]: Hint<"Write where('run.run_number').between(355100, 362760).">;
  readonly [lint.exclude]: Hint<'Write where(not(run.run_number.in([355100, 355101]))).'>;
  readonly [lint.toJson]: Hint<'Write toJsonLogic().'>;
  readonly [lint.json]: Hint<'Write toJsonLogic().'>;
  readonly [lint.stringify]: Hint<'Write toJsonLogic().'>;
  readonly [lint.toLogic]: Hint<'Write toJsonLogic().'>;
  readonly [lint.toRules]: Hint<'Write toJsonLogic().'>;
  readonly [lint.toPython]: Hint<'Write toJsonLogic().'>;
  readonly [lint.toSQL]: Hint<"Write toSql({ dialect: 'duckdb' }).">;
  readonly [lint.named]: Hint<"Write where(named('muons', and(flag('dt-dt').is('GOOD'), flag('csc-csc').is('GOOD')))).">;
  readonly [lint.check]: Hint<'Write lint() for mistakes in the rules, or evaluate(lumisection) for one lumisection.'>;
  readonly [lint.validate]: Hint<'Write lint() for mistakes in the rules, or evaluate(lumisection) for one lumisection.'>;
  readonly [lint.verify]: Hint<'Write lint() for mistakes in the rules, or evaluate(lumisection) for one lumisection.'>;
  readonly [lint.test]: Hint<'Write evaluate(lumisection).'>;
  readonly [lint.passes]: Hint<'Write evaluate(lumisection).'>;
  readonly [lint.filter]: Hint<"Write where('run.oms.energy').gte(6000).">;
  readonly [lint.dcs]: Hint<'Write where(dcs.pixel).'>;
  readonly [lint.dcsOnly]: Hint<'Write where(dcs.pixel).where(dcs.strip), with the detectors that you need.'>;
  readonly [lint.good]: Hint<"Write flag('dt-dt').is('GOOD').">;
  readonly [lint.not]: Hint<"Write where(not(flag('dt-dt').is('BAD'))).">;
  readonly [lint.except]: Hint<"Write where(except([355100, 355208], flag('dt-dt').is('GOOD'))).">;
  readonly [lint.gt]: Hint<"Write where('run.oms.energy').between(6000, 7000), with the path before the condition.">;
  readonly [lint.gte]: Hint<"Write where('run.oms.energy').between(6000, 7000), with the path before the condition.">;
  readonly [lint.lt]: Hint<"Write where('run.oms.energy').between(6000, 7000), with the path before the condition.">;
  readonly [lint.lte]: Hint<"Write where('run.oms.energy').between(6000, 7000), with the path before the condition.">;
  readonly [lint.eq]: Hint<"Write where('run.oms.energy').between(6000, 7000), with the path before the condition.">;
  readonly [lint.between]: Hint<"Write where('run.oms.energy').between(6000, 7000), with the path before the condition.">;
  readonly [lint.and]: Hint<"Call where() again, such as .where('run.rr.class').eq('Cosmics24'): all conditions must hold.">;
  readonly [lint.andWhere]: Hint<"Call where() again, such as .where('run.rr.class').eq('Cosmics24'): all conditions must hold.">;
  readonly [lint.or]: Hint<"Write where(or(run.energy.gte(6000), flag('dt-dt').is('GOOD'))).">;
  readonly [lint.orWhere]: Hint<"Write where(or(run.energy.gte(6000), flag('dt-dt').is('GOOD'))).">;
}

export interface GuessedGoldenFlagCondition {
  readonly [is.kind]: Hint<"Write is('GOOD').">;
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
  readonly [is.isIn]: Hint<"Write where(or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('STANDBY'))).">;
  readonly [is.isin]: Hint<"Write where(or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('STANDBY'))).">;
  readonly [is.anyOf]: Hint<"Write where(or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('STANDBY'))).">;
  readonly [is.oneOf]: Hint<"Write where(or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('STANDBY'))).">;
  readonly [is.none]: Hint<"Write isNot('BAD').">;
  readonly [is.never]: Hint<"Write isNot('BAD').">;
  readonly [is.only]: Hint<"Write is('GOOD').">;
  readonly [is.equals]: Hint<"Write is('GOOD').">;
  readonly [is.equal]: Hint<"Write is('GOOD').">;
  readonly [is.good]: Hint<"Write is('GOOD').">;
  readonly [is.isGood]: Hint<"Write is('GOOD').">;
  readonly [is.bad]: Hint<"Write is('BAD').">;
  readonly [is.isBad]: Hint<"Write is('BAD').">;
  readonly [is.some]: Hint<"Write is('GOOD').">;
  readonly [is.any]: Hint<"Write is('GOOD').">;
  readonly [is.min]: Hint<"Golden JSON evaluates one lumisection at a time. Write is('GOOD').">;
  readonly [is.gte]: Hint<"Golden JSON evaluates one lumisection at a time. Write is('GOOD').">;
  readonly [is.all]: Hint<"Golden JSON evaluates one lumisection at a time. Write is('GOOD').">;
  readonly [is.allGood]: Hint<"Golden JSON evaluates one lumisection at a time. Write is('GOOD').">;
  readonly [is.fraction]: Hint<"Golden JSON evaluates one lumisection at a time. Write is('GOOD').">;
  readonly [is.percentage]: Hint<"Golden JSON evaluates one lumisection at a time. Write is('GOOD').">;
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
  readonly [has.kind]: Hint<'Add a condition: run.energy.gte(6000), for example.'>;
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
  readonly [has.hasAll]: Hint<"Call where() for each: where('components').has('DT').where('components').has('CSC').">;
  readonly [has.hasAny]: Hint<"Write where(or(run.components.has('DT'), run.components.has('CSC'))).">;
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
  readonly [union.equal]: Hint<'Write equals(other).'>;
  readonly [union.toObject]: Hint<'Write toJSON().'>;
  readonly [union.has]: Hint<'Write contains(run, lumisection).'>;
  readonly [union.includes]: Hint<'Write contains(run, lumisection).'>;
  readonly [union.lumi]: Hint<'Write luminosity(brilcalc).'>;
  readonly [union.compare]: Hint<'Write diff(other).'>;
  readonly [union.save]: Hint<"Write await list.toFile('golden.json').">;
  readonly [union.dump]: Hint<"Write await list.toFile('golden.json').">;
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
  readonly [union.keep]: Hint<'Write select([316000, 316001]).'>;
  readonly [union.only]: Hint<'Write select([316000, 316001]).'>;
  readonly [union.restrict]: Hint<'Write select([316000, 316001]), or intersect(other).'>;
  readonly [union.addRun]: Hint<'Write union(LumiList.fromRuns([316000])).'>;
  readonly [union.addLumi]: Hint<'Write union(LumiList.fromPairs([[316000, 1]])).'>;
  readonly [union.toPairs]: Hint<'Write [...list.lumisections()].'>;
  readonly [union.pairs]: Hint<'Write [...list.lumisections()].'>;
  readonly [union.invert]: Hint<'Write complement(universe).'>;
  readonly [union.removeRuns]: Hint<'Write remove([316000, 316001]).'>;
  readonly [union.exclude]: Hint<'Write remove([316000, 316001]).'>;
  readonly [union.drop]: Hint<'Write remove([316000, 316001]).'>;
  readonly [union.between]: Hint<'Write select({ from: 316000, to: 316001 }).'>;
  readonly [union.overlaps]: Hint<'Write !list.intersect(other).isEmpty.'>;
  readonly [union.intersects]: Hint<'Write !list.intersect(other).isEmpty.'>;
  readonly [union.isSubset]: Hint<'Write isSubsetOf(other).'>;
  readonly [union.issubset]: Hint<'Write isSubsetOf(other).'>;
  readonly [union.isSupersetOf]: Hint<'Write other.isSubsetOf(list).'>;
  readonly [union.issuperset]: Hint<'Write other.isSubsetOf(list).'>;
  readonly [union.isDisjoint]: Hint<'Write list.intersect(other).isEmpty.'>;
  readonly [union.hasRun]: Hint<'Write list.contains(run).'>;
  readonly [union.containsRun]: Hint<'Write list.contains(run).'>;
  readonly [union.range]: Hint<'Write ranges(run).'>;
  readonly [union.sort]: Hint<'A list is already sorted.'>;
  readonly [union.stringify]: Hint<'Write toText().'>;
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
  readonly [isNull.kind]: Hint<'Add a condition: run.energy.gte(6000), for example.'>;
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
  readonly [isNull.isna]: Hint<'Write isNull().'>;
  readonly [isNull.isnull]: Hint<'Write isNull().'>;
  readonly [isNull.notna]: Hint<'Write isNotNull().'>;
  readonly [isNull.notnull]: Hint<'Write isNotNull().'>;
  readonly [isNull.desc]: Hint<"Write orderBy('energy', 'desc').">;
  readonly [isNull.asc]: Hint<"Write orderBy('energy', 'asc').">;
}

export interface GuessedOperationResult<Row> {
  readonly [isComplete.map]: CallbackHint<Row, 'Write result.outcomes.', readonly unknown[]>;
  readonly [isComplete.forEach]: CallbackHint<Row, 'Write result.outcomes.', readonly unknown[]>;
  readonly [isComplete.filter]: CallbackHint<Row, "Write result.with('refused'), or result.outcomes.", this>;
  readonly [isComplete.failed]: Hint<"Write result.with('refused') and result.with('unknown').">;
  readonly [isComplete.succeeded]: Hint<"Write result.with('done').">;
  readonly [isComplete.print]: Hint<'Write String(result).'>;
}

export interface GuessedOperations {
  readonly [moveRuns.move_runs]: Hint<"Write await registry.operations.moveRuns([355100], { from: 'OPEN', to: 'SIGNOFF' }).">;
  readonly [moveRuns.moveRun]: Hint<"Write await registry.operations.moveRuns([355100], { from: 'OPEN', to: 'SIGNOFF' }).">;
  readonly [moveRuns.signOff]: Hint<"Write await registry.operations.moveRuns([355100], { from: 'OPEN', to: 'SIGNOFF' }).">;
  readonly [moveRuns.signoff]: Hint<"Write await registry.operations.moveRuns([355100], { from: 'OPEN', to: 'SIGNOFF' }).">;
  readonly [moveRuns.move_datasets]: Hint<"Write await registry.operations.moveDatasets(datasets, { from: 'OPEN', to: 'SIGNOFF', workspace: 'global' }).">;
  readonly [moveRuns.make_significant_runs]: Hint<'Write await registry.operations.markSignificant([355100]).'>;
  readonly [moveRuns.makeSignificantRuns]: Hint<'Write await registry.operations.markSignificant([355100]).'>;
  readonly [moveRuns.makeSignificant]: Hint<'Write await registry.operations.markSignificant([355100]).'>;
  readonly [moveRuns.reset_RR_attributes_and_refresh_runs]: Hint<'Write await registry.operations.resetAndRefreshRuns([355100]).'>;
  readonly [moveRuns.resetRuns]: Hint<'Write await registry.operations.resetAndRefreshRuns([355100]).'>;
  readonly [moveRuns.resetAttributes]: Hint<'Write await registry.operations.resetAndRefreshRuns([355100]).'>;
  readonly [moveRuns.resetRRAttributes]: Hint<'Write await registry.operations.resetAndRefreshRuns([355100]).'>;
  readonly [moveRuns.manually_refresh_components_statuses_for_runs]: Hint<'Write await registry.operations.refreshRuns([355100]).'>;
  readonly [moveRuns.refresh]: Hint<'Write await registry.operations.refreshRuns([355100]).'>;
  readonly [moveRuns.refreshRun]: Hint<'Write await registry.operations.refreshRuns([355100]).'>;
  readonly [moveRuns.edit_rr_lumisections]: Hint<"Write await registry.operations.editLumisections(355100, { flag: 'dt-dt', start: 1, end: 5, status: 'BAD', comment: 'HV trip' }).">;
  readonly [moveRuns.editRrLumisections]: Hint<"Write await registry.operations.editLumisections(355100, { flag: 'dt-dt', start: 1, end: 5, status: 'BAD', comment: 'HV trip' }).">;
  readonly [moveRuns.change_run_class]: Hint<"Write await registry.operations.changeRunClass([355100], 'Collisions22').">;
  readonly [moveRuns.changeClass]: Hint<"Write await registry.operations.changeRunClass([355100], 'Collisions22').">;
  readonly [moveRuns.setRunClass]: Hint<"Write await registry.operations.changeRunClass([355100], 'Collisions22').">;
  readonly [moveRuns.setClass]: Hint<"Write await registry.operations.changeRunClass([355100], 'Collisions22').">;
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
  readonly [eq.isAnyOf]: Hint<'Write in([first, second]).'>;
  readonly [eq.range]: Hint<'Write between(low, high), which includes both ends.'>;
  readonly [eq.inRange]: Hint<'Write between(low, high), which includes both ends.'>;
  readonly [eq.isBetween]: Hint<'Write between(low, high), which includes both ends.'>;
  readonly [eq.near]: Hint<'Write between(low, high), which includes both ends.'>;
  readonly [eq.approx]: Hint<'Write between(low, high), which includes both ends.'>;
  readonly [eq.isclose]: Hint<'Write between(low, high), which includes both ends.'>;
}

export interface GuessedQuery<Row> {
  readonly [where.execute]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.exec]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.fetch]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.get]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [where.run]: Hint<"Write where('run_number').eq(355100) for one run. To send the query, write all().">;
  readonly [where.runNumber]: Hint<"Write where('run_number').eq(355100) for one run. To send the query, write all().">;
  readonly [where.run_number]: Hint<"Write where('run_number').eq(355100) for one run. To send the query, write all().">;
  readonly [where.byRun]: Hint<"Write where('run_number').eq(355100) for one run. To send the query, write all().">;
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
  readonly [where.latest]: Hint<"Write orderBy('run_number', 'desc').first() for the newest run.">;
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
  readonly [where.to_parquet]: Hint<"Write await writeMirror('mirror', query), from 'runregistry/mirror'.">;
  readonly [where.toParquet]: Hint<"Write await writeMirror('mirror', query), from 'runregistry/mirror'.">;
  readonly [where.dropna]: Hint<"Write where('energy').isNotNull().">;
  readonly [where.toUrl]: Hint<'Write toWebUrl() for the page of the web application, or toCurl() for the requests.'>;
  readonly [where.toJson]: Hint<'Write JSON.stringify(await query.all()) for the rows, or toFilter() for the payload.'>;
  readonly [where.keyBy]: Hint<'Write new Map((await query.all()).map((row) => [row.run_number, row])).'>;
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
  readonly [where.thenBy]: Hint<"Call orderBy() again, such as .orderBy('run_number'), for ties.">;
  readonly [where.include]: Hint<"Rows have all attributes and flags: write (await query.one()).lumisections['dt-dt'].">;
  readonly [where.join]: Hint<"Rows have all attributes and flags: write (await query.one()).lumisections['dt-dt'].">;
  readonly [where.leftJoin]: Hint<"Rows have all attributes and flags: write (await query.one()).lumisections['dt-dt'].">;
  readonly [where.innerJoin]: Hint<"Rows have all attributes and flags: write (await query.one()).lumisections['dt-dt'].">;
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
  readonly [where.since]: Hint<"Write where('start_time').gte('2018-05').">;
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
  readonly [where.union]: Hint<"Write where(or(run.energy.gte(6000), run.class.eq('Cosmics24'))).">;
  readonly [where.orWhere]: Hint<"Write where(or(run.energy.gte(6000), run.class.eq('Cosmics24'))).">;
}

export interface GuessedStringCondition {
  readonly [like.equals]: Hint<'Write eq(value).'>;
  readonly [like.equal]: Hint<'Write eq(value).'>;
  readonly [like.equalTo]: Hint<'Write eq(value).'>;
  readonly [like.notEqual]: Hint<'Write ne(value).'>;
  readonly [like.notEquals]: Hint<'Write ne(value).'>;
  readonly [like.neq]: Hint<'Write ne(value).'>;
  readonly [like.not]: Hint<"Write ne(value), or notLike('%Cosmics%').">;
  readonly [like.is]: Hint<'Write eq(value).'>;
  readonly [like.isNot]: Hint<'Write ne(value).'>;
  readonly [like.notContains]: Hint<"Write notLike('%Cosmics%') with the wildcards % and _.">;
  readonly [like.doesNotContain]: Hint<"Write notLike('%Cosmics%') with the wildcards % and _.">;
  readonly [like.notlike]: Hint<"Write notLike('%Cosmics%') with the wildcards % and _.">;
  readonly [like.includes]: Hint<"Write contains('Cosmics'), or like('%Cosmics%') with the wildcards % and _.">;
  readonly [like.match]: Hint<"Write contains('Cosmics'), or like('%Cosmics%') with the wildcards % and _.">;
  readonly [like.matches]: Hint<"Write contains('Cosmics'), or like('%Cosmics%') with the wildcards % and _.">;
  readonly [like.regex]: Hint<"Write contains('Cosmics'), or like('%Cosmics%') with the wildcards % and _.">;
  readonly [like.ilike]: Hint<"Write contains('Cosmics'), or like('%Cosmics%') with the wildcards % and _.">;
  readonly [like.lower]: Hint<'Write like(value), which is not case-sensitive.'>;
  readonly [like.toLowerCase]: Hint<'Write like(value), which is not case-sensitive.'>;
  readonly [like.upper]: Hint<'Write like(value), which is not case-sensitive.'>;
  readonly [like.str]: Hint<"Write contains('Cosmics'), or like('%Cosmics%') with the wildcards % and _.">;
  readonly [like.startswith]: Hint<'Write startsWith(…).'>;
  readonly [like.endswith]: Hint<'Write endsWith(…).'>;
  readonly [like.isin]: Hint<'Write in([first, second]).'>;
  readonly [like.isIn]: Hint<'Write in([first, second]).'>;
  readonly [like.oneOf]: Hint<'Write in([first, second]).'>;
  readonly [like.isAnyOf]: Hint<'Write in([first, second]).'>;
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
  readonly [toColumns.sort_values]: Hint<'Write table.rows.'>;
  readonly [toColumns.orderBy]: Hint<'Write table.rows.'>;
  readonly [toColumns.toJson]: Hint<'Write JSON.stringify(table.rows).'>;
  readonly [toColumns.toDataFrame]: Hint<'Write table.toColumns().'>;
  readonly [toColumns.toObject]: Hint<'Write table.toColumns().'>;
  readonly [toColumns.column]: Hint<'Write table.toColumns().'>;
  readonly [toColumns.sum]: Hint<'Write table.toColumns().'>;
  readonly [toColumns.mean]: Hint<'Write table.toColumns().'>;
  readonly [toColumns.max]: Hint<'Write table.toColumns().'>;
  readonly [toColumns.to_dict]: Hint<'Write table.toColumns().'>;
  readonly [toColumns.get]: Hint<'Write table.toColumns().'>;
  readonly [toColumns.print]: Hint<'Write String(table).'>;
  readonly [toColumns.show]: Hint<'Write String(table).'>;
  readonly [toColumns.describe]: Hint<'Write String(table).'>;
  readonly [toColumns.toMarkdown]: Hint<'Write String(table).'>;
  readonly [toColumns.save]: Hint<"Write writeFile('rows.csv', table.toCsv()).">;
  readonly [toColumns.toFile]: Hint<"Write writeFile('rows.csv', table.toCsv()).">;
  readonly [toColumns.write]: Hint<"Write writeFile('rows.csv', table.toCsv()).">;
  readonly [toColumns.toCSV]: Hint<'Write table.toCsv().'>;
  readonly [toColumns.to_csv]: Hint<'Write table.toCsv().'>;
  readonly [toColumns.groupBy]: Hint<"Group the columns with a library: aq.table(table.toColumns()).groupby('class').">;
  readonly [toColumns.groupby]: Hint<"Group the columns with a library: aq.table(table.toColumns()).groupby('class').">;
  readonly [toColumns.aggregate]: Hint<"Group the columns with a library: aq.table(table.toColumns()).groupby('class').">;
  readonly [toColumns.value_counts]: Hint<"Group the columns with a library: aq.table(table.toColumns()).groupby('class').">;
  readonly [toColumns.tolist]: Hint<'Write table.rows.'>;
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
  readonly [guess: `u${'sername' & Rest}`]: Hint<'Write new RunRegistry({ clientId, clientSecret }).'>;
  readonly [guess: `p${'assword' & Rest}`]: Hint<'Write new RunRegistry({ clientId, clientSecret }).'>;
  readonly [guess: `r${'etry' & Rest}`]: Hint<'Write new RunRegistry({ retries: 3 }).'>;
  readonly [guess: `m${'axRetries' & Rest}`]: Hint<'Write new RunRegistry({ retries: 3 }).'>;
  readonly [guess: `d${'ebug' & Rest}`]: Hint<'Write new RunRegistry({ onRequest: console.log }).'>;
  readonly [guess: `v${'erbose' & Rest}`]: Hint<'Write new RunRegistry({ onRequest: console.log }).'>;
  readonly [guess: `l${'og' & Rest}`]: Hint<'Write new RunRegistry({ onRequest: console.log }).'>;
  readonly [guess: `l${'ogger' & Rest}`]: Hint<'Write new RunRegistry({ onRequest: console.log }).'>;
  readonly [guess: `p${'roxy' & Rest}`]: Hint<'Set the environment variable https_proxy.'>;
  readonly [guess: `p${'ageSize' & Rest}`]: Hint<'Write registry.runs().pageSize(100).'>;
  readonly [guess: `t${'imeoutMs' & Rest}`]: Hint<'Write new RunRegistry({ timeout: 60_000 }), in milliseconds.'>;
}
