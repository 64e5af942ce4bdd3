/** A JSON object. */
export type JsonObject = { readonly [key: string]: unknown };

/** Returns true for an object that is not an array. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns true for a plain object, also of another realm. A class instance, such as a Map, would look empty. */
export function isPlainObject(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Returns true for an object of options. The properties of an AbortSignal or a Map would be ignored silently. */
export const isOptions = (value: unknown): value is JsonObject =>
  isPlainObject(value) || (isObject(value) && Object.keys(value).length > 0);
