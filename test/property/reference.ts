/**
 * A second implementation of conditions, independent of `src`: it evaluates them on rows as the registry returns them, by the
 * documentation alone. Tests compare the library with it.
 */
export type Row = { readonly [key: string]: unknown };

/** A condition as a test writes it: `run.energy.gte(6000)` is `{ on: 'energy', method: 'gte', args: [6000] }`. */
export interface LeafSpec {
  readonly is: 'leaf';
  /** Name of an attribute or of a flag; names of flags are separated by spaces. */
  readonly on: string;
  readonly what: 'attribute' | 'flag' | 'flags' | 'comment' | 'cause';
  readonly method: string;
  readonly args: readonly unknown[];
}

export type Spec =
  | LeafSpec
  | { readonly is: 'and' | 'or'; readonly of: readonly Spec[] }
  | { readonly is: 'not'; readonly of: Spec };

export type Truth = boolean | null;

export type Kind = {
  readonly type: string;
  readonly path: readonly string[];
  readonly presence?: boolean;
  readonly exact?: boolean;
};

const dig = (row: unknown, path: readonly string[]): unknown => {
  let value: unknown = row;
  for (const key of path) value = value === null || value === undefined ? undefined : (value as Row)[key];
  return value === undefined ? null : value;
};

/** Lower case with one character for each: `toLowerCase()` writes `İ` as two, and `Σ` as `ς` at the end of a word. */
const fold = (text: string): string => text.replaceAll('İ', 'i').replaceAll('Σ', 'σ').toLowerCase();

/** Returns true if a string matches a pattern of `like`, character by character and without regular expressions. */
export function matches(text: string, pattern: string): boolean {
  const letters = [...fold(text)];
  const tokens: (string | { any: boolean })[] = [];
  const chars = [...fold(pattern)];
  for (let i = 0; i < chars.length; i++) {
    const c = chars[i] as string;
    if (c === '\\') tokens.push(chars[++i] as string);
    else tokens.push(c === '%' ? { any: true } : c === '_' ? { any: false } : c);
  }
  let reachable = new Set([0]);
  for (const token of tokens) {
    const next = new Set<number>();
    for (const at of reachable)
      if (typeof token === 'object' && token.any) for (let k = at; k <= letters.length; k++) next.add(k);
      else if (at < letters.length && (typeof token === 'object' || letters[at] === token)) next.add(at + 1);
    reachable = next;
  }
  return reachable.has(letters.length);
}

/** Returns the first and the last second of a time, which are equal for an instant. */
function seconds(value: unknown): [number, number] {
  if (value instanceof Date) return [value.getTime() / 1000, value.getTime() / 1000];
  const text = String(value);
  const full = { 4: '-01-01T00:00:00Z', 7: '-01T00:00:00Z', 10: 'T00:00:00Z', 13: ':00:00Z', 16: ':00Z' }[text.length];
  if (full === undefined) return [Date.parse(text) / 1000, Date.parse(text) / 1000];
  const start = new Date(text + full);
  const end = new Date(start);
  if (text.length === 4) end.setUTCFullYear(end.getUTCFullYear() + 1);
  if (text.length === 7) end.setUTCMonth(end.getUTCMonth() + 1);
  if (text.length === 10) end.setUTCDate(end.getUTCDate() + 1);
  if (text.length === 13) end.setUTCHours(end.getUTCHours() + 1);
  if (text.length === 16) end.setUTCMinutes(end.getUTCMinutes() + 1);
  return [start.getTime() / 1000, end.getTime() / 1000 - 1];
}

const likeText = (method: string, argument: unknown): ((text: string) => boolean) | undefined => {
  const wanted = String(argument);
  const lower = fold(wanted);
  switch (method) {
    case 'eq':
    case 'ne':
    case 'is':
    case 'isNot':
      return (text) => text === wanted;
    case 'like':
    case 'notLike':
      return (text) => matches(text, wanted);
    case 'contains':
      return (text) => fold(text).includes(lower);
    case 'startsWith':
      return (text) => fold(text).startsWith(lower);
    case 'endsWith':
      return (text) => fold(text).endsWith(lower);
    case 'in':
    case 'notIn':
      return (text) => (argument as unknown[]).includes(text);
    default:
      return undefined;
  }
};

/** The values of an array, or the runs of a list of lumisections. */
const numbersOf = (values: unknown): readonly unknown[] =>
  Array.isArray(values) ? values : Object.keys((values as { toJSON(): object }).toJSON()).map(Number);

const negative = new Set(['ne', 'notLike', 'notIn', 'isNot', 'hasNot']);

function positive(kind: string, method: string, args: readonly unknown[], held: unknown): boolean {
  const [a, b] = args;
  if (kind === 'string' || kind === 'enum') return likeText(method, a)?.(held as string) ?? false;
  if (kind === 'list') return false;
  if (kind === 'boolean') return held === a;
  const value = kind === 'date' ? Date.parse(held as string) / 1000 : (held as number);
  const [low, high] = kind === 'date' ? seconds(a) : [a as number, a as number];
  switch (method) {
    case 'eq':
    case 'ne':
      return value >= low && value <= high;
    case 'gt':
    case 'after':
      return value > high;
    case 'gte':
      return value >= low;
    case 'lt':
    case 'before':
      return value < low;
    case 'lte':
      return value <= high;
    case 'between':
      return value >= low && value <= (kind === 'date' ? seconds(b)[1] : (b as number));
    case 'in':
    case 'notIn':
      return numbersOf(a).some((one) => {
        const [from, to] = kind === 'date' ? seconds(one) : [one as number, one as number];
        return value >= from && value <= to;
      });
    default:
      throw new Error(`no meaning for ${method}`);
  }
}

function decide(method: string, args: readonly unknown[], held: unknown, truth: (held: unknown) => boolean): Truth {
  if (method === 'isNull') return held === null;
  if (method === 'isNotNull') return held !== null;
  const options = args.at(-1);
  const orNull = typeof options === 'object' && options !== null && (options as { orNull?: boolean }).orNull === true;
  if (held === null) return negative.has(method) && orNull ? true : null;
  return truth(held) !== negative.has(method);
}

function flagTruth(spec: LeafSpec, row: Row): Truth {
  const summary = dig(row, ['DatasetTripletCache', 'triplet_summary', spec.on]) as Row | null;
  if (spec.what === 'flag') {
    const counts = Object.entries(summary ?? {}).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    );
    const of = (status: unknown) => counts.filter(([name]) => name === status).reduce((sum, [, n]) => sum + n, 0);
    const total = counts.reduce((sum, [, n]) => sum + n, 0);
    const [a, b] = spec.args;
    if (spec.method === 'is') return of(a) > 0;
    if (spec.method === 'isNot') return of(a) === 0;
    if (spec.method === 'every') return total > 0 && of(a) === total;
    return spec.method === 'atLeast' ? of(b) >= (a as number) : of(b) <= (a as number);
  }
  const texts = (summary?.[spec.what === 'comment' ? 'comments' : 'causes'] ?? []) as string[];
  return decide(spec.method, spec.args, texts.length === 0 ? null : texts, () =>
    texts.some((text) => likeText(spec.method, spec.args[0])?.(text)),
  );
}

/** Returns the result of an expression for a row. */
export function truthOf(spec: Spec, row: Row, kinds: (name: string) => Kind): Truth {
  if (spec.is === 'not') {
    const inner = truthOf(spec.of, row, kinds);
    return inner === null ? null : !inner;
  }
  if (spec.is !== 'leaf') {
    const all = spec.of.map((member) => truthOf(member, row, kinds));
    const deciding = spec.is === 'or';
    if (all.includes(deciding)) return deciding;
    return all.includes(null) ? null : !deciding;
  }
  if (spec.what === 'flags')
    return spec.on.split(' ').every((on) => flagTruth({ ...spec, on, what: 'flag', method: 'is' }, row));
  if (spec.what !== 'attribute') return flagTruth(spec, row);
  const { type, path, presence, exact } = kinds(spec.on);
  const held = dig(row, path);
  if (presence && !['isNull', 'isNotNull'].includes(spec.method)) {
    const options = spec.args[1] as { orNull?: boolean } | undefined;
    if (held === null && options?.orNull === true) return true;
    return ((held === true) === spec.args[0]) !== negative.has(spec.method);
  }
  if (type === 'list')
    return decide(spec.method, spec.args, held, (list) => {
      const wanted = spec.args[0] as string;
      return (list as string[]).some((one) => (exact ? one === wanted : fold(one) === fold(wanted)));
    });
  return decide(spec.method, spec.args, held, (value) => positive(type, spec.method, spec.args, value));
}

/** Returns true for attributes that are true or missing: `<component>_included`. */
export const isPresence = (name: string): boolean => name.endsWith('_included');
