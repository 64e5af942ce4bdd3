/**
 * First guesses of people who know the Python client, pandas, SQL builders or CMSSW's LumiList. `environment.ts` has the names that the
 * code uses.
 */
export interface Guess {
  readonly guess: string;
  /** The code with the intended result. */
  readonly right: string;
  /** The part of the right code that a message must contain. Omitted for a guess that compiles and works. */
  readonly call?: string;
  /** Why only run time has a hint. */
  readonly runTimeOnly?: string;
}

const works = (guess: string, right = guess): Guess => ({ guess, right });
const leads = (guess: string, right: string, call: string): Guess => ({ guess, right, call });
const leadsAtRunTime = (runTimeOnly: string, guess: string, right: string, call: string): Guess => ({
  ...leads(guess, right, call),
  runTimeOnly,
});

// Why the type checker has no hint.
const arity = 'TypeScript counts the arguments before it compares their types.';
const signature = 'Editors would show a type with the hint in the signature of every call.';
const presetValues = 'A member with a hint would change the type of Object.values(dcs).';
const plainRow = 'Rows are plain data.';
const handle = 'More members would be completions of the handles.';
const value = 'The type of a value has no hint, which editors would show in the signature of every call.';
const wireFormat = 'The type of a filter is an object with any keys.';
const anyText = 'The type checker accepts any string.';

const client: readonly Guess[] = [
  works("new RunRegistry('local').runs().toCurl()", "new RunRegistry({ target: 'local' }).runs().toCurl()"),
  works("new RunRegistry('development').runs().toCurl()", "new RunRegistry({ target: 'development' }).runs().toCurl()"),
  leads("new RunRegistry('prod')", "new RunRegistry('production')", 'production'),
  leads("new RunRegistry({ target: 'dev' })", "new RunRegistry({ target: 'development' })", 'development'),
  leads("new RunRegistry({ environment: 'qa' })", "new RunRegistry({ target: 'qa' })", 'new RunRegistry({ target: '),
  leads("new RunRegistry({ env: 'local' })", "new RunRegistry({ target: 'local' })", 'new RunRegistry({ target: '),
  leads('new RunRegistry({ baseUrl: url })', 'new RunRegistry({ url })', 'new RunRegistry({ url'),
  leads(
    "new RunRegistry({ client_id: 'me', client_secret: 'x' })",
    "new RunRegistry({ clientId: 'me', clientSecret: 'x' })",
    'clientId',
  ),
  leads('new RunRegistry({ embedded: true })', "new RunRegistry({ target: 'embedded' })", "{ target: 'embedded' }"),
  leads('new RunRegistry({ timout: 5_000 })', 'new RunRegistry({ timeout: 5_000 })', 'timeout'),
  leads("registry.setup('development')", "new RunRegistry('development')", "new RunRegistry('development')"),
  leads('await registry.connect()', "new RunRegistry('development')", "new RunRegistry('development')"),
  leads('await registry.disconnect()', 'await new RunRegistry().close()', '.close()'),
];

const reads: readonly Guess[] = [
  leads(
    'await registry.getRuns({ run_number: number })',
    "await registry.runs().where('run_number').eq(number).all()",
    "registry.runs().where('run_number')",
  ),
  leads(
    'await registry.get_runs({ run_number: number })',
    "await registry.runs().where('run_number').eq(number).all()",
    "registry.runs().where('run_number')",
  ),
  leads('await registry.get_run(number)', 'await registry.getRun(number)', 'registry.getRun('),
  leads(
    "await registry.getDatasets({ dataset_name: 'online' })",
    "await registry.datasets().where('run_number').eq(number).all()",
    "registry.datasets().where('run_number')",
  ),
  leads(
    "await registry.get_datasets({ dataset_name: 'online' })",
    "await registry.datasets().where('run_number').eq(number).all()",
    "registry.datasets().where('run_number')",
  ),
  leads('await registry.get_dataset(number)', "await registry.getDataset(number, 'online')", 'registry.getDataset('),
  leads(
    'await registry.get_dataset_names_of_run(number)',
    'await registry.getDatasetNamesOfRun(number)',
    'registry.getDatasetNamesOfRun(',
  ),
  leads('await registry.get_cycles()', 'await registry.getCycles()', 'registry.getCycles('),
  leads(
    'await registry.get_lumisections(number)',
    "await registry.getLumisections(number, 'online')",
    'registry.getLumisections(',
  ),
  leads(
    'await registry.get_oms_lumisections(number)',
    'await registry.getOmsLumisections(number)',
    'registry.getOmsLumisections(',
  ),
  leads(
    'await registry.get_lumisection_ranges(number)',
    'await registry.getLumisectionRanges(number)',
    'registry.getLumisectionRanges(',
  ),
  leads(
    'await registry.get_joint_lumisection_ranges(number)',
    'await registry.getJointLumisectionRanges(number)',
    'registry.getJointLumisectionRanges(',
  ),
  works("await registry.getOmsLumisectionRanges(number, 'online')"),
  leads("registry.query('runs')", 'registry.runs()', 'registry.runs()'),
];

const queries: readonly Guess[] = [
  works("await runs().where('energy', '>', 6000).count()", "await runs().where('energy').gt(6000).count()"),
  works("await runs().where(and(run.energy.gte(6000), flag('dt-dt').is('GOOD'))).count()"),
  leads(
    "await runs().groupBy('class')",
    '(await runs().limit(9).toTable()).toColumns().class',
    '.toTable()).toColumns()',
  ),
  leads(
    "await runs().distinct('class')",
    "new Set((await runs().select('class').toTable()).toColumns().class)",
    "select('class').toTable()).toColumns().class)",
  ),
  leads(
    "await runs().sum('energy')",
    '(await runs().limit(9).toTable()).toColumns().energy',
    '.toTable()).toColumns().energy',
  ),
  works('await runs().limit(2).toCsv()'),
  leads('await runs().limit(2).to_csv()', 'await runs().limit(2).toCsv()', '.toCsv()'),
  leads(
    'await runs().limit(2).toDataFrame()',
    '(await runs().limit(2).toTable()).toColumns()',
    '.toTable()).toColumns()',
  ),
  leads(
    'await runs().offset(10).limit(10).all()',
    'for await (const page of runs().pageSize(10).pages()) if (page.length > 0) break;',
    'pages()',
  ),
  leads(
    'await runs().skip(10).all()',
    'for await (const page of runs().pageSize(10).pages()) if (page.length > 0) break;',
    'pages()',
  ),
  leads('await runs().take(5).all()', 'await runs().limit(5).all()', 'limit('),
  leads('await runs().head(5)', 'await runs().limit(5).all()', 'limit('),
  leads('await runs().limit(5).execute()', 'await runs().limit(5).all()', 'all()'),
  leads('await runs().limit(5).fetch()', 'await runs().limit(5).all()', 'all()'),
  leads('await runs().limit(5).get()', 'await runs().limit(5).all()', 'all()'),
  leads(
    'await runs().filter({ run_number: number }).all()',
    "await runs().where('energy').gte(6000).count()",
    "where('energy')",
  ),
  leads("runs().sort('energy')", "runs().orderBy('energy', 'desc')", "orderBy('energy'"),
  leads("runs().order_by('energy')", "runs().orderBy('energy')", "orderBy('energy'"),
  leads(
    'await runs().last()',
    "await runs().orderBy('run_number', 'desc').first()",
    "orderBy('run_number', 'desc').first()",
  ),
  leads(
    "await runs().max('energy')",
    "await runs().orderBy('energy', 'desc').first()",
    "orderBy('energy', 'desc').first()",
  ),
  leads(
    'await runs().limit(2).forEach((row) => console.log(row))',
    'for await (const row of runs().limit(2).stream()) console.log(row.run_number);',
    'for await (const row of ',
  ),
  leads(
    'await runs().limit(2).map((row) => row)',
    'for await (const row of runs().limit(2).stream()) console.log(row.run_number);',
    'for await (const row of ',
  ),
  leads(
    "runs().columns('run_number', 'energy')",
    "runs().select('run_number', 'energy')",
    "select('run_number', 'energy')",
  ),
  leads("runs().whereIn('energy', [6500])", "runs().where('energy').in([6500])", "where('energy').in(["),
  leads(
    "runs().whereBetween('energy', [6000, 7000])",
    "runs().where('energy').between(6000, 7000)",
    "where('energy').between(",
  ),
  leads("runs().whereNull('energy')", "runs().where('energy').isNull()", "where('energy').isNull()"),
  leads(
    "runs().where('energy').gte(6000).and('class').eq('Cosmics18')",
    "runs().where('energy').gte(6000).where('class').eq('Cosmics18')",
    ".where('class')",
  ),
  leads(
    "runs().where('energy').gte(6000).or('class').eq('Cosmics18')",
    "runs().where(or(run.energy.gte(6000), run.class.eq('Cosmics18')))",
    'where(or(run.energy.gte(6000), ',
  ),
  leads(
    "runs().where('energy').gte(6000).orWhere('class').eq('Cosmics18')",
    "runs().where(or(run.energy.gte(6000), run.class.eq('Cosmics18')))",
    'where(or(run.energy.gte(6000), ',
  ),
  leads("runs.where('energy').gte(6000)", "runs().where('energy').gte(6000)", "runs().where('energy')"),
  leads("runs.filter({ run_number: { '=': 1 } })", "runs.parse({ run_number: { '=': 1 } })", 'runs.parse({'),
];

const golden: readonly Guess[] = [
  leads(
    "goldenJson.fromFile('rules.json')",
    "goldenJson.parse(readFileSync('rules.json', 'utf8')).golden",
    'goldenJson.parse(readFileSync(',
  ),
  leads(
    "goldenJson.load('rules.json')",
    "goldenJson.parse(readFileSync('rules.json', 'utf8')).golden",
    'goldenJson.parse(readFileSync(',
  ),
  leads(
    "goldenJson.flag('dt-dt').is('GOOD')",
    "goldenJson().flag('dt-dt').is('GOOD')",
    "goldenJson().flag('dt-dt').is('GOOD')",
  ),
  leads('await certified.run()', 'await certified.generate({ datasetName, pollDelay })', 'generate({ datasetName'),
  leads('await certified.submit()', 'await certified.generate({ datasetName, pollDelay })', 'generate({ datasetName'),
  leads(
    'await certified.toLumiList()',
    "(await certified.generateLocally(datasets().where('run_number').eq(number))).list",
    'generateLocally(datasets().where(',
  ),
  leads(
    "await certified.save('golden.json')",
    "(await certified.generateLocally(datasets().where('run_number').eq(number))).list.toText()",
    'generateLocally(datasets().where(',
  ),
  leads('certified.toJson()', 'certified.toJsonLogic()', 'toJsonLogic()'),
  leads('certified.check()', 'certified.lint()', 'lint()'),
  leads('certified.validate()', 'certified.lint()', 'lint()'),
  leads('certified.test(lumisectionOfRun)', 'certified.evaluate(lumisectionOfRun)', 'evaluate(lumisection'),
  leads(
    "certified.or(flag('csc-csc').is('GOOD'))",
    "certified.where(or(run.energy.gte(6000), flag('csc-csc').is('GOOD')))",
    'where(or(run.energy.gte(6000), ',
  ),
  leads("certified.dcs('pixel')", 'certified.where(dcs.pixel)', 'where(dcs.pixel)'),
  leads('certified.where(dcs.pixel, dcs.strip)', 'certified.where(and(dcs.pixel, dcs.strip))', 'where(and('),
  leadsAtRunTime(
    presetValues,
    'certified.where(dcs.all)',
    'certified.where(dcs.pixel).where(dcs.strip)',
    'where(dcs.pixel).where(dcs.strip)',
  ),
  works("await certified.why(number, 1, 'online')"),
  leads(
    'await registry.create_json(document, datasetName)',
    'await registry.createJson(document, { datasetName, pollDelay })',
    'registry.createJson(',
  ),
];

const lists: readonly Guess[] = [
  leads('await LumiList.load(file)', 'await LumiList.fromFile(file)', 'LumiList.fromFile('),
  leads('LumiList.from({ 1: [[1, 2]] })', 'LumiList.fromJSON({ 1: [[1, 2]] })', 'fromJSON('),
  leads('await LumiList.read(file)', 'await LumiList.fromFile(file)', 'LumiList.fromFile('),
  leads('list.difference(other)', 'list.subtract(other)', 'subtract(other)'),
  leads('list.minus(other)', 'list.subtract(other)', 'subtract(other)'),
  leads('list.intersection(other)', 'list.intersect(other)', 'intersect(other)'),
  leads('list.merge(other)', 'list.union(other)', 'union(other)'),
  leads('list.add(other)', 'list.union(other)', 'union(other)'),
  leads('list.or(other)', 'list.union(other)', 'union(other)'),
  leads('list.and(other)', 'list.intersect(other)', 'intersect(other)'),
  leads('list.has(1, 2)', 'list.contains(1, 2)', 'contains('),
  leads('list.getRuns()', 'list.runs', 'list.runs'),
  leads('list.getLumis()', '[...list.lumisections()]', '[...list.lumisections()]'),
  leads('list.getCMSSWString()', 'list.toCmssw()', 'toCmssw()'),
  leads('list.getCompactList()', 'list.toJSON()', 'toJSON()'),
  leads('await list.writeJSON(file)', 'await list.toFile(file)', 'list.toFile('),
  leads('list.removeRuns([1])', 'list.remove([1])', 'remove(['),
  leads('list.compare(other)', 'list.diff(other)', 'diff(other)'),
  leads('list.lumi(brilcalc)', 'list.luminosity(brilcalc)', 'luminosity(brilcalc)'),
  works('list.select({ from: 1 }).runCount'),
];

const operations: readonly Guess[] = [
  leads(
    "await registry.move_runs('OPEN', 'SIGNOFF', [number])",
    "await registry.operations.moveRuns([number], { from: 'OPEN', to: 'SIGNOFF', dryRun })",
    'registry.operations.moveRuns([',
  ),
  leads(
    'await registry.signoff([number])',
    "await registry.operations.moveRuns([number], { from: 'OPEN', to: 'SIGNOFF', dryRun })",
    'registry.operations.moveRuns([',
  ),
  leads(
    'await registry.make_significant_runs([number])',
    'await registry.operations.markSignificant([number], { dryRun })',
    'registry.operations.markSignificant([',
  ),
  leads(
    'await registry.makeSignificantRuns([number])',
    'await registry.operations.markSignificant([number], { dryRun })',
    'registry.operations.markSignificant([',
  ),
  leads(
    'await registry.reset_RR_attributes_and_refresh_runs([number])',
    'await registry.operations.resetAndRefreshRuns([number], { dryRun })',
    'registry.operations.resetAndRefreshRuns([',
  ),
  leads(
    'await registry.manually_refresh_components_statuses_for_runs([number])',
    'await registry.operations.refreshRuns([number], { dryRun })',
    'registry.operations.refreshRuns([',
  ),
  leads(
    "await registry.edit_rr_lumisections(number, 1, 2, 'dt-dt', 'BAD')",
    "await registry.operations.editLumisections(number, { flag: 'dt-dt', start: 1, end: 2, status: 'BAD', comment: 'HV trip', dryRun })",
    'registry.operations.editLumisections(',
  ),
  leads(
    "await registry.change_run_class([number], 'Cosmics18')",
    "await registry.operations.changeRunClass([number], 'Cosmics18', { dryRun })",
    'registry.operations.changeRunClass([',
  ),
  works('await registry.operations.markSignificant([number], { dryRun })'),
];

const conditions: readonly Guess[] = [
  leads("runs().where('energy').equals(6500)", "runs().where('energy').eq(6500)", 'eq('),
  leads("runs().where('energy').greaterThan(6000)", "runs().where('energy').gt(6000)", 'gt('),
  leads("runs().where('energy').ge(6000)", "runs().where('energy').gte(6000)", 'gte('),
  leads("runs().where('energy').lessThan(6000)", "runs().where('energy').lt(6000)", 'lt('),
  leads("runs().where('energy').oneOf([6500, 6800])", "runs().where('energy').in([6500, 6800])", 'in(['),
  leads("runs().where('run_number').range(1, 2)", "runs().where('run_number').between(1, 2)", 'between('),
  leads("runs().where('energy').notNull()", "runs().where('energy').isNotNull()", 'isNotNull()'),
  leads("runs().where('class').equals('Cosmics18')", "runs().where('class').eq('Cosmics18')", 'eq('),
  leads(
    "runs().where('class').includes('Cosmics')",
    "runs().where('class').contains('Cosmics')",
    "contains('Cosmics')",
  ),
  leads("runs().where('class').matches(/Cosmics/)", "runs().where('class').contains('Cosmics')", "contains('Cosmics')"),
  leads("runs().where('class').is('Cosmics18')", "runs().where('class').eq('Cosmics18')", 'eq('),
  works("runs().where('state').eq('OPEN').toCurl()", "runs().where('state').is('OPEN').toCurl()"),
  leads("runs().where('state').equals('OPEN')", "runs().where('state').is('OPEN')", "is('OPEN')"),
  leads("runs().where('significant').isTrue()", "runs().where('significant').is(true)", 'is(true)'),
  works("runs().where('components').contains('DT').toCurl()", "runs().where('components').has('DT').toCurl()"),
  leads("runs().where('components').includes('DT')", "runs().where('components').has('DT')", "has('DT')"),
  leads("runs().flag('dt-dt').equals('GOOD')", "runs().flag('dt-dt').is('GOOD')", "is('GOOD')"),
  leads("runs().flag('dt-dt').isGood()", "runs().flag('dt-dt').is('GOOD')", "is('GOOD')"),
  leads("runs().flag('dt-dt').allGood()", "runs().flag('dt-dt').every('GOOD')", "every('GOOD')"),
  works("runs().flags(['dt-dt', 'csc-csc']).are('GOOD').toCurl()"),
  leads(
    "run.energy.gte(6000).or(run.class.eq('Cosmics24'))",
    "or(run.energy.gte(6000), run.class.eq('Cosmics24'))",
    "or(run.energy.gte(6000), run.class.eq('Cosmics24'))",
  ),
  leads(
    "run.energy.gte(6000).and(run.class.eq('Cosmics24'))",
    "and(run.energy.gte(6000), run.class.eq('Cosmics24'))",
    "and(run.energy.gte(6000), run.class.eq('Cosmics24'))",
  ),
  leads('run.energy.gte(6000).not()', 'not(run.energy.gte(6000))', 'not(run.energy.gte(6000))'),
];

const names: readonly Guess[] = [
  leads('runs().where({ energy: 6500 })', 'runs().where(run.energy.gte(6000))', 'where(run.energy.gte(6000))'),
  leads("runs().where('energy', 6500)", "runs().where('energy').eq(6500)", "where('energy').eq(6500)"),
  leads("runs().where('energy', '==', 6500)", "runs().where('energy', '=', 6500)", "'='"),
  leads("runs().where('energy', '!=', 6500)", "runs().where('energy', '<>', 6500)", "'<>'"),
  leads("runs().where('energy', 'gte', 6500)", "runs().where('energy').gte(6500)", "where('energy').gte("),
  leads("runs().where('oms_attributes.energy').gte(1)", "runs().where('energy').gte(1)", "'energy'"),
  leads("runs().where('rr_attributes.class').eq('x')", "runs().where('class').eq('x')", "'class'"),
  leads("runs().where('dt-dt').is('GOOD')", "runs().flag('dt-dt').is('GOOD')", "flag('dt-dt').is('GOOD')"),
  leads("runs().flag('dt-dt', 'GOOD')", "runs().flag('dt-dt').is('GOOD')", "flag('dt-dt').is("),
  leads("runs().flag('dt-dt', 'BAD')", "runs().flag('dt-dt').is('BAD')", "flag('dt-dt').is("),
  leads("runs().flag('dt').is('GOOD')", "runs().flag('dt', 'dt').is('GOOD')", "flag('dt', "),
  leads("runs().select(['energy', 'class'])", "runs().select('energy', 'class')", "select('energy', 'class')"),
  leads("runs().orderBy('energy', 'DESC')", "runs().orderBy('energy', 'desc')", "'desc'"),
  leads(
    "datasets().where('name').like('%Express%')",
    "datasets().where('dataset_name').like('%Express%')",
    "'dataset_name'",
  ),
  leads("goldenJson().where('energy').gte(6000)", "goldenJson().where('run.oms.energy').gte(6000)", "'run.oms.energy'"),
  leads("goldenJson().where('dt-dt').is('GOOD')", "goldenJson().flag('dt-dt').is('GOOD')", "flag('dt-dt').is('GOOD')"),
  leads('runs({ run_number: 1 })', "runs().where('run_number').eq(1)", "runs().where('run_number').eq("),
  works('[runs, datasets].map((builder) => builder().toJSON().target)'),
  works("runs().where('run_number').in(list).toCurl()", "runs().where('run_number').in([1]).toCurl()"),
  leads('new LumiList({ 1: [[1, 2]] })', 'LumiList.fromJSON({ 1: [[1, 2]] })', 'LumiList.fromJSON('),
  leadsAtRunTime(
    arity,
    "await registry.moveRuns('OPEN', 'SIGNOFF', [number])",
    "await registry.operations.moveRuns([number], { from: 'OPEN', to: 'SIGNOFF', dryRun })",
    'moveRuns([',
  ),
  leads(
    "runs().lumisections().filter(flag('dt-dt').is('GOOD'))",
    "await runs().limit(1).lumisections().toLumiList(flag('dt-dt').is('GOOD'))",
    "toLumiList(flag('dt-dt').is('GOOD'))",
  ),
  leads(
    'runs().limit(1).lumisections().toCsv()',
    '(await runs().limit(1).lumisections().toTable()).toCsv()',
    '.toTable()).toCsv()',
  ),
];

const otherBuilders: readonly Guess[] = [
  leads('await runs().limit(2).selectAll()', 'await runs().limit(2).all()', 'all()'),
  leads('await runs().limit(2).findMany()', 'await runs().limit(2).all()', 'all()'),
  leads('await runs().findFirst()', 'await runs().first()', 'first()'),
  leads(
    'await runs().findUnique({ where: { run_number: number } })',
    "await runs().where('run_number').eq(number).one()",
    'one()',
  ),
  leads('await runs().limit(1).executeTakeFirst()', 'await runs().limit(1).first()', 'first()'),
  leads("runs().where('energy', 'in', [6500, 6800])", "runs().where('energy').in([6500, 6800])", "where('energy').in("),
  leads(
    "runs().where('energy', 'between', [6000, 7000])",
    "runs().where('energy').between(6000, 7000)",
    "where('energy').between(",
  ),
  leads("runs().where('energy', 'is', null)", "runs().where('energy', '=', null)", "'='"),
  leads("runs().where('energy', 'is not', null)", "runs().where('energy', '<>', null)", "'<>'"),
  leads("runs().where('class', 'ilike', '%cosmics%')", "runs().where('class', 'like', '%cosmics%')", "'like'"),
  leads("runs().where('class', 'not like', '%cosmics%')", "runs().where('class', 'notlike', '%cosmics%')", "'notlike'"),
  leads(
    "runs().where('class', 'startsWith', 'Cosmics')",
    "runs().where('class').startsWith('Cosmics')",
    "where('class').startsWith(",
  ),
  leads("runs().orderBy('energy desc')", "runs().orderBy('energy', 'desc')", "orderBy('energy', 'desc')"),
  leads("runs().orderBy({ energy: 'desc' })", "runs().orderBy('energy', 'desc')", "orderBy('energy', 'desc')"),
  leads("runs().orderBy('energy', { ascending: false })", "runs().orderBy('energy', 'desc')", "'desc'"),
  leads("runs().orderBy('energy').desc()", "runs().orderBy('energy', 'desc')", "orderBy('energy', 'desc')"),
  leads("runs().orderByDesc('energy')", "runs().orderBy('energy', 'desc')", "orderBy('energy', 'desc')"),
  leads('runs().where((query) => query.gte(6000))', "runs().where('energy').gte(6000)", "where('energy')"),
  leads("runs().where('start_time').year(2018)", "runs().where('start_time').eq('2018')", "eq('2018')"),
  leads("runs().where('start_time').since('2018-05')", "runs().where('start_time').gte('2018-05')", 'gte('),
  leads("runs().where('energy').isNot(6500)", "runs().where('energy').ne(6500)", 'ne('),
  leads(
    "runs().flag('dt-dt').in(['GOOD', 'STANDBY'])",
    "runs().where(or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('STANDBY')))",
    "where(or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('STANDBY')))",
  ),
  leadsAtRunTime(
    arity,
    "runs().flags('dt-dt', 'csc-csc').are('GOOD')",
    "runs().flags(['dt-dt', 'csc-csc']).are('GOOD')",
    "flags(['dt-dt', 'csc-csc'])",
  ),
  leads("runs().flag('dt', 'GOOD')", "runs().flag('dt', 'dt').is('GOOD')", ".is('GOOD')"),
  leads(
    "runs().flags(['dt-dt', 'csc-csc']).is('GOOD')",
    "runs().flags(['dt-dt', 'csc-csc']).are('GOOD')",
    "are('GOOD')",
  ),
  leads("runs().where('lumisections.dt-dt').is('GOOD')", "runs().flag('dt-dt').is('GOOD')", "flag('dt-dt').is('GOOD')"),
  works('await registry.getDataset(number)', "await registry.getDataset(number, 'online')"),
  leads(
    "await runs().countDistinct('class')",
    "new Set((await runs().select('class').toTable()).toColumns().class).size",
    "select('class').toTable()).toColumns().class)",
  ),
  leads(
    "await runs().limit(1).include('lumisections').all()",
    "(await runs().limit(1).one()).lumisections['dt-dt']",
    "lumisections['dt-dt']",
  ),
  leads(
    "await runs().where('run_number').eq(number).update({ class: 'Collisions24' })",
    "await registry.operations.changeRunClass(runs().where('run_number').eq(number), 'Collisions24', { dryRun })",
    'registry.operations.changeRunClass(',
  ),
  leads(
    "await runs().limit(2).pluck('run_number')",
    '(await runs().limit(2).toTable()).toColumns().run_number',
    '.toTable()).toColumns()',
  ),
  leads("await runs().limit(2).save('rows.csv')", 'await runs().limit(2).toCsv()', '.toCsv()'),
  leads('await runs().limit(2).print()', 'String(await runs().limit(2).toTable())', 'String(await '),
  leads(
    "runs().between('energy', 6000, 7000)",
    "runs().where('energy').between(6000, 7000)",
    "where('energy').between(",
  ),
  leads("runs().where('energy').gte(6000).lte(7000)", "runs().where('energy').between(6000, 7000)", ').between('),
  leads('runs().$if(number > 0, (query) => query.limit(3))', 'runs().when(number, (query) => query.limit(3))', 'when('),
  leads(
    "goldenJson().where('run.oms.energy').gt(6000).lt(7000)",
    "goldenJson().where('run.oms.energy').between(6000, 7000)",
    "where('run.oms.energy').between(6000, 7000)",
  ),
  leads(
    "goldenJson().where('run.energy').gte(6000)",
    "goldenJson().where('run.oms.energy').gte(6000)",
    "'run.oms.energy'",
  ),
  leads(
    "goldenJson().where('bpix_ready').is(true)",
    "goldenJson().where('lumisection.oms.bpix_ready').is(true)",
    "'lumisection.oms.bpix_ready'",
  ),
  leads("goldenJson().flag('dt-dt').gte(10)", "goldenJson().flag('dt-dt').is('GOOD')", "is('GOOD')"),
  leads("goldenJson().flag('dt-dt').every('GOOD')", "goldenJson().flag('dt-dt').is('GOOD')", "is('GOOD')"),
  leads(
    "goldenJson().flags({ 'dt-dt': 'GOOD' })",
    "goldenJson().flags(['dt-dt', 'csc-csc']).are('GOOD')",
    "flags(['dt-dt', 'csc-csc'])",
  ),
  leads(
    'await certified.generate({ query: runs() })',
    "await certified.generate({ query: datasets().where('dataset_name').eq('online').where('run_number').eq(number), pollDelay })",
    'datasets().where(',
  ),
  leads('list.toJson()', 'list.toJSON()', 'toJSON()'),
  leads("runs().where('components', '=', 'DT')", "runs().where('components').has('DT')", "where('components').has("),
  leadsAtRunTime(
    plainRow,
    '(await runs().limit(1).one()).energy',
    '(await runs().limit(1).one()).oms_attributes.energy',
    'oms_attributes.energy',
  ),
];

/** Strings of code instead of names, and the words of conversation. */
const codeInStrings: readonly Guess[] = [
  leads("runs().where('energy > 6000')", "runs().where('energy', '>', 6000)", "where('energy', '>', 6000)"),
  leads("runs().where('energy == 6500')", "runs().where('energy', '=', 6500)", "where('energy', '=', 6500)"),
  leads(
    'runs().where("class = \'Cosmics18\'")',
    "runs().where('class', '=', 'Cosmics18')",
    "where('class', '=', 'Cosmics18')",
  ),
  leads("runs().where('energy is null')", "runs().where('energy', '=', null)", "where('energy', '=', null)"),
  leads("runs().where('energy is not null')", "runs().where('energy').isNotNull()", "where('energy').isNotNull()"),
  leads("runs().where('energy > ?', [6000])", "runs().where('energy').gt(6000)", "where('energy')"),
  leads("runs().select('*')", 'await runs().limit(2).all()', 'all()'),
  leads(
    "runs().select('run_number, energy')",
    "runs().select('run_number', 'energy')",
    "select('run_number', 'energy')",
  ),
  leads("runs().select('run_number as run')", "runs().select('run_number')", "select('run_number')"),
  leads("runs().orderBy('-energy')", "runs().orderBy('energy', 'desc')", "orderBy('energy', 'desc')"),
  leads("runs().where('run').eq(number)", "runs().where('run_number').eq(number)", "'run_number'"),
  leads("runs().where('fill').gt(7000)", "runs().where('fill_number').gt(7000)", "'fill_number'"),
  leads("datasets().where('dataset').eq('online')", "datasets().where('dataset_name').eq('online')", "'dataset_name'"),
  leads("runs().flag('pixel').is('GOOD')", "runs().flag('tracker-pixel').is('GOOD')", "'tracker-pixel'"),
  leads("runs().flag('strip').is('GOOD')", "runs().flag('tracker-strip').is('GOOD')", "'tracker-strip'"),
  leads(
    "goldenJson().where('run.oms.energy > 6000')",
    "goldenJson().where('run.oms.energy', '>', 6000)",
    "where('run.oms.energy', '>', 6000)",
  ),
];

/** Values that are passed to the wrong function. */
const wrongArguments: readonly Guess[] = [
  leads('runs(355555)', "runs().where('run_number').eq(355555)", "runs().where('run_number').eq("),
  leads('runs([355555])', "runs().where('run_number').in([355555])", "runs().where('run_number')."),
  leads('datasets(355555)', "datasets().where('run_number').eq(355555)", "where('run_number').eq("),
  leads("datasets('online')", "datasets().where('dataset_name').eq('online')", 'datasets().where('),
  leadsAtRunTime(signature, 'await runs().first(5)', 'await runs().limit(5).all()', 'limit(5).all()'),
  leadsAtRunTime(
    signature,
    'await runs().one(number)',
    "await runs().where('run_number').eq(number).one()",
    "where('run_number').eq(",
  ),
  leadsAtRunTime(
    signature,
    "runs().where('class').like(/Cosmics/)",
    "runs().where('class').contains('Cosmics')",
    "contains('Cosmics')",
  ),
  leadsAtRunTime(
    signature,
    "await registry.operations.editLumisections(number, { flag: 'dt-dt', from: 1, end: 2, status: 'GOOD', dryRun })",
    "await registry.operations.editLumisections(number, { flag: 'dt-dt', start: 1, end: 2, status: 'GOOD', dryRun })",
    'start',
  ),
  leadsAtRunTime(
    signature,
    'await runs().count({ compress: true })',
    'await runs().count({ timeout: 9_000 })',
    'timeout',
  ),
  leadsAtRunTime(
    arity,
    'await certified.why({ run: number })',
    "await certified.why(number, 1, 'online')",
    "1, 'online')",
  ),
  leadsAtRunTime(
    signature,
    'await certified.generate(datasetName)',
    'await certified.generate({ datasetName, pollDelay })',
    'generate({ datasetName',
  ),
  leads(
    'await certified.generateLocally(datasetName)',
    "await certified.generateLocally(datasets().where('dataset_name').eq(datasetName))",
    "datasets().where('dataset_name').eq(",
  ),
  leadsAtRunTime(
    arity,
    "await registry.moveRuns({ from: 'OPEN', to: 'SIGNOFF', runs: [number] })",
    "await registry.operations.moveRuns([number], { from: 'OPEN', to: 'SIGNOFF', dryRun })",
    'moveRuns([',
  ),
  leadsAtRunTime(
    signature,
    "list.union('golden.json')",
    'list.union(await LumiList.fromFile(file))',
    'await LumiList.fromFile(',
  ),
];

/** Members of pandas, lodash and query builders that no other guess has. */
const members: readonly Guess[] = [
  leads("runs().flag('dt-dt').not('BAD')", "runs().flag('dt-dt').isNot('BAD')", "isNot('BAD')"),
  leads("runs().flag('dt-dt').not.is('BAD')", "runs().flag('dt-dt').isNot('BAD')", "isNot('BAD')"),
  leads("runs().where('energy').not(6500)", "runs().where('energy').ne(6500)", 'ne('),
  leads("await runs().flag('dt-dt').count()", "await runs().flag('dt-dt').is('GOOD').count()", "is('GOOD')"),
  leads("await runs().flag('dt-dt').all()", "await runs().flag('dt-dt').is('GOOD').limit(2).all()", "is('GOOD')"),
  leads("await runs().where('energy').all()", "await runs().where('energy').gte(6000).limit(2).all()", ').gte('),
  leads('await runs().tail(5)', "await runs().orderBy('run_number', 'desc').first()", "orderBy('run_number', 'desc')"),
  leads('await runs().collect()', 'await runs().limit(2).all()', 'all()'),
  leads('await runs().getMany()', 'await runs().limit(2).all()', 'all()'),
  leads('await runs().limit(1).getOne()', 'await runs().limit(1).one()', 'one()'),
  leads('await runs().limit(1).firstOrThrow()', 'await runs().limit(1).one()', 'one()'),
  leads('await runs().size()', 'await runs().count()', '.count()'),
  leads('await runs().isEmpty()', '!(await runs().exists())', '.exists())'),
  leads('runs().describe()', 'String(await runs().limit(2).toTable())', '.toTable())'),
  leads(
    "await runs().value_counts('class')",
    '(await runs().limit(2).toTable()).toColumns().class',
    '.toTable()).toColumns()',
  ),
  leads("runs().sort_values('energy')", "runs().orderBy('energy', 'desc')", "orderBy('energy'"),
  leads('runs().run(number)', "runs().where('run_number').eq(number)", "where('run_number').eq("),
  leads("runs().withFlag('dt-dt', 'GOOD')", "runs().flag('dt-dt').is('GOOD')", "flag('dt-dt').is('GOOD')"),
  leads("runs().query('energy > 6000')", "runs().where('energy').gte(6000)", "where('energy').gte(6000)"),
  leads("datasets().dataset('online')", "datasets().where('dataset_name').eq('online')", "where('dataset_name').eq("),
  leads(
    "datasets().workspace('tracker')",
    "datasets().where('tracker_state').is('OPEN')",
    "where('tracker_state').is('OPEN')",
  ),
  leads('runs.findMany()', "runs().where('energy').gte(6000)", 'runs().where('),
  leads("certified.add(flag('csc-csc').is('GOOD'))", "certified.where(flag('csc-csc').is('GOOD'))", 'where(flag('),
  leads("certified.require(flag('csc-csc').is('GOOD'))", "certified.where(flag('csc-csc').is('GOOD'))", 'where(flag('),
  leads(
    'certified.runRange(355100, 362760)',
    "certified.where('run.run_number').between(355100, 362760)",
    "where('run.run_number').between(355100, 362760)",
  ),
  leads(
    'certified.exclude(355555)',
    'certified.where(not(run.run_number.in([355555])))',
    'where(not(run.run_number.in([',
  ),
  leads(
    'await certified.preview()',
    "await certified.generateLocally(datasets().where('run_number').eq(number))",
    'generateLocally(datasets().where(',
  ),
  leads(
    'certified.compare(other)',
    "(await certified.generateLocally(datasets().where('run_number').eq(number))).list.diff(other)",
    '.list.diff(other)',
  ),
  leads('list.keys()', 'list.runs', 'list.runs'),
  leads(
    'list.entries()',
    'for (const [run, ranges] of list) console.log(run, ranges);',
    'for (const [run, ranges] of list)',
  ),
  leads('list.get(1)', 'list.ranges(1)', 'ranges('),
  leads('list.xor(other)', 'list.symmetricDifference(other)', 'symmetricDifference(other)'),
  leads('list.isEqual(other)', 'list.equals(other)', 'equals(other)'),
  leads('list.size()', 'list.lumisectionCount', 'lumisectionCount'),
  leads('await LumiList.fromPath(file)', 'await LumiList.fromFile(file)', 'LumiList.fromFile('),
  leads('LumiList.fromDict({ 1: [[1, 2]] })', 'LumiList.fromJSON({ 1: [[1, 2]] })', 'fromJSON('),
  leads('LumiList.merge(list, other)', 'LumiList.empty.union(list, other)', 'LumiList.empty.union('),
  leads('brilcalc.recorded(list)', 'brilcalc.sum(list).recorded', 'sum(list).recorded'),
  leads('brilcalc.lumi(list)', 'brilcalc.sum(list)', 'sum(list)'),
  leads('brilcalc.total()', 'brilcalc.sum(brilcalc.lumisections)', 'sum(brilcalc.lumisections)'),
  leads(
    "await Brilcalc.load('lumi.csv')",
    "Brilcalc.fromText('#run:fill,ls,delivered(/pb),recorded(/pb)')",
    'Brilcalc.fromText(',
  ),
  leads('registry.cycles()', 'await registry.getCycles()', 'registry.getCycles()'),
  leads(
    'registry.lumisections(number)',
    "await registry.getLumisections(number, 'online')",
    'registry.getLumisections(',
  ),
  leads("registry.selectFrom('runs')", 'registry.runs()', 'registry.runs()'),
  leads(
    'registry.resetRRAttributes([number])',
    'await registry.operations.resetAndRefreshRuns([number], { dryRun })',
    'registry.operations.resetAndRefreshRuns([',
  ),
  leads('(await runs().limit(2).toTable()).toArray()', '(await runs().limit(2).toTable()).rows', '.rows'),
  leads(
    '(await runs().limit(2).toTable()).map((row) => row.energy)',
    '(await runs().limit(2).toTable()).rows',
    '.rows',
  ),
  leads(
    "(await runs().limit(2).toTable()).groupBy('class')",
    '(await runs().limit(2).toTable()).toColumns()',
    '.toColumns()',
  ),
  leads(
    'runs().limit(1).lumisections().first()',
    'for await (const { run_number, ranges } of runs().limit(1).lumisections()) console.log(run_number, ranges);',
    'for await (const { run_number, ranges } of ',
  ),
  leads(
    "runs().limit(1).lumisections().flag('dt-dt').is('GOOD')",
    "await runs().limit(1).lumisections().toLumiList(flag('dt-dt').is('GOOD'))",
    "toLumiList(flag('dt-dt').is('GOOD'))",
  ),
  leads(
    '(await registry.markSignificant([number], { dryRun })).map((outcome) => outcome.status)',
    '(await registry.markSignificant([number], { dryRun })).outcomes',
    '.outcomes',
  ),
  leads(
    '(await registry.markSignificant([number], { dryRun })).failed()',
    "(await registry.markSignificant([number], { dryRun })).with('refused')",
    ".with('refused')",
  ),
  leads('await registry.destroy()', 'await new RunRegistry().close()', '.close()'),
];

/** Habits of pandas, of query builders for databases, and of the web application. */
const habits: readonly Guess[] = [
  leads(
    "runs().where('class').str.contains('cosmics')",
    "runs().where('class').contains('Cosmics')",
    "contains('Cosmics')",
  ),
  leads("runs().where('class').startswith('Cosmics')", "runs().where('class').startsWith('Cosmics')", 'startsWith'),
  leads("runs().where('energy').notna()", "runs().where('energy').isNotNull()", 'isNotNull()'),
  leads("runs().where('energy').isnull()", "runs().where('energy').isNull()", 'isNull()'),
  leads("runs().dropna('energy')", "runs().where('energy').isNotNull()", "where('energy').isNotNull()"),
  leads('(await runs().limit(2).toTable()).describe()', 'String(await runs().limit(2).toTable())', 'String('),
  leads("runs().where('energy', 'in', [6500])", "runs().where('energy').in([6500])", "where('energy').in("),
  leads("runs().where(['energy', '>', 6000])", "runs().where('energy', '>', 6000)", "where('energy', "),
  leads(
    "runs().where(run.energy.gte(6000), run.class.eq('x'))",
    "runs().where(and(run.energy.gte(6000), run.class.eq('x')))",
    'where(and(',
  ),
  leads("runs().where('state', 'OPEN')", "runs().where('state').is('OPEN')", "where('state').is("),
  leads("runs().where('components', 'DT')", "runs().where('components').has('DT')", "where('components').has("),
  leads('runs().where((run) => run.energy > 6000)', 'runs().where(run.energy.gte(6000))', 'where(run.energy.gte('),
  leads('runs().orderBy(run.energy.desc())', "runs().orderBy('energy', 'desc')", "orderBy('energy', 'desc')"),
  leads('runs().orderBy(run.energy)', "runs().orderBy('energy', 'desc')", "orderBy('energy', 'desc')"),
  leads('runs().select(run.energy)', "runs().select('energy')", "'energy'"),
  leads("runs().select('energy as e')", "runs().select('energy')", "select('energy')"),
  leads("runs().innerJoin('datasets')", "(await runs().limit(1).one()).lumisections['dt-dt']", "lumisections['dt-dt']"),
  leads('runs().toUrl()', 'runs().toWebUrl()', 'toWebUrl()'),
  leads('runs().filter(run.energy.gte(6000))', "runs().where('energy').gte(6000)", "where('energy').gte(6000)"),
  leads(
    "runs().flag(['dt-dt', 'csc-csc'])",
    "runs().flags(['dt-dt', 'csc-csc']).are('GOOD')",
    "flags(['dt-dt', 'csc-csc'])",
  ),
  leads(
    "runs().flag('dt-dt').fraction('GOOD')",
    "runs().limit(1).lumisections().fractions(['dt-dt'])",
    "lumisections().fractions(['dt-dt'])",
  ),
  leads("datasets().where('tracker').is('OPEN')", "datasets().where('tracker_state').is('OPEN')", "'tracker_state'"),
  leads("runs().where('tracker').is('GOOD')", "runs().flag('tracker', 'strip').is('GOOD')", "flag('tracker', "),
  leads('goldenJson().where(dcs)', 'goldenJson().where(dcs.pixel)', 'where(dcs.pixel)'),
  leads(
    "goldenJson().where('run.oms.energy', 6500)",
    "goldenJson().where('run.oms.energy').eq(6500)",
    "where('run.oms.energy').eq(",
  ),
  leads(
    "goldenJson().where('lumisection.oms.bpix_ready').isTrue()",
    "goldenJson().where('lumisection.oms.bpix_ready').is(true)",
    'is(true)',
  ),
  leads(
    "goldenJson().where('lumisection.rr.dt-dt').is('GOOD')",
    "goldenJson().flag('dt-dt').is('GOOD')",
    "flag('dt-dt').is('GOOD')",
  ),
  leads("goldenJson().flag('dt-dt').is('Good')", "goldenJson().flag('dt-dt').is('GOOD')", 'GOOD'),
  leads(
    "goldenJson().where('bpix_ready')",
    "goldenJson().where('lumisection.oms.bpix_ready').is(true)",
    'lumisection.oms.bpix_ready',
  ),
  leads(
    'goldenJson().except([number])',
    "goldenJson().where(except([number, number], flag('dt-dt').is('GOOD')))",
    'where(except([',
  ),
  leads(
    "await certified.generateLocally('online')",
    "await certified.generateLocally(datasets().where('dataset_name').eq('online').where('run_number').eq(number))",
    "datasets().where('dataset_name').eq('online')",
  ),
  leads(
    "runs.fromUrl('https://cmsrunregistry.web.cern.ch/online/global')",
    "runs.fromWebUrl('https://cmsrunregistry.web.cern.ch/online/global')",
    'fromWebUrl(',
  ),
  leads('list.add(1, 5)', 'list.union(LumiList.fromJSON({ 1: [[5, 5]] }))', 'union('),
];

/** SQL in upper case, values instead of operators, wrong brackets, and presets in strings. */
const sqlAndArrays: readonly Guess[] = [
  leads("runs().where('class', 'Collisions24')", "runs().where('class').eq('Collisions24')", "where('class').eq("),
  leads(
    "datasets().where('dataset_name', '/PromptReco/Collisions2018A/DQM')",
    "datasets().where('dataset_name').eq('/PromptReco/Collisions2018A/DQM')",
    "where('dataset_name').eq('/PromptReco/Collisions2018A/DQM')",
  ),
  leads("runs().where('significant', true)", "runs().where('significant').is(true)", "where('significant').is(true)"),
  leads("runs().where('energy', 'IN', [6500])", "runs().where('energy').in([6500])", "where('energy').in("),
  leads(
    "runs().where('energy', 'BETWEEN', 6000, 7000)",
    "runs().where('energy').between(6000, 7000)",
    "where('energy').between(",
  ),
  leads("runs().where('energy', 'in', 6500, 6800)", "runs().where('energy').in([6500, 6800])", "where('energy').in("),
  leads("runs().where('class', 'LIKE', '%Cosmics%')", "runs().where('class', 'like', '%Cosmics%')", "'like'"),
  leads("runs().where('class', 'NOT LIKE', '%Cosmics%')", "runs().where('class', 'notlike', '%Cosmics%')", "'notlike'"),
  leads("runs().where('energy', 'IS NOT', null)", "runs().where('energy', '<>', null)", "'<>'"),
  leads(
    "runs().where('energy between 6000 and 7000')",
    "runs().where('energy').between(6000, 7000)",
    "where('energy').between(6000, 7000)",
  ),
  leads(
    "runs().where('energy BETWEEN 6000 AND 7000')",
    "runs().where('energy').between(6000, 7000)",
    "where('energy').between(6000, 7000)",
  ),
  leads(
    "runs().where('energy >= 6000 and b_field > 3')",
    "runs().where('energy', '>=', 6000).where('b_field', '>', 3)",
    "where('energy', '>=', 6000)",
  ),
  leads(
    'runs().where("class like \'%Cosmics%\'")',
    "runs().where('class', 'like', '%Cosmics%')",
    "where('class', 'like', '%Cosmics%')",
  ),
  leads(
    "runs().where('run_number = 355100')",
    "runs().where('run_number', '=', 355100)",
    "where('run_number', '=', 355100)",
  ),
  leads("runs().where('stable_beams').is(true)", "runs().where('stable_beam').is(true)", "'stable_beam'"),
  leads("runs().where('lumi').gt(1)", "runs().where('recorded_lumi').gt(1)", "'recorded_lumi'"),
  leads("runs().where('run_class').eq('Collisions24')", "runs().where('class').eq('Collisions24')", "'class'"),
  leads("runs().flag('DT').is('GOOD')", "runs().flag('dt-dt').is('GOOD')", "'dt-dt'"),
  leads("runs().flag('tracker/strip').is('GOOD')", "runs().flag('tracker-strip').is('GOOD')", "'tracker-strip'"),
  leads("runs().flags('dt-dt').are('GOOD')", "runs().flags(['dt-dt', 'csc-csc']).are('GOOD')", "flags(['dt-dt', "),
  leads(
    "runs().flags(['dt-dt', 'csc-csc']).all('GOOD')",
    "runs().flags(['dt-dt', 'csc-csc']).are('GOOD')",
    "are('GOOD')",
  ),
  leads("runs().select('dt-dt')", "(await runs().limit(1).one()).lumisections['dt-dt']", "lumisections['dt-dt']"),
  leads("runs().orderBy('energy', -1)", "runs().orderBy('energy', 'desc')", "'desc'"),
  leads('runs().where(run.significant)', 'runs().where(run.significant.is(true))', 'run.significant.is(true)'),
  works("runs().where('start_time').gt(new Date('2018-05-01')).toCurl()"),
  leads("goldenJson().where('dcs.pixel')", 'goldenJson().where(dcs.pixel)', 'where(dcs.pixel)'),
  leads('goldenJson().where([dcs.pixel, dcs.strip])', 'goldenJson().where(and(dcs.pixel, dcs.strip))', 'and('),
  leads(
    "goldenJson().where('energy', '>', 6000)",
    "goldenJson().where('run.oms.energy', '>', 6000)",
    "'run.oms.energy'",
  ),
  leads("goldenJson().flag('dt-dt', 'GOOD')", "goldenJson().flag('dt-dt').is('GOOD')", "flag('dt-dt').is("),
  leadsAtRunTime(
    arity,
    "runs().flags(['dt-dt', 'csc-csc'], 'BAD')",
    "runs().flags(['dt-dt', 'csc-csc']).are('BAD')",
    "flags(['dt-dt', 'csc-csc']).are('BAD')",
  ),
  leadsAtRunTime(
    arity,
    "runs().where('run_number').between([355100, 355101])",
    "runs().where('run_number').between(355100, 355101)",
    'between(355100, 355101)',
  ),
  leadsAtRunTime(
    arity,
    "runs().where('run_number').in(355100, 355101)",
    "runs().where('run_number').in([355100, 355101])",
    'in([',
  ),
  leadsAtRunTime(
    signature,
    "runs().where('class').in('Collisions24')",
    "runs().where('class').in(['Collisions24'])",
    "['Collisions24']",
  ),
  leadsAtRunTime(
    signature,
    "runs().where('start_time').gt(20180501)",
    "runs().where('start_time').gt('2018-05-01')",
    "'2018-05-01'",
  ),
  leadsAtRunTime(
    signature,
    "and([run.energy.gte(6000), run.class.eq('x')])",
    "and(...[run.energy.gte(6000), run.class.eq('x')])",
    'and(...',
  ),
  leadsAtRunTime(signature, 'and(run.significant)', 'and(run.significant.is(true))', 'run.significant.is(true)'),
  leadsAtRunTime(signature, 'not(run.significant)', 'not(run.significant.is(true))', 'run.significant.is(true)'),
  leadsAtRunTime(signature, 'goldenJson(document)', 'goldenJson.parse(document).golden', 'goldenJson.parse(document)'),
  leads('goldenJson().where(dcs.pixel.is(true))', 'goldenJson().where(dcs.pixel)', 'where(dcs.pixel)'),
];

const physicsWords: readonly Guess[] = [
  leads("runs().where('magnet').gt(3.7)", "runs().where('b_field').gt(3.7)", "'b_field'"),
  leads("runs().where('Solenoid').gt(3.7)", "runs().where('b_field').gt(3.7)", "'b_field'"),
  leads("runs().where('oms_attributes.B').gt(3.7)", "runs().where('b_field').gt(3.7)", "'b_field'"),
  leads("runs().where('delivered').gt(1)", "runs().where('delivered_lumi').gt(1)", "'delivered_lumi'"),
  leads("runs().where('int_lumi').gt(1)", "runs().where('recorded_lumi').gt(1)", "'recorded_lumi'"),
  leads("runs().select('nLS')", "runs().select('ls_duration')", "'ls_duration'"),
  leads("runs().orderBy('events', 'desc')", "runs().orderBy('hlt_physics_counter', 'desc')", "'hlt_physics_counter'"),
  leads("runs().where('menu').like('%2022%')", "runs().where('hlt_key').like('%2022%')", "'hlt_key'"),
  leads("runs().where('detectors').has('DT')", "runs().where('components').has('DT')", "'components'"),
  leads("datasets().where('status').is('OPEN')", "datasets().where('global_state').is('OPEN')", "'global_state'"),
  leads("runs().where('pixel').is('GOOD')", "runs().flag('tracker-pixel').is('GOOD')", "'tracker-pixel'"),
  leads("goldenJson().where('strip').is('GOOD')", "goldenJson().flag('tracker-strip').is('GOOD')", "'tracker-strip'"),
  leads("goldenJson().where('dcs')", 'goldenJson().where(dcs.pixel)', 'where(dcs.pixel)'),
  leads("goldenJson().where('magnet').gt(3)", "goldenJson().where('run.oms.b_field').gt(3)", "'run.oms.b_field'"),
  leads(
    "goldenJson().where('lumisection.oms.ls').gt(3)",
    "goldenJson().where('lumisection.lumisection_number').gt(3)",
    "'lumisection.lumisection_number'",
  ),
  leadsAtRunTime(handle, 'run.magnet.gt(3)', 'run.b_field.gt(3)', 'b_field'),
  leadsAtRunTime(handle, 'lumisection.ls.gt(3)', 'lumisection.lumisection_number.gt(3)', 'lumisection_number'),
  leadsAtRunTime(wireFormat, 'runs.parse({ magnet: { ">": 3 } })', "runs().where('b_field').gt(3)", 'b_field'),
];

const units: readonly Guess[] = [
  leadsAtRunTime(value, "runs().where('energy').gte('6.8 TeV')", "runs().where('energy').gte(6800)", '6800'),
  leads("runs().where('energy').near(6500)", "runs().where('energy').between(6490, 6510)", 'between('),
  leads("runs().where('b_field').approx(3.8)", "runs().where('b_field').between(3.7, 3.9)", 'between('),
  leads("runs().where('start_time').like('2018-05%')", "runs().where('start_time').eq('2018-05')", "eq('2018-05')"),
  leads("runs().where('start_time').date('2018-05')", "runs().where('start_time').eq('2018-05')", "eq('2018-05')"),
  leads("runs().where('start_time').lastDays(7)", "runs().where('start_time').gte('2018-05')", 'gte('),
  leadsAtRunTime(
    arity,
    "runs().where('start_time').between(['2018-05', '2018-06'])",
    "runs().where('start_time').between('2018-05', '2018-06')",
    "between('2018-05', '2018-06')",
  ),
  leadsAtRunTime(value, "runs().where('state').is('signed_off')", "runs().where('state').is('SIGNOFF')", "'SIGNOFF'"),
  leadsAtRunTime(value, "runs().where('run_number').eq(list)", "runs().where('run_number').in(list)", 'in(list)'),
  leads(
    "runs().where('class').notContains('Cosmics')",
    "runs().where('class').notLike('%Cosmics%')",
    "notLike('%Cosmics%')",
  ),
  leads("runs().where('class').not.like('%Cosmics%')", "runs().where('class').notLike('%Cosmics%')", 'notLike('),
  leads("runs().flag('dt-dt').gte(10)", "runs().flag('dt-dt').atLeast(10, 'GOOD')", "atLeast(10, 'GOOD')"),
  leads(
    "runs().flags(['dt-dt', 'csc-csc']).any('BAD')",
    "runs().where(or(flag('dt-dt').is('BAD'), flag('csc-csc').is('BAD')))",
    "where(or(flag('dt-dt').is('BAD'), ",
  ),
];

const otherParts: readonly Guess[] = [
  leads("runs().flag('tracker.pixel').is('GOOD')", "runs().flag('tracker-pixel').is('GOOD')", "'tracker-pixel'"),
  leads(
    "datasets().where('state.tracker').is('OPEN')",
    "datasets().where('tracker_state').is('OPEN')",
    "'tracker_state'",
  ),
  leads(
    "goldenJson().where('beams_stable').is(true)",
    "goldenJson().where('lumisection.oms.beam1_stable').is(true)",
    "'lumisection.oms.beam1_stable'",
  ),
  leads(
    'await registry.operations.refresh([number])',
    'await registry.operations.refreshRuns([number], { dryRun })',
    'operations.refreshRuns([',
  ),
  leadsAtRunTime(value, "list.contains('1:2')", 'list.contains(1, 2)', '1, 2'),
  leadsAtRunTime(value, 'list.contains(other)', 'other.isSubsetOf(list)', 'other.isSubsetOf('),
  leads('list.overlaps(other)', '!list.intersect(other).isEmpty', '!list.intersect(other).isEmpty'),
  leads('list.issubset(other)', 'list.isSubsetOf(other)', 'isSubsetOf(other)'),
  leads('list.exclude([1])', 'list.remove([1])', 'remove(['),
  leads('LumiList.subtract(list, other)', 'list.subtract(other)', 'list.subtract(other)'),
  leadsAtRunTime(arity, 'list.select(1, 5)', 'list.select({ from: 1, to: 5 })', 'select({ from: '),
  leadsAtRunTime(
    value,
    "await registry.getDataset('online', 355102)",
    "await registry.getDataset(355102, 'online')",
    "355102, 'online'",
  ),
  leads(
    'await certified.generateLocally([number])',
    "await certified.generateLocally(datasets().where('run_number').in([number]))",
    "datasets().where('run_number').in([",
  ),
  leads(
    'await certified.generateLocally(number)',
    "await certified.generateLocally(datasets().where('run_number').in([number]))",
    "datasets().where('run_number').in([",
  ),
  leadsAtRunTime(
    anyText,
    "goldenJson.parse('rules.json')",
    "goldenJson.parse(readFileSync('rules.json', 'utf8'))",
    "readFileSync('rules.json', 'utf8')",
  ),
  leads('certified.toSQL()', "certified.toSql({ dialect: 'duckdb' })", "toSql({ dialect: 'duckdb' })"),
  leadsAtRunTime(
    presetValues,
    'certified.where(dcs.beams)',
    'certified.where(lumisection.beam1_stable.is(true))',
    'lumisection.beam1_stable.is(true)',
  ),
  leads(
    'await registry.operations.signoff([number])',
    "await registry.operations.moveRuns([number], { from: 'OPEN', to: 'SIGNOFF', dryRun })",
    'moveRuns([',
  ),
  leadsAtRunTime(
    value,
    "await registry.operations.moveRuns(list, { from: 'OPEN', to: 'SIGNOFF', dryRun })",
    "await registry.operations.moveRuns(list.runs, { from: 'OPEN', to: 'SIGNOFF', dryRun })",
    'list.runs',
  ),
  leads('new RunRegistry({ retry: 3 })', 'new RunRegistry({ retries: 3 })', '{ retries: 3 }'),
  leads(
    'new RunRegistry({ verbose: true })',
    'new RunRegistry({ onRequest: console.log })',
    '{ onRequest: console.log }',
  ),
  leads(
    "new RunRegistry({ username: 'me', password: 'x' })",
    "new RunRegistry({ clientId: 'me', clientSecret: 'x' })",
    'clientId',
  ),
  leads(
    "(await runs().limit(2).toTable()).mean('energy')",
    '(await runs().limit(2).toTable()).toColumns()',
    '.toColumns()',
  ),
  leads('(await runs().limit(2).toTable()).toMarkdown()', 'String(await runs().limit(2).toTable())', 'String('),
];

const otherNames: readonly Guess[] = [
  leads("runs().where('energy', 'is null')", "runs().where('energy').isNull()", "where('energy').isNull()"),
  leads("runs().where('class', 'IS NOT NULL')", "runs().where('class').isNotNull()", "where('class').isNotNull()"),
  leads("runs().where('energy', '6500')", "runs().where('energy').eq(6500)", '.eq(6500)'),
  leads("runs().where('energy', null)", "runs().where('energy').isNull()", 'isNull()'),
  leads("runs().where('energy', [6500, 6800])", "runs().where('energy').in([6500, 6800])", 'in(['),
  leads(
    "runs().where('class', ['Collisions18', 'Cosmics18'])",
    "runs().where('class').in(['Collisions18', 'Cosmics18'])",
    'in([',
  ),
  leads("runs().where('energy').isBetween(1, 2)", "runs().where('energy').between(1, 2)", 'between('),
  leads("runs().where('class').lower().eq('x')", "runs().where('class').like('x')", 'like('),
  leads(
    "runs().where('components').hasAll(['DT', 'CSC'])",
    "runs().where('components').has('DT').where('components').has('CSC')",
    "has('DT').where('components').has('CSC')",
  ),
  leads(
    "runs().where('components').hasAny(['DT', 'CSC'])",
    "runs().where(or(run.components.has('DT'), run.components.has('CSC')))",
    'where(or(run.components.has(',
  ),
  leads("runs().flag('dt-dt').none('BAD')", "runs().flag('dt-dt').isNot('BAD')", "isNot('BAD')"),
  leads("runs().flag('dt-dt').only('GOOD')", "runs().flag('dt-dt').every('GOOD')", "every('GOOD')"),
  leads(
    "runs().flag('dt-dt').isIn(['GOOD', 'STANDBY'])",
    "runs().where(or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('STANDBY')))",
    'where(or(flag(',
  ),
  leads('runs().byRun(number)', "runs().where('run_number').eq(number)", "where('run_number').eq("),
  leads('await runs().latest()', "await runs().orderBy('run_number', 'desc').first()", "orderBy('run_number', 'desc')"),
  leads(
    "runs().orderBy('energy').thenBy('class')",
    "runs().orderBy('energy').orderBy('run_number')",
    ".orderBy('run_number')",
  ),
  leads("runs().since('2018-05')", "runs().where('start_time').gte('2018-05')", "where('start_time').gte("),
  leads(
    "runs().union(runs().where('class').eq('x'))",
    "runs().where(or(run.energy.gte(6000), run.class.eq('x')))",
    'where(or(',
  ),
  leads(
    "await runs().limit(2).keyBy('run_number')",
    'new Map((await runs().limit(2).all()).map((row) => [row.run_number, row]))',
    '.all()).map((row) => [row.run_number, row])',
  ),
  leadsAtRunTime(handle, "run.flag('csc-csc').is('GOOD')", "flag('dt-dt').is('GOOD')", "flag('dt-dt').is("),
  leadsAtRunTime(handle, 'lumisection.oms.fpix_ready.is(true)', 'lumisection.bpix_ready.is(true)', 'bpix_ready'),
  leadsAtRunTime(handle, "lumisection.rr['csc-csc'].is('GOOD')", "flag('dt-dt').is('GOOD')", "flag('dt-dt')"),
  leads("certified.addFlag('csc-csc', 'GOOD')", "certified.where(flag('csc-csc').is('GOOD'))", 'where(flag('),
  leads("certified.drop('dt-dt')", "certified.remove('dt-dt')", "remove('dt-dt')"),
  leads(
    "certified.bit('bpix_ready').is(true)",
    "certified.where('lumisection.oms.bpix_ready').is(true)",
    "where('lumisection.oms.bpix_ready')",
  ),
  leads("list.dump('golden.json')", 'list.toFile(file)', 'list.toFile('),
  leads('certified.explainWhy(number, 1)', "certified.why(number, 1, 'online')", '.why('),
  leads('list.restrict([1])', 'list.select([1])', 'select(['),
  leads('certified.noGuards()', 'certified.withGuards(false)', 'withGuards(false)'),
  leads("certified.oms('energy').gte(6000)", "certified.where('run.oms.energy').gte(6000)", "where('run.oms.energy')"),
  leads('certified.print()', 'certified.explain()', 'explain()'),
  leads('certified.debug(number, 1)', "certified.why(number, 1, 'online')", '.why('),
  leads('certified.stringify()', 'JSON.stringify(certified.toJsonLogic())', 'toJsonLogic()'),
  leadsAtRunTime(
    value,
    'await certified.generateLocally(list)',
    "await certified.generateLocally(datasets().where('run_number').in(list))",
    "datasets().where('run_number').in(list)",
  ),
  leads('list.isSupersetOf(other)', 'other.isSubsetOf(list)', 'other.isSubsetOf(list)'),
  leads('list.isDisjoint(other)', 'list.intersect(other).isEmpty', 'list.intersect(other).isEmpty'),
  leads('list.hasRun(1)', 'list.contains(1)', 'contains('),
  leads('list.keep([1])', 'list.select([1])', 'select(['),
  leads('list.addLumi(1, 2)', 'list.union(LumiList.fromPairs([[1, 2]]))', 'union(LumiList.fromPairs('),
  leads('list.toPairs()', '[...list.lumisections()]', '[...list.lumisections()]'),
  leads('list.equal(other)', 'list.equals(other)', 'equals(other)'),
  leads('LumiList.fromRun(1)', 'LumiList.fromRuns([1])', 'LumiList.fromRuns(['),
  leads(
    'LumiList.fromMap(new Map([[1, [[1, 2]]]]))',
    'LumiList.fromJSON(Object.fromEntries(new Map([[1, [[1, 2]]]])))',
    'fromJSON(Object.fromEntries(',
  ),
  leads('brilcalc.forRun(1)', 'brilcalc.sum(list.select([1]))', 'brilcalc.sum(list.select(['),
  leads('await registry.getJsons()', "await registry.listJsons({ filter: 'mine' })", 'registry.listJsons('),
  leads(
    "await registry.operations.changeClass(number, 'Cosmics18')",
    "await registry.operations.changeRunClass([number], 'Cosmics18', { dryRun })",
    'registry.operations.changeRunClass([',
  ),
];

export const guesses: Readonly<Record<string, readonly Guess[]>> = {
  client,
  reads,
  names,
  conditions,
  queries,
  golden,
  lists,
  operations,
  'other query builders': otherBuilders,
  'code in strings': codeInStrings,
  'wrong arguments': wrongArguments,
  members,
  habits,
  'SQL and arrays': sqlAndArrays,
  'words of physicists': physicsWords,
  'values and units': units,
  'other parts': otherParts,
  'other names': otherNames,
};
