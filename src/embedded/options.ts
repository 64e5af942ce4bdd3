import { QueryError } from '../errors.js';
import { maxRuns } from '../sample/periods.js';
import { describe } from '../util/describe.js';
import { isIntegerIn } from '../util/integer.js';
import { isOptions } from '../util/json-object.js';
import type { StateChange } from './data/state-change.js';

const bad = (message: string, hint?: string): QueryError => new QueryError('bad-option', message, { hint });

/** Checks that a value is an object with known names only. A misspelt name would be ignored. */
function checkNames(value: unknown, names: readonly string[], what: string): asserts value is Record<string, unknown> {
  if (!isOptions(value))
    throw bad(`Expected an object for ${what}, got ${describe(value)}`, `Write { ${names.join(', ')} }.`);
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined) throw bad(`Unknown name '${unknown}' in ${what}`, `The names are ${names.join(', ')}.`);
}

/** Checks that members are arrays. */
function checkArrays(value: Readonly<Record<string, unknown>>, names: readonly string[], what: string): void {
  for (const name of names)
    if (!Array.isArray(value[name]))
      throw bad(`Expected an array for '${name}' of ${what}, got ${describe(value[name])}`);
}

const tables = ['runs', 'datasets', 'rrLumisections', 'omsLumisections'];

/** Checks the options of `startEmbedded()`, for callers without a type checker. */
export function checkEmbeddedOptions(options: unknown): void {
  checkNames(options, ['state', 'port', 'oms'], 'the options of startEmbedded()');
  const { state, port, oms } = options;
  if (port !== undefined && !isIntegerIn(port, 0, 65_535))
    throw bad(`Expected an integer from 0 to 65535 for 'port', got ${describe(port)}`);
  if (oms !== undefined && oms !== 'reachable' && oms !== 'unreachable')
    throw bad(`Expected 'reachable' or 'unreachable' for 'oms', got ${describe(oms)}`);
  if (state === undefined) return;
  checkNames(state, [...tables, 'workspaces', 'cycles', 'datasetsAccepted'], 'the state');
  checkArrays(state, tables, 'the state');
}

/** Checks the options of `sampleState()`, for callers without a type checker. */
export function checkSampleOptions(options: unknown): void {
  checkNames(options, ['runs', 'seed'], 'the options of sampleState()');
  const { runs, seed } = options;
  if (runs !== undefined && !isIntegerIn(runs, 1, maxRuns))
    throw bad(`Expected an integer from 1 to ${maxRuns} for 'runs', got ${describe(runs)}`);
  if (seed !== undefined && !Number.isInteger(seed)) throw bad(`Expected an integer for 'seed', got ${describe(seed)}`);
}

/** Checks a change of the data, for callers without a type checker. */
export function checkChange(change: StateChange): void {
  const lists = [...tables, 'hideRuns', 'hideDatasets'];
  const given: unknown = change;
  checkNames(given, lists, 'the change');
  checkArrays(
    given,
    lists.filter((name) => given[name] !== undefined),
    'the change',
  );
  const run = change.hideRuns?.find((number) => !Number.isInteger(number));
  if (run !== undefined) throw bad(`Expected run numbers for 'hideRuns' of the change, got ${describe(run)}`);
}
