/**
 * Filters that the registry does not interpret as written for rows without a key: a status that does not occur, an empty list of
 * comments, a component that was not included. If the result changes depends on other conditions: `GOOD <= 3` misses rows without
 * GOOD, and `GOOD <= 3 or GOOD = null` finds them.
 */

/** The values of a condition for each state of an absent key: as the registry interprets it (`interpreted`), and as written (`written`). */
export interface Absence {
  readonly key: string;
  readonly interpreted: readonly boolean[];
  readonly written: readonly boolean[];
  /** Adds the warning. Called if the result changes. */
  readonly warn: () => void;
}

/** The structure of joined conditions. A condition without absent keys is `undefined`. */
export type Shape = Absence | undefined | { readonly joiner: 'and' | 'or'; readonly members: readonly Shape[] };

/** Simplifies a shape for a state of a key: to true, false, or a canonical string of the rest. */
function reduced(shape: Shape, key: string, state: number, reading: 'interpreted' | 'written'): boolean | string {
  let conditions = 0;
  const visit = (shape: Shape): boolean | string => {
    conditions++;
    if (shape === undefined || ('key' in shape && shape.key !== key)) return `${conditions}`;
    if ('key' in shape) return shape[reading][state] as boolean;
    const parts = shape.members.map(visit);
    const decisive = shape.joiner === 'or';
    if (parts.includes(decisive)) return decisive;
    const rest = parts.filter((part) => typeof part === 'string');
    return rest.length === 0 ? !decisive : rest.length === 1 ? (rest[0] as string) : `(${rest.join(shape.joiner)})`;
  };
  return visit(shape);
}

/** Calls `warn` of the conditions whose interpretation changes the result of the whole filter. */
export function warnOfAbsence(shape: Shape): void {
  const doubtful = new Map<string, Absence[]>();
  const collect = (shape: Shape): void => {
    if (shape === undefined) return;
    if (!('key' in shape)) for (const member of shape.members) collect(member);
    else if (shape.interpreted.some((holds, state) => holds !== shape.written[state]))
      doubtful.set(shape.key, [...(doubtful.get(shape.key) ?? []), shape]);
  };
  collect(shape);
  for (const [key, conditions] of doubtful) {
    const states = conditions[0]?.interpreted ?? [];
    if (states.some((_, state) => reduced(shape, key, state, 'interpreted') !== reduced(shape, key, state, 'written')))
      for (const { warn } of conditions) warn();
  }
}
