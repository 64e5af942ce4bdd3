import { flagPlaces } from '../catalogue/flag-lookup.js';
import { attributeNames } from '../catalogue/lookup.js';
import { didYouMean, nearest } from '../catalogue/nearest.js';
import type { Node } from '../expression/node.js';
import { leavesOf } from '../expression/walk.js';
import type { Plan, PlannedRequest, QuerySpec } from '../print/plan.js';
import { conjunction } from '../print/plan.js';
import { sentence } from '../print/sentence.js';
import { valueNotes } from './value-notes.js';

/** A query in words. As a text, it is what a script prints to see what it asks. */
export interface Explanation {
  /** What rows are meant. */
  readonly sentence: string;
  /** The requests, each for its first page. */
  readonly requests: readonly PlannedRequest[];
  /** What to know before the query is run. */
  readonly warnings: readonly string[];
  toString(): string;
}

/** Any `<component>_included` can be asked for, so that a misspelt one is true for no row, and not included in all of them. */
function unseen(found: readonly Node[]): string[] {
  const names = new Set(
    found.flatMap((leaf) => ('attribute' in leaf && leaf.attribute.absence ? [leaf.attribute.name] : [])),
  );
  const known = attributeNames(['run']);
  return [...names]
    .filter((name) => !known.includes(name))
    .map((name) => {
      const hint = didYouMean(nearest(name, known));
      return `no component has been seen that ${name} could stand for${hint === undefined ? '' : `; ${hint}`}`;
    });
}

function said(spec: QuerySpec): string {
  const { target, where, raw, order, limit } = spec;
  const what =
    raw !== undefined
      ? `${target} of a payload that is sent as it is`
      : where.length === 0
        ? `all ${target}`
        : `${target} where ${sentence(conjunction(where))}`;
  const ordered = order
    .map(({ attribute, direction }) => `${attribute.name} ${direction === 'asc' ? 'going up' : 'going down'}`)
    .join(', then ');
  return [what, ordered === '' ? '' : `by ${ordered}`, limit === undefined ? '' : `at most ${limit}`]
    .filter((part) => part !== '')
    .join(', ');
}

function warnings(spec: QuerySpec, { requests, order, limit }: Plan): string[] {
  const found: string[] = [];
  if (spec.raw !== undefined)
    found.push('nothing in the payload is checked, and the registry reads some filters otherwise than they look');
  if (requests.length === 0) found.push('no row can match, and no request is sent');
  if (requests.length > 1)
    found.push(
      `one request cannot say this: ${requests.length} requests are sent, and their rows are united, each row once`,
    );
  if (requests.some((request) => request.check))
    found.push('the registry answers more rows than are meant; each is checked here, also for count()');
  if (order === 'client')
    found.push(
      `the registry would not sort in this order, so that ${limit === undefined ? 'all rows are fetched and' : `all rows are fetched for the first ${limit}; they are`} sorted here`,
    );
  const asked = spec.where.flatMap(leavesOf);
  found.push(...unseen(asked), ...valueNotes(asked));
  const names = [...new Set(asked.flatMap((leaf) => ('flag' in leaf ? [leaf.flag] : [])))];
  if (spec.target === 'runs')
    for (const name of names)
      if (flagPlaces(name)?.online === false)
        found.push(`the flag ${name} is known of offline datasets alone; runs carry the flags of their online dataset`);
  return found;
}

/** Explains a query by its plan. */
export function explain(spec: QuerySpec, plan: Plan): Explanation {
  const text = said(spec);
  const notes = warnings(spec, plan);
  const lines = [
    text,
    ...plan.requests.map(({ method, path, body }) => `  ${method} ${path}\n  ${JSON.stringify(body)}`),
    ...notes.map((note) => `  note: ${note}`),
  ];
  return Object.freeze({
    sentence: text,
    requests: plan.requests,
    warnings: Object.freeze(notes),
    toString: () => lines.join('\n'),
    // What `console.log` shows in Node.
    [Symbol.for('nodejs.util.inspect.custom')]: () => lines.join('\n'),
  });
}
