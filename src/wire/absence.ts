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
  const visit = (one: Shape): boolean | string => {
    conditions++;
    if (one === undefined || ('key' in one && one.key !== key)) return `${conditions}`;
    if ('key' in one) return one[reading][state] as boolean;
    const parts = one.members.map(visit);
    const decisive = one.joiner === 'or';
    if (parts.includes(decisive)) return decisive;
    const rest = parts.filter((part) => typeof part === 'string');
    return rest.length === 0 ? !decisive : rest.length === 1 ? (rest[0] as string) : `(${rest.join(one.joiner)})`;
  };
  return visit(shape);
}

/** Calls `warn` of the conditions whose interpretation changes the result of the whole filter. */
export function warnOfAbsence(shape: Shape): void {
  const doubtful = new Map<string, Absence[]>();
  const collect = (one: Shape): void => {
    if (one === undefined) return;
    if (!('key' in one)) for (const member of one.members) collect(member);
    else if (one.interpreted.some((holds, state) => holds !== one.written[state]))
      doubtful.set(one.key, [...(doubtful.get(one.key) ?? []), one]);
  };
  collect(shape);
  for (const [key, conditions] of doubtful) {
    const states = conditions[0]?.interpreted ?? [];
    if (states.some((_, state) => reduced(shape, key, state, 'interpreted') !== reduced(shape, key, state, 'written')))
      for (const { warn } of conditions) warn();
  }
}
