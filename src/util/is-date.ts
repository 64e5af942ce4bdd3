/** Returns true for a Date, also of another realm. A proxy of a Date has no time. */
export function isDate(value: unknown): value is Date {
  try {
    Date.prototype.getTime.call(value as Date);
    return true;
  } catch {
    return false;
  }
}
