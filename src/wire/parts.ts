import { and, or } from '../expression/logic.js';
import { asNode, type Node } from '../expression/node.js';
import { isNumeric } from '../util/strings.js';
import type { Shape } from './absence.js';

/** A part of a filter as a tree, with its values for rows without its keys. */
export interface Part {
  readonly tree: Node;
  readonly shape: Shape;
}

/** One operator of a key, in lower case, and its value. */
export interface OperatorValue {
  readonly operator: string;
  readonly value: unknown;
}

/** Joins parts by AND or OR. A single part is returned unchanged. */
export function join(joiner: 'and' | 'or', parts: readonly Part[]): Part {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const trees = parts.map(({ tree }) => tree);
  return {
    tree: asNode(joiner === 'and' ? and(...trees) : or(...trees)),
    shape: { joiner, members: parts.map(({ shape }) => shape) },
  };
}

/** Returns a number, also from a numeric string; undefined for anything else. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return isNumeric(value) ? Number(value) : undefined;
}
