/** Freezes constants with everything in them. Their types are already read-only, but JavaScript could sort a list in place. */
export function freezeAll(...constants: readonly object[]): void {
  for (const constant of constants) {
    freezeAll(...Object.values(constant).filter((member) => typeof member === 'object' && member !== null));
    Object.freeze(constant);
  }
}
