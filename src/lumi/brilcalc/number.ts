/** A number as brilcalc prints it. `Number()` would also accept `''`, `0x10` and `Infinity`. */
const decimalNumber = /^[-+]?(?:\d+\.?(\d*)|\.(\d+))(?:e([-+]?\d+))?$/i;

/** Returns the non-negative integer in a cell; NaN for anything else. */
export function integerIn(cell: string): number {
  return /^\d{1,15}$/.test(cell) ? Number(cell) : Number.NaN;
}

/** Returns the number in a cell; NaN for anything else. */
export function numberIn(cell: string): number {
  const number = decimalNumber.test(cell) ? Number(cell) : Number.NaN;
  return Number.isFinite(number) ? number : Number.NaN;
}

/** Returns the number of decimals with which a valid number is printed: 3 for `0.120`, 6 for `1.23e-4`, 0 for `12`. */
export function decimalsOf(cell: string): number {
  const [, decimals = '', onlyDecimals = '', exponent = '0'] = decimalNumber.exec(cell) ?? [];
  return (decimals || onlyDecimals).length - Number(exponent);
}
