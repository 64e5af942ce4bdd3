const maxMembers = 5;

/** All subsets of a few members; of many, each, none and all. */
export function subsets<T>(members: readonly T[]): {
  readonly sets: readonly (readonly T[])[];
  readonly isAll: boolean;
} {
  if (members.length > maxMembers) return { sets: [[], ...members.map((one) => [one]), members], isAll: false };
  const sets = Array.from({ length: 2 ** members.length }, (_, bits) =>
    members.filter((_one, index) => (bits & (1 << index)) !== 0),
  );
  return { sets, isAll: true };
}
