import { and, or } from '../expression/logic.js';
import type { Expression, Node } from '../expression/node.js';
import type { Shape } from './absence.js';

/** A part of a filter as a tree, and what it says of rows without its keys. */
export interface Part {
  readonly tree: Node;
  readonly shape: Shape;
}

/** One operator, or value, under a key: the operator in lower case, and the value. */
export interface Asked {
  readonly operator: string;
  readonly value: unknown;
}

/** Parts joined by AND or OR; one part stays as it is. */
export function join(joiner: 'and' | 'or', parts: readonly Part[]): Part {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const trees = parts.map(({ tree }) => tree as Expression);
  return {
    tree: joiner === 'and' ? and(...trees) : or(...trees),
    shape: { joiner, members: parts.map(({ shape }) => shape) },
  };
}

/** A number, or digits that stand for one; undefined for anything else. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined;
}
