import type { Attribute } from '../../catalogue/attribute.js';
import { queryAttribute } from '../../catalogue/lookup.js';
import type { Target } from '../../print/formula.js';
import type { QuerySpec } from '../../print/plan.js';
import { accessorOf, partialRow, valueIn } from '../../print/row.js';
import type { JsonObject } from '../../util/json-object.js';

/** Returns a run in the shape of the Python client. */
export function compressRun(row: JsonObject): JsonObject {
  const { rr_attributes, DatasetTripletCache, oms_attributes, ...rest } = row;
  return {
    oms_attributes,
    ...(rr_attributes as JsonObject),
    lumisections: (DatasetTripletCache as JsonObject | null)?.triplet_summary ?? {},
    ...rest,
  };
}

/** Returns a dataset in the shape of the Python client. */
export function compressDataset(row: JsonObject): JsonObject {
  const { Run, DatasetTripletCache, ...rest } = row;
  return {
    ...((Run as JsonObject | null)?.rr_attributes as JsonObject),
    ...rest,
    lumisections: (DatasetTripletCache as JsonObject | null)?.triplet_summary ?? {},
  };
}

/** Returns the attributes that a list of selected attributes needs for the key and the order of rows, too. */
export function neededAttributes({ target, order }: QuerySpec, names: readonly string[]): readonly Attribute[] {
  const key = target === 'runs' ? ['run_number'] : ['run_number', 'dataset_name'];
  const needed = [...key, ...order.map(({ attribute }) => attribute.name), ...names];
  return [...new Set(needed)].map((name) => queryAttribute(name, target));
}

/** Returns a function that reduces a row to its key and the attributes of an order. */
export function orderedPart(spec: QuerySpec): (row: JsonObject) => JsonObject {
  const attributes = neededAttributes(spec, []);
  const accessor = accessorOf(spec.target);
  const part = partialRow(attributes, spec.target);
  return (row) => part(attributes.map((attribute) => accessor.attribute(row, attribute)));
}

/** Returns a function that selects the named attributes of a row. */
export function selectFrom(names: readonly string[], target: Target): (row: JsonObject) => JsonObject {
  const accessor = accessorOf(target);
  const attributes = names.map((name) => queryAttribute(name, target));
  return (row) =>
    Object.fromEntries(attributes.map((attribute) => [attribute.name, valueIn(accessor, row, attribute)]));
}

/** Yields rows in another shape. */
export async function* shaped(
  rows: AsyncIterable<JsonObject>,
  shape: (row: JsonObject) => unknown,
): AsyncGenerator<unknown, void, undefined> {
  for await (const row of rows) yield shape(row);
}

/** Yields rows in lists of a size; the last may be shorter. */
export async function* inPages(rows: AsyncIterable<unknown>, size: number): AsyncGenerator<unknown[], void, undefined> {
  let page: unknown[] = [];
  for await (const row of rows) {
    page.push(row);
    if (page.length === size) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}
