import type { AttributeEntry } from '../../src/index.js';

/** What the documentation of an attribute must be, word for word. */
export const documentation = ({ meaning, unit }: Pick<AttributeEntry, 'meaning' | 'unit'>): string =>
  unit === undefined ? meaning : `${meaning} Unit: ${unit}.`;
