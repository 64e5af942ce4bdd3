/**
 * Members that do not exist, but that people guess. They have hints in the type checker and at run time, and no editor offers them.
 */
import { QueryError } from '../errors.js';

/** Hints by the name of a member that does not exist. Each is one or more full sentences that say what to write instead. */
export type Hints = Readonly<Record<string, string>>;

declare const hint: unique symbol;

/** The type of a member that does not exist. A call is the error `Type 'Hint<"Write limit(n).">' has no call signatures`. */
export interface Hint<Text extends string> {
  readonly [hint]: Text;
}

/** As {@link Hint}, for a method that is called with a function of a row. A call is an error at the function. */
export type CallbackHint<Row, Text extends string, Result> = (callback: Hint<Text> & ((row: Row) => unknown)) => Result;

/** Defines a member of every name by a descriptor that throws its hint. It is not enumerable. */
function define(target: object, members: Hints, owner: string, descriptor: (fail: () => never) => object): void {
  for (const [name, text] of Object.entries(members))
    Object.defineProperty(
      target,
      name,
      descriptor(() => {
        throw new QueryError('unknown-member', `Unknown member '${name}' of ${owner}`, { hint: text });
      }),
    );
}

/** Defines methods that throw their hint. */
export const defineGuessed = (target: object, members: Hints, owner: string): void =>
  define(target, members, owner, (value) => ({ value }));

/** Defines properties that throw their hint when they are read. */
export const defineGuessedProperties = (target: object, members: Hints, owner: string): void =>
  define(target, members, owner, (get) => ({ get }));
