import * as guessed from '../catalogue/guessed-members.js';
import { defineGuessed } from '../util/guessed.js';
import { inspect } from '../util/inspect.js';
import type { Node } from './node.js';
import { sentence } from './sentence.js';

/** Prints expressions in template strings and, in Node, in the console. Not enumerable, so nodes remain plain data. */
const prototype: object = Object.defineProperties(
  {},
  {
    toString: {
      value(this: Node) {
        return sentence(this, 'either');
      },
    },
    [inspect]: {
      value(this: Node) {
        return `Expression: ${this}`;
      },
    },
  },
);
defineGuessed(prototype, guessed.expression, 'an expression');
Object.freeze(prototype);

/** Returns a frozen node with frozen members. */
export function node<N extends Node>(data: N): N {
  if (data.kind === 'and' || data.kind === 'or') Object.freeze(data.members);
  if (data.kind === 'in') Object.freeze(data.values);
  if (data.kind === 'remark') Object.freeze(data.test);
  return Object.freeze(Object.assign(Object.create(prototype) as N, data));
}
