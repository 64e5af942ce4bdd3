/** Queries in English, as calls of the Python client, and as curl commands. */
import { spawnSync } from 'node:child_process';
import { inspect } from 'node:util';
import { and, dataset, datasets, dcs, flag, flags, logic, named, not, or, RunRegistry, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';

const sentenceOf = (query: { explain(): { sentence: string } }) => query.explain().sentence;

describe('an expression', () => {
  test.each([
    [run.energy.gte(6000), 'energy >= 6000 GeV'],
    [run.class.contains('Cosmics'), "class is like '%Cosmics%'"],
    [not(run.significant.is(true)), 'significant is false'],
    // The same expression is about all lumisections of a run in a query, and about one lumisection in a golden JSON.
    [flag('dt-dt').is('GOOD'), 'dt-dt is GOOD'],
    [flag('dt-dt').isNot('BAD'), 'dt-dt is not BAD'],
    [not(flag('dt-dt').is('BAD')), 'dt-dt is not BAD'],
    [flag('dt-dt').atLeast(5, 'BAD'), 'dt-dt is BAD in at least 5 lumisections'],
    [flag('dt-dt').every('GOOD'), 'dt-dt is GOOD in every lumisection'],
    [named('muons', flags(['dt-dt', 'csc-csc']).are('GOOD')), 'muons (dt-dt is GOOD and csc-csc is GOOD)'],
    [
      and(dcs.pixel, run.b_field.gte(3.7)),
      'dcs.pixel (bpix_ready is true and fpix_ready is true) and b_field >= 3.7 T',
    ],
  ] as const)('is printed as %s', (expression, text) => {
    expect(`${expression}`).toBe(text);
    expect(inspect(expression)).toBe(`Expression: ${text}`);
  });

  const flagOf = { var: 'lumisection.rr.csc-csc' };
  const bit = { var: 'lumisection.oms.bpix_ready' };
  const energy = { var: 'run.oms.energy' };
  test.each([
    [{ '==': [flagOf, null] }, 'csc-csc is null'],
    [{ '==': [{ '==': [flagOf, null] }, false] }, 'csc-csc is not null'],
    [{ '!=': [flagOf, null] }, 'csc-csc is not null'],
    [{ '!': [{ '==': [flagOf, null] }] }, 'csc-csc is not null'],
    [{ '!': { '!=': [null, flagOf] } }, 'csc-csc is null'],
    [{ '!==': [flagOf, 'GOOD'] }, 'csc-csc is not GOOD'],
    [{ '!=': [energy, 6500] }, 'energy is not 6500 GeV'],
    [{ '!=': [{ var: 'run.rr.class' }, 'Cosmics22'] }, "class is not 'Cosmics22'"],
    [{ '!=': [{ var: 'run.oms.enrgy' }, 6500] }, 'run.oms.enrgy is not 6500'],
    [{ '<=': [6000, energy] }, '6000 GeV <= energy'],
    [{ '<=': [6000, energy, 7000] }, '6000 GeV <= energy <= 7000 GeV'],
    [{ '!': { '<': [energy, 0] } }, 'not energy < 0'],
    [{ '!': bit }, 'bpix_ready is false or null'],
    [bit, 'bpix_ready is true'],
    [{ '!': energy }, 'energy is 0 or null'],
    [{ '!!': [energy] }, 'energy is neither 0 nor null'],
    [{ '!': flagOf }, 'csc-csc is empty or null'],
    [{ '!': { var: 'run.other' } }, 'run.other is false, 0, empty or null'],
    [{ missing: ['run.oms.energy'] }, 'energy is missing'],
    [{ missing: ['run.oms.energy', 'lumisection.rr.csc-csc'] }, 'energy or csc-csc is missing'],
    [{ '!': { missing: [['run.oms.energy', 'run.oms.b_field']] } }, 'energy and b_field are not missing'],
    [{ in: [flagOf, ['GOOD', 'BAD']] }, 'csc-csc is one of GOOD, BAD'],
    [{ '!': { in: ['DT', { var: 'run.oms.components' }] } }, "components does not have 'DT'"],
    [{ in: ['x', { var: 'run.oms.other' }] }, "run.oms.other contains 'x'"],
    [
      { and: [bit, { or: [{ '!=': [flagOf, null] }, { '<': [energy, 1] }] }] },
      'bpix_ready is true and (csc-csc is not null or energy < 1 GeV)',
    ],
    [{ '!': { or: [bit, { '!=': [flagOf, null] }] } }, 'bpix_ready is false or null and csc-csc is null'],
    // No words exist for these.
    [{ '!': { in: [1, energy] } }, 'not {"in":[1,{"var":"run.oms.energy"}]}'],
    [{ '<': [{ '+': [energy, 1] }, 2] }, '{"<":[{"+":[{"var":"run.oms.energy"},1]},2]}'],
    [{ '!=': [{ var: ['run.oms.energy', 0] }, 1] }, '{"!=":[{"var":["run.oms.energy",0]},1]}'],
  ])('of the rule %j is printed as %s', (rule, text) => {
    expect(`${logic(rule)}`).toBe(text);
  });

  test('inherits toString(), so it remains plain data', () => {
    expect(Reflect.ownKeys(run.energy.gte(6000))).toEqual(['kind', 'attribute', 'operator', 'value']);
  });
});

describe('explain()', () => {
  test.each([
    [runs(), 'all runs'],
    [runs().where('energy').gte(6000), 'runs where energy >= 6000 GeV'],
    [runs().where('energy').between(6000, 7000), 'runs where energy is between 6000 and 7000 GeV'],
    [runs().where('energy').ne(0, { orNull: true }), 'runs where energy is not 0 or energy is null'],
    [runs().where('energy').in([0, 6500]), 'runs where energy is one of 0, 6500'],
    [runs().where('class').notIn(['a', 'b']), "runs where class is not one of 'a', 'b'"],
    [runs().where('class').contains('50%'), "runs where class is like '%50\\%%'"],
    [runs().where(not(run.energy.gt(5))), 'runs where energy <= 5 GeV'],
    [runs().where('start_time').eq('2018-05'), 'runs where start_time >= 2018-05 and start_time < 2018-06'],
    [runs().where('dt_included').is(false), 'runs where dt_included is missing'],
    [runs().where('significant').is(false), 'runs where significant is false'],
    [runs().where('components').hasNot('DT'), "runs where components does not have 'DT'"],
    [runs().flag('dt-dt').is('GOOD'), 'runs where dt-dt is GOOD in at least one lumisection'],
    [runs().flag('dt-dt').isNot('BAD'), 'runs where dt-dt is BAD in no lumisection'],
    [runs().flag('dt-dt').every('GOOD'), 'runs where dt-dt is GOOD in every lumisection'],
    [runs().flag('dt-dt').atLeast(5, 'BAD'), 'runs where dt-dt is BAD in at least 5 lumisections'],
    [runs().flag('dt-dt').atMost(1, 'BAD'), 'runs where dt-dt is BAD in at most one lumisection'],
    [runs().where(not(flag('dt-dt').atMost(4, 'BAD'))), 'runs where dt-dt is BAD in at least 5 lumisections'],
    [runs().flag('dt-dt').comment.like('%HV%'), "runs where a comment on dt-dt is like '%HV%'"],
    [runs().flag('dt-dt').cause.isNull(), 'runs where dt-dt has no cause'],
    [
      runs().where(or(run.class.eq('a'), and(run.energy.gt(1), flag('dt-dt').is('BAD')))),
      "runs where class is 'a' or (energy > 1 GeV and dt-dt is BAD in at least one lumisection)",
    ],
    [runs().where(not(or(run.class.eq('a'), run.energy.gt(1)))), "runs where class is not 'a' and energy <= 1 GeV"],
    [
      datasets().where(dataset.tracker_state.is('OPEN')).orderBy('class').orderBy('run_number', 'desc').limit(5),
      "datasets where tracker_state is 'OPEN', ordered by class ascending, then run_number descending, at most 5",
    ],
    [runs().raw({}), 'runs matching a raw payload'],
  ] as const)('prints a sentence (%#)', (query, sentence) => {
    expect(sentenceOf(query)).toBe(sentence);
    expect(`${query}`).toBe(sentence);
  });

  test('shortens a long list', () => {
    const values = Array.from({ length: 1000 }, (_, i) => i + 1);
    expect(sentenceOf(runs().where('run_number').in(values))).toBe(
      'runs where run_number is one of 1, 2, 3, 4, 5, 6, 7, 8, … (1000 values)',
    );
  });
  test('warns about surprising queries', () => {
    const warnings = (query: { explain(): { warnings: readonly string[] } }) => query.explain().warnings.join('\n');
    expect(warnings(runs().where('energy').gte(6000))).toBe('');
    expect(warnings(runs().raw({}))).toContain('The payload is not checked');
    expect(warnings(runs().where('run_number').isNull())).toContain('No row can match');
    expect(warnings(runs().where(or(run.class.eq('a'), flag('dt-dt').is('BAD'))))).toContain('2 requests are sent');
    expect(warnings(runs().flag('dt-dt').comment.eq('a'))).toContain('checked client-side');
    expect(warnings(runs().orderBy('energy'))).toContain('all rows are fetched and sorted client-side.');
    expect(warnings(runs().orderBy('energy').limit(3))).toContain('even for the first 3.');
    expect(warnings(runs().flag('dc-lowlumi').is('BAD'))).toContain('exists for offline datasets only');
    expect(warnings(datasets().flag('dc-lowlumi').is('BAD'))).toBe('');
    expect(warnings(runs().where('dt_included').is(false))).toBe('');
    expect(warnings(runs().where(not(run.trakcer_included?.is(true) ?? run.energy.isNull())))).toMatch(
      /^No known component matches trakcer_included\. did you mean 'tracker_included'\?$/i,
    );
  });
  test('prints the sentence, the requests and the warnings', () => {
    expect(String(runs().where('run_number').eq(355_556).explain())).toBe(
      [
        'runs where run_number is 355556',
        '  POST /runs_filtered_ordered',
        '  {"page":0,"page_size":1000,"sortings":[],"filter":{"run_number":{"=":355556}}}',
      ].join('\n'),
    );
    expect(String(runs().raw({}).explain())).toMatch(/\n {2}note: The payload is not checked/);
  });
});

/** A string with every character that is special in Python or shells. */
const special = `it's "50%" $HOME \`id\` $(id) \\ \\' \n\t\r\x1b\x7f é 😀 \u2028 !! {x} %s #`;

const queries = [
  runs(),
  runs()
    .where('class')
    .eq(special)
    .where('hlt_key')
    .in([special, "'", '\\', '\\\\', '"'])
    .where('significant')
    .is(true),
  runs()
    .where('energy')
    .isNull()
    .where('b_field')
    .gt(1e-7)
    .where('l1_rate')
    .lt(1e21)
    .orderBy('class', 'desc')
    .limit(10),
  runs()
    .where(or(run.class.contains(special), flag('dt-dt').is('BAD')))
    .orderBy('energy'),
  runs().flag('dt-dt').comment.contains(special),
  runs().where('run_number').isNull(),
  datasets().where('dataset_name').eq("/A/it's/DQM").orderBy('dataset_name').limit(0),
  datasets()
    .where('run_number')
    .in(Array.from({ length: 5000 }, (_, i) => i + 1)),
  runs().raw({ "it's": [null, true, { '\\': special }], 'a\u0000b': -0.5 }),
];

const has = (command: string) => spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;

describe('toPython()', () => {
  test('prints a call of the Python client', () => {
    const query = runs()
      .where('run_number')
      .between(309_000, 310_000)
      .flag('dt-dt')
      .is('GOOD')
      .orderBy('class')
      .limit(10);
    expect(query.toPython()).toMatchInlineSnapshot(`
      "import runregistry

      rows = runregistry.get_runs(
          filter={
              'run_number': {'and': [{'>=': 309000}, {'<=': 310000}]},
              'triplet_summary.dt-dt.GOOD': {'>': 0},
          },
          ignore_filter_transformation=True,
          limit=10,
          sortings=[['rr_attributes.class', 'ASC'], ['run_number', 'DESC']],
      )
      rows = rows[:10]
      "
    `);
  });
  test('does not cut rows that must still be sorted or checked', () => {
    expect(runs().orderBy('energy').limit(10).toPython()).toMatch(
      /^# The registry does not sort.*sort the rows yourself\.$[\s\S]*^# Then: rows = rows\[:10\]$/m,
    );
    expect(runs().flag('dt-dt').comment.eq('x').limit(10).toPython()).toMatch(/^# Then: rows = rows\[:10\]$/m);
  });
  test.skipIf(!has('python3'))('prints valid Python with the filters of the plan', () => {
    // A client that records its arguments as Python parses them.
    const program = [
      'import json, sys, types',
      'calls = []',
      'client = types.ModuleType("runregistry")',
      'def record(name):',
      '    def call(**arguments):',
      '        calls.append([name, arguments])',
      '        return [{"run_number": 50 * len(calls) + n, "name": "online"} for n in range(50)]',
      '    return call',
      'client.get_runs, client.get_datasets = record("get_runs"), record("get_datasets")',
      'sys.modules["runregistry"] = client',
      'results = []',
      'for source in json.load(sys.stdin):',
      '    calls = []',
      '    scope = {}',
      '    exec(compile(source, "query", "exec"), scope)',
      '    results.append({"calls": calls, "rows": len(scope["rows"])})',
      'print(json.dumps(results))',
    ].join('\n');
    const { stdout, stderr, status } = spawnSync('python3', ['-c', program], {
      input: JSON.stringify(queries.map((query) => query.toPython())),
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    expect([status, stderr]).toEqual([0, '']);
    const results = JSON.parse(stdout) as { calls: [string, Record<string, unknown>][]; rows: number }[];
    for (const [index, query] of queries.entries()) {
      const { requests, target, limit, order } = query.plan();
      const isFinal = order === 'registry' && !requests.some(({ check }) => check);
      const { calls, rows } = results[index] as (typeof results)[number];
      expect(calls.map(([name]) => name)).toEqual(
        requests.map(() => (target === 'runs' ? 'get_runs' : 'get_datasets')),
      );
      expect(calls.map(([, args]) => args.filter)).toEqual(requests.map(({ body }) => body.filter));
      expect(calls.map(([, args]) => args.sortings ?? [])).toEqual(requests.map(({ body }) => body.sortings));
      for (const [, args] of calls) {
        expect(args.ignore_filter_transformation).toBe(true);
        // By default the client stops at 40,000 rows.
        expect(args.limit).toBe(isFinal && limit !== undefined ? limit : 1_000_000_000);
      }
      expect(rows).toBe(Math.min(50 * requests.length, isFinal ? (limit ?? 50) : Number.POSITIVE_INFINITY));
    }
  });
});

describe('toCurl()', () => {
  const registry = new RunRegistry({ url: "https://registry.example/it's/a%20path/api" });
  const commands = [...queries.map((query) => query.toCurl()), registry.runs().where('class').eq(special).toCurl()];

  test('prints one command per request, without secrets', () => {
    expect(registry.runs().where('class').eq("it's").toCurl()).toMatchInlineSnapshot(`
      "curl --fail-with-body -X POST 'https://registry.example/it'\\''s/a%20path/api/runs_filtered_ordered' \\
        -H 'Content-Type: application/json' \\
        -H "Authorization: Bearer $TOKEN" \\
        --data '{"page":0,"page_size":1000,"sortings":[],"filter":{"rr_attributes.class":{"=":"it'\\''s"}}}'"
    `);
    expect(new RunRegistry({ target: 'embedded' }).runs().toCurl()).toContain(
      '"$RUN_REGISTRY_URL/runs_filtered_ordered"',
    );
  });
  test.skipIf(!has('sh'))('prints commands that a shell parses as intended', () => {
    // A curl that prints its arguments, separated by NUL.
    const curl = `curl() { printf '%s\\0' "$@"; }\nTOKEN=the-token\nRUN_REGISTRY_URL=http://localhost:1\n`;
    for (const [index, command] of commands.entries()) {
      expect(spawnSync('sh', ['-n'], { input: command, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
      const { stdout } = spawnSync('sh', ['-s'], { input: curl + command, encoding: 'utf8', maxBuffer: 2 ** 28 });
      const args = stdout.split('\0');
      const bodies = args.filter((_, i) => args[i - 1] === '--data').map((text) => JSON.parse(text) as unknown);
      const query = queries[index] ?? registry.runs().where('class').eq(special);
      expect(bodies).toEqual(query.plan().requests.map(({ body }) => body));
      if (bodies.length > 0) expect(args).toContain('Authorization: Bearer the-token');
    }
  });
});
