/** Freezes a constant with everything in it, and returns it. Its type is already read-only, but JavaScript could sort a list in place. */
export function frozen<Value extends object>(value: Value): Value {
  for (const member of Object.values(value))
    if (typeof member === 'object' && member !== null) frozen(member as object);
  return Object.freeze(value);
}
