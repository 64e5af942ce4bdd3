import { match } from 'ts-pattern';
import type { Attribute } from '../catalogue/attribute.js';
import { statuses } from '../catalogue/states.js';
import { likeMatcher } from '../expression/like.js';
import { type CompareNode, type EveryNode, type Node, notForRows, type RemarkTest } from '../expression/node.js';
import type { FlagSummary, JsonObject, RowReader } from './row.js';

/** True, false, or null where it is not known. */
export type Truth = boolean | null;

/** Decides an expression for one row. */
export type Predicate = (row: JsonObject) => Truth;

const negate = (truth: Truth): Truth => (truth === null ? null : !truth);

/** A value as a condition sees it: null where it is missing, false where missing means "no". */
const present = (value: unknown, attribute: Attribute): unknown =>
  value === undefined || value === null ? (attribute.absence === 'false' ? false : null) : value;

function compare({ operator, value }: CompareNode, held: unknown): boolean {
  if (typeof held !== typeof value) return false;
  const left = held as number;
  const right = value as number;
  return match(operator)
    .with('=', () => left === right)
    .with('>', () => left > right)
    .with('>=', () => left >= right)
    .with('<', () => left < right)
    .with('<=', () => left <= right)
    .exhaustive();
}

const count = (summary: FlagSummary | undefined, status: string): number => {
  const held = summary?.[status];
  return typeof held === 'number' ? held : 0;
};

const every = ({ status }: EveryNode, summary: FlagSummary | undefined): boolean =>
  count(summary, status) > 0 && statuses.every((other) => other === status || count(summary, other) === 0);

function has(held: unknown, value: string, { match: how }: Attribute): boolean {
  if (!Array.isArray(held)) return false;
  if (how === 'exact') return held.includes(value);
  const wanted = value.toLowerCase();
  return held.some((element) => typeof element === 'string' && element.toLowerCase() === wanted);
}

function passes(test: RemarkTest): (text: string) => boolean {
  if ('equals' in test) return (text) => text === test.equals;
  return likeMatcher(test.like);
}

const remarks = (summary: FlagSummary | undefined, field: string): readonly string[] => {
  const held = summary?.[field];
  return Array.isArray(held) ? held.filter((text) => typeof text === 'string') : [];
};

/**
 * The meaning of an expression: what it says of a row, with the three-valued logic of SQL. The registry's answer to the printed
 * filter must be exactly the rows for which this is true.
 */
export function predicate(tree: Node, reader: RowReader): Predicate {
  return match(tree)
    .returnType<Predicate>()
    .with({ kind: 'compare' }, (leaf) => (row) => {
      const held = present(reader.attribute(row, leaf.attribute), leaf.attribute);
      return held === null ? null : compare(leaf, held);
    })
    .with({ kind: 'in' }, ({ attribute, values }) => {
      const set = new Set<unknown>(values);
      return (row) => {
        const held = present(reader.attribute(row, attribute), attribute);
        return held === null ? null : set.has(held);
      };
    })
    .with({ kind: 'like' }, ({ attribute, pattern }) => {
      const fits = likeMatcher(pattern);
      return (row) => {
        const held = present(reader.attribute(row, attribute), attribute);
        return held === null ? null : typeof held === 'string' && fits(held);
      };
    })
    .with(
      { kind: 'null' },
      ({ attribute }) =>
        (row) =>
          (reader.attribute(row, attribute) ?? null) === null,
    )
    .with({ kind: 'has' }, ({ attribute, value }) => (row) => {
      const held = reader.attribute(row, attribute) ?? null;
      return held === null ? null : has(held, value, attribute);
    })
    .with({ kind: 'count' }, ({ flag, status, operator, value }) => (row) => {
      const n = count(reader.flag(row, flag), status);
      return operator === '>=' ? n >= value : n <= value;
    })
    .with({ kind: 'every' }, (leaf) => (row) => every(leaf, reader.flag(row, leaf.flag)))
    .with({ kind: 'remark' }, ({ flag, field, test }) => {
      const one = passes(test);
      return (row) => {
        const texts = remarks(reader.flag(row, flag), field);
        return texts.length === 0 ? null : texts.some(one);
      };
    })
    .with(
      { kind: 'no-remark' },
      ({ flag, field }) =>
        (row) =>
          remarks(reader.flag(row, flag), field).length === 0,
    )
    .with({ kind: 'and' }, ({ members }) => {
      const parts = members.map((member) => predicate(member, reader));
      return (row) => {
        let truth: Truth = true;
        for (const part of parts) {
          const verdict = part(row);
          if (verdict === false) return false;
          if (verdict === null) truth = null;
        }
        return truth;
      };
    })
    .with({ kind: 'or' }, ({ members }) => {
      const parts = members.map((member) => predicate(member, reader));
      return (row) => {
        let truth: Truth = false;
        for (const part of parts) {
          const verdict = part(row);
          if (verdict === true) return true;
          if (verdict === null) truth = null;
        }
        return truth;
      };
    })
    .with({ kind: 'not' }, ({ member }) => {
      const inner = predicate(member, reader);
      return (row) => negate(inner(row));
    })
    .with({ kind: 'named' }, ({ member }) => predicate(member, reader))
    .with({ kind: 'logic' }, notForRows)
    .exhaustive();
}
