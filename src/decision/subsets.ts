const maxMembers = 5;

/** Returns all subsets of a few members. Of many, returns the empty, single-member and full subsets. */
export function subsets<T>(members: readonly T[]): {
  readonly sets: readonly (readonly T[])[];
  readonly isAll: boolean;
} {
  if (members.length > maxMembers) return { sets: [[], ...members.map((member) => [member]), members], isAll: false };
  const sets = Array.from({ length: 2 ** members.length }, (_, bits) =>
    members.filter((_one, index) => (bits & (1 << index)) !== 0),
  );
  return { sets, isAll: true };
}
