const ascending = (values: Iterable<number>): readonly number[] =>
  [...new Set(values)].filter(Number.isFinite).sort((a, b) => a - b);

/** Larger numbers lose whole numbers to rounding. */
const far = 2 ** 40;

/** Returns whole numbers from `low`: each constant, its neighbours, and numbers far above. */
export function integers(constants: readonly number[], low: number): readonly number[] {
  const near = constants.flatMap((constant) => [
    Math.floor(constant) - 1,
    Math.floor(constant),
    Math.ceil(constant),
    Math.ceil(constant) + 1,
  ]);
  return ascending([low, ...near, far]).filter((point) => point >= low && point <= far);
}

/** Returns each constant and bound, and numbers below, above and between them; two of each if the order of variables counts. */
export function reals(constants: readonly number[], range: readonly number[], isCompared: boolean): readonly number[] {
  const edge = Number.MAX_VALUE / 4;
  const points = ascending([-edge, ...range, ...constants, edge]);
  return points.flatMap((point, index) => {
    const next = points[index + 1];
    if (next === undefined) return [point];
    const middle = point + (next - point) / 2;
    return isCompared ? [point, middle, middle + (next - middle) / 2] : [point, middle];
  });
}
