/**
 * Where a filter of the registry means something else than it looks because a key is absent from a row: a status that does not occur
 * and counts 0, a list of comments without any, a component that took no part. Whether that changes the rows depends on the conditions
 * beside it: `GOOD <= 3` leaves out rows without GOOD, and `GOOD <= 3 or GOOD = null` finds them.
 */

/** What a condition is for a row in each of the states of its key that look the same: as the registry reads it, and as it looks. */
export interface Absence {
  readonly key: string;
  readonly asked: readonly boolean[];
  readonly meant: readonly boolean[];
  /** Says what the registry makes of it; called where that changes rows. */
  readonly warn: () => void;
}

/** How conditions are joined. A condition that says nothing of absence is `undefined`. */
export type Shape = Absence | undefined | { readonly joiner: 'and' | 'or'; readonly members: readonly Shape[] };

/** What is left of a shape where a key is in a state: true, false, or a text that is the same for what is the same. */
function reduced(shape: Shape, key: string, state: number, reading: 'asked' | 'meant'): boolean | string {
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

/** Calls `warn` of the conditions that the registry reads otherwise, where that changes what the whole says. */
export function warnOfAbsence(shape: Shape): void {
  const doubtful = new Map<string, Absence[]>();
  const collect = (one: Shape): void => {
    if (one === undefined) return;
    if (!('key' in one)) for (const member of one.members) collect(member);
    else if (one.asked.some((holds, state) => holds !== one.meant[state]))
      doubtful.set(one.key, [...(doubtful.get(one.key) ?? []), one]);
  };
  collect(shape);
  for (const [key, conditions] of doubtful) {
    const states = conditions[0]?.asked ?? [];
    if (states.some((_, state) => reduced(shape, key, state, 'asked') !== reduced(shape, key, state, 'meant')))
      for (const { warn } of conditions) warn();
  }
}
