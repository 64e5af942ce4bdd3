import type { Attribute, AttributeEntry, Scope } from '../catalogue/attribute.js';
import { lookUpFlag } from '../catalogue/flag-lookup.js';
import type { FlagColumn, FlagName, FlagWorkspace } from '../catalogue/flags.js';
import { attributeNames, findAttribute, lookUp } from '../catalogue/lookup.js';
import type { DatasetOwnAttributes, LumisectionAttributes, RunAttributes } from '../catalogue/tables.js';
import { condition } from './condition.js';
import type { BooleanCondition, FlagCondition, UnknownCondition } from './conditions.js';
import { FlagConditions } from './flag-condition.js';
import type { Expression, ExpressionScope, Node } from './node.js';
import type { ConditionOf, IncludedName, UnknownColumn, UnknownFlag, UnknownWorkspace } from './typed.js';

/** The catalogue's entry of an attribute, on every handle. */
export interface AttributeInfo<Name extends string = string>
  extends Pick<Attribute, 'scope' | 'home' | 'wire'>,
    Omit<AttributeEntry, 'type'> {
  /** The name of the attribute in queries. */
  readonly name: Name;
  /** The kind of values: number, date, string, enum, boolean or list. */
  readonly type: Attribute['type'];
}

/** An attribute for expressions: its conditions and its entry in the catalogue. */
export type Handle<Entry, S extends ExpressionScope, Name extends string> = ConditionOf<Entry, Expression<S>> &
  AttributeInfo<Name>;

/** Handles of attributes by name. */
export type Handles<Table, S extends ExpressionScope> = {
  readonly [Name in keyof Table]: Handle<Table[Name], S, Name & string>;
} & {
  readonly [Name in IncludedName as S extends 'run' ? Name : never]: BooleanCondition<Expression<S>> & AttributeInfo;
};

const identity = (tree: Node): Node => tree;
const made = new Map<Attribute, object>();

function handle(attribute: Attribute): object {
  let found = made.get(attribute);
  if (found === undefined) {
    const { type, name, ...rest } = attribute;
    found = Object.freeze(Object.assign(Object.create(condition(attribute, identity)), { name, type, ...rest }));
    made.set(attribute, found as object);
  }
  return found as object;
}

function handles(scope: Scope, what: string, borrowed: readonly string[] = []): object {
  const refuse = () => false;
  const isKnown = (name: unknown): name is string =>
    typeof name === 'string' && (borrowed.includes(name) || findAttribute(name, [scope]) !== undefined);
  const named = (name: string): object => handle(lookUp(name, borrowed.includes(name) ? ['run'] : [scope], what));
  return new Proxy(
    {},
    {
      set: refuse,
      defineProperty: refuse,
      deleteProperty: refuse,
      setPrototypeOf: refuse,
      preventExtensions: refuse,
      get: (_, name) => (typeof name === 'string' && !reserved.has(name) ? named(name) : undefined),
      has: (_, name) => isKnown(name),
      ownKeys: () => [...borrowed, ...attributeNames([scope])],
      getOwnPropertyDescriptor: (_, name) =>
        isKnown(name) ? { enumerable: true, configurable: true, writable: true, value: named(name) } : undefined,
    },
  );
}

// Names that JavaScript looks up itself: awaiting, printing and converting must not throw.
const reserved = new Set([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  '__proto__',
  'toString',
  'valueOf',
  'inspect',
  'nodeType',
  '$$typeof',
  'asymmetricMatch',
]);

/**
 * Attributes of runs for expressions, from OMS and the Run Registry.
 *
 * @example runs().where(run.energy.gte(6000))
 */
export const run = handles('run', 'runs') as Handles<RunAttributes, 'run'>;

/** Handles of datasets: their own attributes, and the number of their run. */
export type DatasetHandles = Handles<DatasetOwnAttributes, 'dataset'> & {
  /** CMS run number, the key of a run. Every dataset has the number of its run. The same handle as `run.run_number`. */
  readonly run_number: Handle<RunAttributes['run_number'], 'run', 'run_number'>;
};

/**
 * Attributes of datasets and their run number for expressions. Use {@link run} for the other attributes of the run.
 *
 * @example datasets().where(or(dataset.tracker_state.is('OPEN'), run.class.eq('Collisions24')))
 */
export const dataset = handles('dataset', 'datasets', ['run_number']) as DatasetHandles;

/** Attributes of a lumisection for expressions of golden JSON. */
export const lumisection = handles('lumisection', 'lumisections') as Handles<LumisectionAttributes, 'lumisection'>;

/** Conditions on a flag for queries and, if they are about one lumisection, golden JSON. */
export type FlagHandle = FlagCondition<Expression<'flag'>, Expression<'flag-total'>>;

/**
 * Selects a flag by workspace and column, or by its name `<workspace>-<column>`, for a condition.
 *
 * @example flag('tracker', 'strip').is('GOOD')
 * @example flag('dt-dt').atLeast(10, 'BAD')
 * @throws QueryError for an unknown flag, with the closest valid names.
 */
export function flag<W extends string, Column extends string>(
  workspace: W extends FlagWorkspace ? W : NoInfer<UnknownWorkspace<W>>,
  column: Column extends FlagColumn<W> ? Column : NoInfer<UnknownColumn<W, Column>>,
): FlagHandle;
export function flag<Name extends string>(name: Name extends FlagName ? Name : NoInfer<UnknownFlag<Name>>): FlagHandle;
export function flag(...names: readonly unknown[]): FlagHandle {
  const conditions: unknown = new FlagConditions(lookUpFlag(...names), identity);
  return conditions as FlagHandle;
}

/** An attribute whose name is only known at run time. Its conditions are checked when they are called. */
export type AnyAttribute = UnknownCondition<Expression<never>> & AttributeInfo;

/**
 * Returns the attribute of runs or datasets with a name that is only known at run time.
 *
 * @example attribute(process.argv[2] ?? 'energy').isNotNull()
 * @example attribute('energy').unit // 'GeV'
 * @throws QueryError for an unknown name, with the closest valid names.
 */
export function attribute<Name extends string>(
  name: Name,
): Name extends keyof RunAttributes
  ? Handle<RunAttributes[Name], 'run', Name>
  : Name extends keyof DatasetOwnAttributes
    ? Handle<DatasetOwnAttributes[Name], 'dataset', Name>
    : Name extends IncludedName
      ? BooleanCondition<Expression<'run'>> & AttributeInfo<Name>
      : AnyAttribute;
export function attribute(name: string): unknown {
  return handle(lookUp(name, ['run', 'dataset'], 'runs or datasets'));
}
