/** Returns an own property, or undefined. A name such as `constructor` does not find a property of `Object.prototype`. */
export const own = <Value>(object: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined =>
  object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
