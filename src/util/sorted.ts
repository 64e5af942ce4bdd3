/** Returns the index of the first of the ascending values that is at least a value; or the number of values if all are less. */
export function firstAtLeast<T extends number | string>(ascending: readonly T[], value: T): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as T) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
