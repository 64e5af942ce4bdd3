import type { Target } from '../print/formula.js';
import type { OrderKey } from '../print/order.js';
import { describe } from '../util/describe.js';
import { wireKey } from './key.js';
import { badWebUrl, copyWhole } from './web-page.js';
import type { Bracketed } from './web-parameters.js';
import type { Warn } from './web-rule.js';

/** The page also accepts names without a prefix. */
const prefixes: readonly string[] = ['', 'rr_attributes.', 'dataset_attributes.', 'oms_attributes.'];

function keyOf(entry: Bracketed, target: Target, warn: Warn): readonly OrderKey[] {
  const [id, desc] = [entry.get('id'), entry.get('desc')];
  if (typeof id !== 'string') throw badWebUrl('Expected an id for each key of the order in the URL', copyWhole);
  const key = prefixes.map((prefix) => wireKey(`${prefix}${id}`, target)).find((one) => one?.kind === 'attribute');
  if (key?.kind !== 'attribute' || key.attribute.type === 'list') {
    warn(`The order by ${describe(id)} is ignored, because rows cannot be ordered by it`);
    return [];
  }
  const { attribute } = key;
  // The registry sorts a missing value as null. If it means false, the direction is reversed.
  const isDescending = (desc === 'true') !== (attribute.absence === 'false');
  return [{ attribute, direction: isDescending ? 'desc' : 'asc' }];
}

/** Reads the order of a table: `obs[0][id]` and `obs[0][desc]`. */
export function orderOf(order: Bracketed | undefined, target: Target, warn: Warn): readonly OrderKey[] {
  const keys: OrderKey[] = [];
  for (const [index, entry] of [...(order ?? [])].sort(([a], [b]) => Number(a) - Number(b))) {
    if (!(entry instanceof Map) || !/^\d+$/.test(index))
      throw badWebUrl(`Unexpected ${describe(index)} in the order of the URL`, copyWhole);
    for (const key of keyOf(entry, target, warn))
      if (keys.every(({ attribute }) => attribute !== key.attribute)) keys.push(key);
  }
  return keys;
}
