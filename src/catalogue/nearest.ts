/**
 * Suggestions for a wrong name, each as a function for run time and as a type for the type checker. Both find the same names:
 *
 * 1. names that differ only in case and punctuation,
 * 2. else names one edit away: a letter replaced, two swapped, or up to two inserted or removed at one position,
 * 3. else names that contain the word.
 *
 * If more than two names match, it suggests none.
 */

/** Returns the lower-case letters and digits of a name. Cached, because every lookup compares all names of the catalogue. */
export function plain(name: string): string {
  let letters = plainNames.get(name);
  if (letters === undefined) {
    letters = name.toLowerCase().replace(/[^a-z0-9]/g, '');
    if (plainNames.size >= 5_000) plainNames.clear();
    plainNames.set(name, letters);
  }
  return letters;
}

const plainNames = new Map<string, string>();

/** Returns true if one edit turns one word into the other. */
export function isOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left === '' || right === '') return true;
  if (left.length === 1 && right.length === 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

/** Returns the names that a word may mean, at most two. {@link Nearest} finds the same. */
export function nearest(word: string, names: Iterable<string>): string[] {
  const target = plain(word);
  if (target === '') return [];
  const candidates = [...names].map((name) => ({ name, letters: plain(name) })).filter(({ letters }) => letters !== '');
  const tiers: ((letters: string) => boolean)[] = [
    (letters) => letters === target,
    (letters) => isOneEdit(letters, target),
    (letters) => target.length >= 3 && letters.includes(target),
  ];
  for (const matches of tiers) {
    const matching = candidates.filter(({ letters }) => matches(letters)).map(({ name }) => name);
    if (matching.length > 0) return matching.length > 2 ? [] : matching;
  }
  return [];
}

/** A character that comparisons of names regard. */
// biome-ignore format: a list
export type LetterOrDigit =
  | 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'j' | 'k' | 'l' | 'm'
  | 'n' | 'o' | 'p' | 'q' | 'r' | 's' | 't' | 'u' | 'v' | 'w' | 'x' | 'y' | 'z'
  | '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

/** The lower-case letters and digits of a name. {@link plain} returns the same. */
export type Plain<Word extends string, Letters extends string = ''> = Word extends `${infer Letter}${infer Rest}`
  ? Plain<Rest, Lowercase<Letter> extends LetterOrDigit ? `${Letters}${Lowercase<Letter>}` : Letters>
  : Letters;

type Tail<Word extends string> = Word extends `${string}${infer Rest}` ? Rest : '';

/** True if the words are equal after a letter is replaced, two are swapped, or up to two are removed from the start of either. */
type IsOneEdit<A extends string, B extends string> = A extends `${infer FirstOfA}${infer RestOfA}`
  ? B extends `${infer FirstOfB}${infer RestOfB}`
    ? FirstOfA extends FirstOfB
      ? IsOneEdit<RestOfA, RestOfB>
      : B extends RestOfA | Tail<RestOfA>
        ? true
        : A extends RestOfB | Tail<RestOfB>
          ? true
          : RestOfA extends RestOfB
            ? true
            : [RestOfA, RestOfB] extends [`${FirstOfB}${Tail<RestOfB>}`, `${FirstOfA}${Tail<RestOfA>}`]
              ? true
              : false
    : IsShort<A>
  : IsShort<B>;

type IsShort<Word extends string> = Tail<Tail<Word>> extends '' ? true : false;

type Same<Letters extends string, Known> = Known extends string
  ? Plain<Known> extends Letters
    ? Known
    : never
  : never;

type OneEditAway<Letters extends string, Known> = Known extends string
  ? Plain<Known> extends ''
    ? never
    : IsOneEdit<Letters, Plain<Known>> extends true
      ? Known
      : never
  : never;

type Containing<Letters extends string, Known> = Letters extends `${string}${string}${string}${infer _Rest}`
  ? Known extends string
    ? Plain<Known> extends `${string}${Letters}${string}`
      ? Known
      : never
    : never
  : never;

export type OrElse<Found, Other> = [Found] extends [never] ? Other : Found;

type IsUnion<Names, All = Names> = Names extends unknown ? ([All] extends [Names] ? false : true) : never;

/** The names if there are at most two. */
export type AtMostTwo<Names, All = Names> = Names extends unknown
  ? true extends IsUnion<Exclude<All, Names>>
    ? never
    : Names
  : never;

/** The names that a word may mean, at most two. {@link nearest} finds the same. */
export type Nearest<Word extends string, Known> =
  Plain<Word> extends '' ? never : AtMostTwo<NearestTier<Plain<Word>, Known>>;

type NearestTier<Letters extends string, Known> = OrElse<
  Same<Letters, Known>,
  OrElse<OneEditAway<Letters, Known>, Containing<Letters, Known>>
>;

/** Returns names in quotes: `'dt', 'csc'`. */
export const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** Maximum number of names in a message. */
const maxQuoted = 5;

/** Returns the first names in quotes, and the number of others: `'dt', 'csc' and 3 more`. */
export function firstQuoted(names: readonly string[]): string {
  const more = names.length - maxQuoted;
  return `${quoted(names.slice(0, maxQuoted))}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Returns names in quotes, joined by "or"; undefined without names. */
export function eitherOf(names: readonly string[]): string | undefined {
  const [last, ...others] = [...names].reverse();
  return last === undefined ? undefined : `${others.length === 0 ? '' : `${quoted(others.reverse())} or `}'${last}'`;
}

/** Returns the hint `Did you mean 'energy'?`, or undefined without suggestions. */
export function didYouMean(suggestions: readonly string[]): string | undefined {
  const names = eitherOf(suggestions);
  return names === undefined ? undefined : `Did you mean ${names}?`;
}

/** The hint `Did you mean 'energy'?` for at most two names, or the empty string without any. */
export type DidYouMean<Names> = [Names] extends [never] ? '' : `Did you mean ${Either<Names & string>}?`;

/** One or two names in quotes, joined by "or". */
export type Either<Names extends string, Last extends string = LastOf<Names>> = [Exclude<Names, Last>] extends [never]
  ? `'${Last}'`
  : `'${Exclude<Names, Last>}' or '${Last}'`;

/** The last member of a union: that of the last signature of an intersection of functions. */
type LastOf<Names> = (Names extends unknown ? (name: () => Names) => void : never) extends (name: infer All) => void
  ? All extends () => infer Last
    ? Last & string
    : never
  : never;
