import type { Attribute } from '../catalogue/attribute.js';
import { checkPattern } from './check.js';
import { node } from './create-node.js';
import type { Node } from './node.js';

/** Returns a `like` condition for any attribute stored as a string: the registry also accepts patterns for dates and states. */
export const matching = (attribute: Attribute, pattern: unknown): Node =>
  node({ kind: 'like', attribute, pattern: checkPattern(pattern, attribute.name) });
