const ascending = (values: Iterable<number>): readonly number[] =>
  [...new Set(values)].filter(Number.isFinite).sort((a, b) => a - b);

/** Larger numbers lose whole numbers to rounding. */
const far = 2 ** 40;

/** Whole numbers from `low`: each constant, its neighbours, and numbers far above. */
export function integers(constants: readonly number[], low: number): readonly number[] {
  const near = constants.flatMap((one) => [Math.floor(one) - 1, Math.floor(one), Math.ceil(one), Math.ceil(one) + 1]);
  return ascending([low, ...near, far]).filter((one) => one >= low && one <= far);
}

/** Numbers: each constant and bound, below, above, and between each two; two of each where the order of variables counts. */
export function reals(constants: readonly number[], range: readonly number[], isCompared: boolean): readonly number[] {
  const edge = Number.MAX_VALUE / 4;
  const points = ascending([-edge, ...range, ...constants, edge]);
  return points.flatMap((one, index) => {
    const next = points[index + 1];
    if (next === undefined) return [one];
    const middle = one + (next - one) / 2;
    return isCompared ? [one, middle, middle + (next - middle) / 2] : [one, middle];
  });
}
