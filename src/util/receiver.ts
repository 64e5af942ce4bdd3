import { QueryError } from '../errors.js';
import { describe } from './describe.js';

/** Returns the error of a method that is called without an object of its class, as in `numbers.map(registry.getRun)`. */
export function receiverError(name: string, receiver: unknown, prototype: object): QueryError | undefined {
  if (Object.prototype.isPrototypeOf.call(prototype, receiver as object)) return undefined;
  return new QueryError('wrong-arguments', `Expected a call of ${name}() on its object, got ${describe(receiver)}`, {
    hint: `Write (value) => object.${name}(value) instead of object.${name}.`,
  });
}

/** Checks that a method is called on an object of its class. */
export function checkReceiver(name: string, receiver: unknown, prototype: object): void {
  const error = receiverError(name, receiver, prototype);
  if (error !== undefined) throw error;
}
