type Method =
  | 'where'
  | 'flag'
  | 'when'
  | 'orderBy'
  | 'limit'
  | 'pageSize'
  | 'select'
  | 'raw'
  | 'eq'
  | 'ne'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'between'
  | 'before'
  | 'after'
  | 'like'
  | 'notLike'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'in'
  | 'notIn'
  | 'is'
  | 'isNot'
  | 'has'
  | 'hasNot'
  | 'isNull'
  | 'isNotNull'
  | 'every'
  | 'atLeast'
  | 'atMost'
  | 'plan'
  | 'toFilter';

/** A builder, handle or condition as a program without a type checker sees it. */
export type Untyped = { readonly [M in Method]: (...args: readonly unknown[]) => Untyped } & {
  readonly comment: Untyped;
  readonly cause: Untyped;
};

/** Returns the same value without its type. */
export const untyped = (value: unknown): Untyped => value as Untyped;

/** Returns a function without the types of its arguments. */
export const untypedCall = (call: unknown): ((...args: readonly unknown[]) => unknown) =>
  call as (...args: readonly unknown[]) => unknown;
