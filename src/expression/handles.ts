import type { Attribute, Scope } from '../catalogue/attribute.js';
import { lookUpFlag } from '../catalogue/flag-lookup.js';
import { attributeNames, findAttribute, lookUp } from '../catalogue/lookup.js';
import type { DatasetOwnAttributes, LumisectionAttributes, RunAttributes } from '../catalogue/tables.js';
import { makeComparable } from '../util/comparable.js';
import { defined } from '../util/defined.js';
import { inspect } from '../util/inspect.js';
import { checkArgumentCount } from '../util/limit-arguments.js';
import type { ColumnArgument, FlagArgument, WorkspaceArgument } from './arguments.js';
import { Condition, inWords } from './condition.js';
import type { BooleanCondition, FlagCondition, UnknownCondition } from './conditions.js';
import { FlagConditions } from './flag-condition.js';
import type { Expression, Node } from './node.js';
import type { AttributeName, AttributeTables, ConditionOf, IncludedName, TypeName } from './typed.js';

/** The facts about an attribute in the catalogue. */
export interface AttributeInfo {
  /** The name of the attribute in queries. */
  readonly name: string;
  /** The object that the attribute belongs to: a run, a dataset or a lumisection. */
  readonly scope: Scope;
  /**
   * The type of the values, which determines the conditions. Dates are strings such as `2018-05-25T19:16:05Z`, and lists contain
   * strings.
   */
  readonly type: Attribute['type'];
  /** The unit of a number, or `UTC` for dates. */
  readonly unit: string | undefined;
  /** The meaning of the attribute, in one or two sentences. */
  readonly meaning: string;
  /** A value as the registry stores it. */
  readonly example: Attribute['example'];
  /** True if the registry stores null in some rows. */
  readonly nullable: boolean;
  /** True if some rows lack the attribute. Conditions treat a missing value as null. */
  readonly optional: true | undefined;
  /** The reason why a value is null or missing. Undefined for attributes that always have a value. */
  readonly whenNull: string | undefined;
  /** `'false'` if a missing value means false instead of null: the `<component>_included` attributes. */
  readonly absence: Attribute['absence'] | undefined;
  /** The values of an enum. */
  readonly values: readonly string[] | undefined;
  /** The smallest and largest plausible value, both included. */
  readonly range: readonly [number, number] | undefined;
}

/** The facts of an entry. A mapped type, since its properties show their documentation on hover. */
type InfoOf<Entry, S, Name extends string> = {
  readonly [Key in keyof AttributeInfo]: Key extends 'name'
    ? Name
    : Key extends 'scope'
      ? S
      : Key extends keyof Entry
        ? Entry[Key]
        : undefined;
};

interface ScopeTables {
  readonly run: RunAttributes;
  readonly dataset: DatasetOwnAttributes;
  readonly lumisection: LumisectionAttributes;
}

/** The handle of an attribute: its conditions, and its entry in the catalogue. Its arguments are names, which errors print. */
export type AttributeHandle<S extends Scope, Name extends keyof ScopeTables[S] & string> = ConditionOf<
  ScopeTables[S][Name],
  Expression<S>
> &
  Described<ScopeTables[S][Name], S, Name>;

/** The handle of `<component>_included` for a component that the catalogue does not list. */
type IncludedHandle<Name extends string> = BooleanCondition<Expression<'run'>> &
  Described<RunAttributes['dt_included'], 'run', Name>;

// With the entry as its argument, the type of `info` is only computed where it is read.
interface Described<Entry, S, Name extends string> {
  /**
   * The entry of the attribute in the catalogue: meaning, unit, type, example and more.
   *
   * @example run.energy.info.unit // 'GeV'
   */
  readonly info: InfoOf<Entry, S, Name>;
}

/** Handles of attributes by name. Mapped over a table, which preserves the hover documentation of the catalogue. */
export type Handles<S extends Scope> = {
  readonly [Name in keyof ScopeTables[S]]: AttributeHandle<S, Name & string>;
} & {
  readonly [Name in IncludedName as S extends 'run' ? Name : never]: IncludedHandle<Name>;
};

/** The scopes of the attributes of each query, and of golden JSON. */
interface AttributeScopes {
  readonly runs: 'run';
  readonly datasets: 'run' | 'dataset';
  readonly lumisections: 'lumisection';
  readonly goldenJson: Scope;
}

/**
 * A handle of an attribute of `runs`, `datasets`, `lumisections` or `goldenJson`. The second argument selects types. For the signatures of
 * your own functions.
 *
 * @example
 * ```ts
 * import { type Handle, run, runs } from 'runregistry';
 *
 * const near = (attribute: Handle<'runs', 'number'>, value: number) => attribute.between(value - 50, value + 50);
 * runs().where(near(run.energy, 6800));
 * ```
 */
export type Handle<Of extends keyof AttributeTables, Type extends TypeName = TypeName> = {
  [Name in AttributeName<Of, Type>]: ConditionOf<AttributeTables[Of][Name], Expression<AttributeScopes[Of]>>;
}[AttributeName<Of, Type>] & {
  /** The entry of the attribute in the catalogue. */
  readonly info: AttributeInfo;
};

const identity = (tree: Node): Node => tree;

/** Returns the public part of an entry of the catalogue. */
function infoOf(attribute: Attribute): AttributeInfo {
  const { name, scope, type, unit, meaning, example, nullable, optional, whenNull, absence, values, range } = attribute;
  const facts = { name, scope, type, unit, meaning, example, nullable, optional, whenNull, absence, values, range };
  return Object.freeze(defined(facts)) as AttributeInfo;
}

/** The conditions of an attribute and its entry in the catalogue, behind the type `AttributeHandle`. */
class CatalogueHandle extends Condition<Node> {
  readonly info: AttributeInfo;

  constructor(attribute: Attribute) {
    super(attribute, identity);
    this.info = infoOf(attribute);
    makeComparable(this, attribute);
    Object.freeze(this);
  }

  override toString(): string {
    return `${this.info.scope}.${inWords(this.info)}`;
  }
}

const made = new Map<Attribute, CatalogueHandle>();

function handle(attribute: Attribute): CatalogueHandle {
  const cached = made.get(attribute);
  if (cached !== undefined) return cached;
  const created = new CatalogueHandle(attribute);
  made.set(attribute, created);
  return created;
}

function handles(scope: Scope, what: string, borrowed: readonly string[] = []): object {
  const refuse = () => false;
  const isKnown = (name: unknown): name is string =>
    typeof name === 'string' && (borrowed.includes(name) || findAttribute(name, [scope]) !== undefined);
  const named = (name: string): object => handle(lookUp(name, borrowed.includes(name) ? ['run'] : [scope], what));
  const names = () => [...borrowed, ...attributeNames([scope])];
  const text = () => `${scope}: ${names().length} attributes of ${what}`;
  return new Proxy(
    // The console of Node prints the target of a proxy.
    { [inspect]: text },
    {
      set: refuse,
      defineProperty: refuse,
      deleteProperty: refuse,
      setPrototypeOf: refuse,
      preventExtensions: refuse,
      get: (_, name) => {
        if (name === 'toString' && !isKnown(name)) return text;
        return isKnown(name) || (typeof name === 'string' && !reserved.has(name)) ? named(name) : undefined;
      },
      has: (_, name) => isKnown(name),
      ownKeys: names,
      getOwnPropertyDescriptor: (_, name) =>
        isKnown(name) ? { enumerable: true, configurable: true, writable: true, value: named(name) } : undefined,
    },
  );
}

// Names that JavaScript and its tools look up themselves: awaiting, printing and converting must not throw. An attribute can have
// such a name.
const reserved = new Set([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  '__proto__',
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
export const run = handles('run', 'runs') as Handles<'run'>;

/** Handles of datasets: their own attributes, and the number of their run. */
export type DatasetHandles = Handles<'dataset'> & {
  /** CMS run number, the key of a run. Every dataset has the number of its run. The same handle as `run.run_number`. */
  readonly run_number: AttributeHandle<'run', 'run_number'>;
};

/**
 * Attributes of datasets and their run number for expressions. Use {@link run} for the other attributes of the run.
 *
 * @example datasets().where(or(dataset.tracker_state.is('OPEN'), run.class.eq('Collisions24')))
 */
export const dataset = handles('dataset', 'datasets', ['run_number']) as DatasetHandles;

/**
 * Attributes of a lumisection for expressions of golden JSON.
 *
 * @example goldenJson().where(and(lumisection.cms_active.is(true), lumisection.bpix_ready.is(true)))
 */
export const lumisection = handles('lumisection', 'lumisections') as Handles<'lumisection'>;

/** Conditions on a flag for queries and, if they are about one lumisection, golden JSON. */
export type FlagHandle = FlagCondition<Expression<'flag'>, Expression<'flag-total'>>;

/**
 * Selects a flag by workspace and column, or by its name `<workspace>-<column>`, for a condition.
 *
 * @example flag('tracker', 'strip').is('GOOD')
 * @example flag('dt-dt').atLeast(10, 'BAD')
 * @throws QueryError `unknown-flag`, with the closest valid names.
 */
export function flag<Workspace extends string, Column extends string>(
  workspace: WorkspaceArgument<Workspace>,
  column: ColumnArgument<Column, Workspace>,
): FlagHandle;
export function flag<Name extends string>(name: FlagArgument<Name>): FlagHandle;
export function flag(...names: readonly unknown[]): FlagHandle {
  const conditions: unknown = new FlagConditions(lookUpFlag(...names), identity);
  return conditions as FlagHandle;
}

/** An attribute whose name is only known at run time. Its conditions are checked when they are called. */
export type AnyAttribute = UnknownCondition<Expression<never>> & {
  /** The entry of the attribute in the catalogue. */
  readonly info: AttributeInfo;
};

/**
 * Returns the attribute of runs or datasets with a name that is only known at run time.
 *
 * @example attribute(process.argv[2] ?? 'energy').isNotNull()
 * @example attribute('energy').info.unit // 'GeV'
 * @throws QueryError `unknown-attribute`, with the closest valid names.
 */
export function attribute<Name extends string>(
  name: Name,
): Name extends keyof RunAttributes
  ? AttributeHandle<'run', Name>
  : Name extends keyof DatasetOwnAttributes
    ? AttributeHandle<'dataset', Name>
    : Name extends IncludedName
      ? IncludedHandle<Name>
      : AnyAttribute;
export function attribute(...args: readonly unknown[]): unknown {
  checkArgumentCount('attribute', args, 1, "Write attribute('energy').gte(6000).");
  return handle(lookUp(args[0], ['run', 'dataset'], 'runs or datasets'));
}
