import { inspect } from 'node:util';

/** Secrets, and the forms in which they could leak: verbatim, in a URL, in base64, in a header. */
export function formsOf(id: string, secret: string, tokens: readonly string[]): readonly string[] {
  const basic = Buffer.from(`${id}:${secret}`).toString('base64');
  return [secret, basic, `${id}:${secret}`, ...tokens].flatMap((text) => {
    const base64 = Buffer.from(text).toString('base64').replace(/=+$/, '');
    return [
      text,
      encodeURIComponent(text),
      base64,
      encodeURIComponent(base64),
      Buffer.from(text).toString('base64url'),
    ];
  });
}

const shown = (value: unknown): string =>
  inspect(value, {
    depth: Number.POSITIVE_INFINITY,
    showHidden: true,
    getters: true,
    maxStringLength: null,
    maxArrayLength: null,
  });

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    // Some objects have no JSON: their properties are checked below.
    return '';
  }
}

function asText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return '';
  }
}

/** Yields own and inherited properties, enumerable or not, and the values of getters. */
function* properties(value: object): Generator<unknown> {
  for (let at: object | null = value; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const key of Reflect.ownKeys(at)) {
      const { get, value: held } = Object.getOwnPropertyDescriptor(at, key) ?? {};
      yield typeof key === 'symbol' ? key.description : key;
      if (get === undefined) yield held;
      else
        try {
          yield Reflect.get(at, key, value);
        } catch (error) {
          yield error;
        }
    }
  if (value instanceof Map || value instanceof Set) yield* value;
}

/** Collects every string within a value: printed, as JSON, as a string, and of all its properties and causes. */
function collectStrings(value: unknown, strings: Set<string>, seen: Set<unknown>): void {
  if (typeof value === 'string') strings.add(value);
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
  if (seen.size === 0) strings.add(shown(value)).add(asJson(value));
  strings.add(asText(value));
  seen.add(value);
  for (const inner of properties(value)) collectStrings(inner, strings, seen);
}

/** Returns every string that can be obtained from a value, each once. */
export function stringsIn(value: unknown): ReadonlySet<string> {
  const strings = new Set<string>();
  // Some getters throw. The stacks of these errors would take longer than everything else.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    collectStrings(value, strings, new Set());
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return strings;
}

/** Returns where one of the forms occurs; empty if none does. */
export const leaks = (value: unknown, forms: readonly string[]): string[] =>
  [...stringsIn(value)].flatMap((text) =>
    forms.flatMap((form) => {
      const at = text.indexOf(form);
      return at === -1 ? [] : [`${form} in …${text.slice(Math.max(0, at - 60), at + form.length + 20)}…`];
    }),
  );
