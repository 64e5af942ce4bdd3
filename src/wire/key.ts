import type { Attribute } from '../catalogue/attribute.js';
import { flagNames, flagPlaces } from '../catalogue/flag-lookup.js';
import { attributeNames, findAttribute, queryAttribute, scopesOf } from '../catalogue/lookup.js';
import { nearest } from '../catalogue/nearest.js';
import { type Status, statuses } from '../catalogue/states.js';
import { meantBy } from '../catalogue/synonyms.js';
import { type Projection, projectionOf, type Target } from '../print/formula.js';

/** A parsed key of the registry's filters. */
export type WireKey =
  | { readonly kind: 'attribute'; readonly attribute: Attribute; readonly table: Projection }
  | { readonly kind: 'status'; readonly flag: string; readonly status: Status; readonly table: 'triplet' }
  | {
      readonly kind: 'remark';
      readonly flag: string;
      readonly field: 'comments' | 'causes';
      readonly table: 'triplet';
    };

const flagKey = 'triplet_summary.';

/** The key on which every operator means "contains". */
export const inGui = 'datasets_in_gui';

const attributesOf = (target: Target): readonly Attribute[] =>
  attributeNames(scopesOf(target)).map((name) => queryAttribute(name, target));

/** Parses a key; undefined for one that the registry does not know or rejects. */
export function wireKey(key: string, target: Target): WireKey | undefined {
  if (key.startsWith(flagKey)) {
    const rest = key.slice(flagKey.length);
    const dot = rest.indexOf('.');
    const [flag, field] = [rest.slice(0, dot), rest.slice(dot + 1)];
    if (dot < 0 || flagPlaces(flag) === undefined) return undefined;
    if (field === 'comments' || field === 'causes') return { kind: 'remark', flag, field, table: 'triplet' };
    return statuses.includes(field as Status)
      ? { kind: 'status', flag, status: field as Status, table: 'triplet' }
      : undefined;
  }
  const name = key === 'name' ? 'dataset_name' : key.slice(key.indexOf('.') + 1);
  const attribute = findAttribute(name, scopesOf(target));
  return attribute?.wire === key ? { kind: 'attribute', attribute, table: projectionOf(attribute, target) } : undefined;
}

/** Returns the closest valid keys: with the prefix, or with a similar name. */
export function nearestKeys(key: string, target: Target): readonly string[] {
  const attributes = attributesOf(target);
  const byName = attributes.filter(({ name }) => name === key).map(({ wire }) => wire);
  if (byName.length > 0) return byName;
  const [, flag = key, what = 'GOOD'] = /^(?:triplet_summary\.)?([^.]+)(?:\.(.+))?$/.exec(key) ?? [];
  if (flagPlaces(flag) !== undefined) return [`${flagKey}${flag}.${nearest(what, statuses)[0] ?? 'GOOD'}`];
  if (key.startsWith(flagKey)) return nearest(flag, flagNames()).map((name) => `${flagKey}${name}.${what}`);
  const names = meantBy(
    key.slice(key.lastIndexOf('.') + 1),
    attributes.map(({ name }) => name),
  );
  const meant = attributes.filter(({ name }) => names.includes(name)).map(({ wire }) => wire);
  return meant.length > 0
    ? meant
    : nearest(
        key,
        attributes.map(({ wire }) => wire),
      );
}

/** Returns true for a key of a separate column. */
export const isColumn = (key: WireKey): boolean => key.kind === 'attribute' && key.attribute.home === 'column';

/** Returns true for the key on which every operator means "contains". */
export const isInGui = (key: WireKey): boolean => key.kind === 'attribute' && key.attribute.wire === inGui;
