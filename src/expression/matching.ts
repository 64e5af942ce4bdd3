import type { Attribute } from '../catalogue/attribute.js';
import { checkPattern } from './check.js';
import { type Node, node } from './node.js';

/** An attribute that holds text and matches a pattern of `like`: the registry also takes one for dates and states. */
export const matching = (attribute: Attribute, pattern: unknown): Node =>
  node({ kind: 'like', attribute, pattern: checkPattern(pattern, attribute.name) });
