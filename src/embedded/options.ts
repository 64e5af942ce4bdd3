import { QueryError } from '../errors.js';
import type { SampleOptions } from '../sample/index.js';
import { maxRuns } from '../sample/periods.js';
import { describe } from '../util/describe.js';
import { isIntegerIn, maxInt32 } from '../util/integer.js';
import { isObject, isOptions } from '../util/json-object.js';
import type { StateChange } from './data/state-change.js';
import type { RegistryState } from './state.js';

const bad = (message: string, hint?: string): QueryError => new QueryError('bad-option', message, { hint });

/** Checks that a value is an object with known names only. A misspelt name would be ignored. */
function checkNames(value: unknown, names: readonly string[], what: string): asserts value is Record<string, unknown> {
  if (!isOptions(value))
    throw bad(`Expected an object for ${what}, got ${describe(value)}`, `Write { ${names.join(', ')} }.`);
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined) throw bad(`Unknown name '${unknown}' in ${what}`, `The names are ${names.join(', ')}.`);
}

/** Checks that members are arrays. */
function checkArrays(
  value: Readonly<Record<string, unknown>>,
  names: readonly string[],
  what: string,
  hint?: string,
): void {
  for (const name of names)
    if (!Array.isArray(value[name]))
      throw bad(`Expected an array for '${name}' of ${what}, got ${describe(value[name])}`, hint);
}

/** Options of an embedded registry. */
export interface EmbeddedOptions {
  /** The initial data; by default the sample. */
  readonly state?: RegistryState | undefined;
  /** By default any free port. */
  readonly port?: number | undefined;
  /**
   * The state of OMS, the source of the runs. By default it is `reachable`, and returns the data that the registry already has. If it is
   * `unreachable`, `refresh_run` and `reset_and_refresh_run` fail and change nothing, and `mark_significant` fails
   * although the run is marked: the registry contacts OMS after it has stored the mark.
   */
  readonly oms?: 'reachable' | 'unreachable' | undefined;
}

const stateHint = 'Write { ...sampleState(), runs, datasets }.';

type Check = readonly [isValid: (value: unknown) => boolean, expected: string];

const integer: Check = [(value) => isIntegerIn(value, 0, maxInt32), `an integer from 0 to ${maxInt32}`];
const string: Check = [(value) => typeof value === 'string', 'a string'];
const boolean: Check = [(value) => typeof value === 'boolean', 'a boolean'];
const object: Check = [isObject, 'an object'];
const array: Check = [Array.isArray, 'an array'];

/** The fields of the rows of each table. */
const tables: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  runs: { run_number: integer, oms_attributes: object, rr_attributes: object, version: integer, deleted: boolean },
  datasets: {
    run_number: integer,
    name: string,
    dataset_attributes: object,
    datasets_in_gui: array,
    deleted: boolean,
    version: integer,
  },
  rrLumisections: { run_number: integer, dataset_name: string, rr_lumisection_ranges: array },
  omsLumisections: { run_number: integer, dataset_name: string, oms_lumisections: array },
};

/** The fields of each list of a change. */
const changes: typeof tables = { ...tables, hideDatasets: { run_number: integer, name: string } };

/** Checks the rows in lists. A row without its key would change nothing, and one of two rows with the same key. */
function checkRows(lists: Readonly<Record<string, unknown>>, fields: typeof tables, what: string): void {
  for (const [name, checks] of Object.entries(fields)) {
    const keys = new Set<string>();
    for (const [at, row] of ((lists[name] ?? []) as readonly unknown[]).entries()) {
      if (!isObject(row)) throw bad(`Expected an object in row ${at} of '${name}' of ${what}, got ${describe(row)}`);
      for (const [field, [isValid, expected]] of Object.entries(checks))
        if (!isValid(row[field]))
          throw bad(
            `Expected ${expected} for '${field}' in row ${at} of '${name}' of ${what}, got ${describe(row[field])}`,
          );
      const key = [row.run_number, row.name ?? row.dataset_name].filter((part) => part !== undefined).join(' ');
      if (name in tables && keys.has(key)) throw bad(`Row ${at} of '${name}' of ${what} repeats the key ${key}`);
      keys.add(key);
    }
  }
}

/** Checks the options of `startEmbedded()`, for callers without a type checker. */
export function checkEmbeddedOptions(options: unknown): asserts options is EmbeddedOptions {
  checkNames(options, ['state', 'port', 'oms'], 'the options of startEmbedded()');
  const { state, port, oms } = options;
  if (port !== undefined && !isIntegerIn(port, 0, 65_535))
    throw bad(`Expected an integer from 0 to 65535 for the option 'port', got ${describe(port)}`);
  if (oms !== undefined && oms !== 'reachable' && oms !== 'unreachable')
    throw bad(`Expected 'reachable' or 'unreachable' for the option 'oms', got ${describe(oms)}`);
  if (state === undefined) return;
  const lists = [...Object.keys(tables), 'cycles', 'datasetsAccepted'];
  checkNames(state, [...lists, 'workspaces'], 'the state');
  checkArrays(state, lists, 'the state', stateHint);
  checkRows(state, tables, 'the state');
  checkNames(state.workspaces, ['online', 'offline'], "'workspaces' of the state");
  checkArrays(state.workspaces, ['online', 'offline'], "'workspaces' of the state", stateHint);
}

/** Checks the options of `sampleState()`, for callers without a type checker. */
export function checkSampleOptions(options: unknown): asserts options is SampleOptions {
  checkNames(options, ['runs', 'seed'], 'the options of sampleState()');
  const { runs, seed } = options;
  if (runs !== undefined && !isIntegerIn(runs, 1, maxRuns))
    throw bad(`Expected an integer from 1 to ${maxRuns} for the option 'runs', got ${describe(runs)}`);
  if (seed !== undefined && !Number.isInteger(seed))
    throw bad(`Expected an integer for the option 'seed', got ${describe(seed)}`);
}

/** Checks that the lumisections of a change belong to its datasets, whose counts of flags and bits they replace. */
function checkDatasets({ datasets = [], rrLumisections = [], omsLumisections = [] }: StateChange): void {
  const keys = new Set(datasets.map(({ run_number, name }) => `${run_number} ${name}`));
  for (const [list, rows] of Object.entries({ rrLumisections, omsLumisections }))
    for (const { run_number, dataset_name } of rows)
      if (!keys.has(`${run_number} ${dataset_name}`))
        throw bad(
          `Expected '${dataset_name}' of run ${run_number} in 'datasets' of the change, as in '${list}'`,
          'Add the dataset.',
        );
}

/** Checks a change of the data, for callers without a type checker. */
export function checkChange(change: StateChange): void {
  const lists = [...Object.keys(changes), 'hideRuns'];
  const given: unknown = change;
  checkNames(given, lists, 'the change');
  checkArrays(
    given,
    lists.filter((name) => given[name] !== undefined),
    'the change',
  );
  checkRows(given, changes, 'the change');
  checkDatasets(change);
  for (const run of change.hideRuns ?? [])
    if (!Number.isInteger(run)) throw bad(`Expected run numbers for 'hideRuns' of the change, got ${describe(run)}`);
}
