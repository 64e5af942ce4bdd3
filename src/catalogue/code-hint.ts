/**
 * Hints for a string that is no name but more: `where('energy > 6000')`, `select('*')`, `orderBy('-energy')`.
 * As a type for the type checker and as a function for run time; both read the same.
 */
import { type AttributeUse, foreignOperators } from './messages.js';
import type { LetterOrDigit } from './nearest.js';

/** Properties of rows that are no attributes. */
const rowProperties = {
  '*': 'Rows have all attributes: write all() without select().',
  lumisections: 'Rows have their flags in row.lumisections: write all() without select().',
} as const;

const operators = ['=', '<>', '>', '>=', '<', '<=', 'like', 'notlike'] as const;

type Foreign = typeof foreignOperators;

/** The name at the start of a text. */
type FirstName<Text extends string, Name extends string = ''> = Text extends `${infer Letter}${infer Rest}`
  ? Lowercase<Letter> extends LetterOrDigit | '_' | '.'
    ? FirstName<Rest, `${Name}${Letter}`>
    : Name
  : Name;

type Trimmed<Text extends string> = Text extends ` ${infer Rest}` ? Trimmed<Rest> : Text;

/** The names of a list in quotes, without aliases. */
type Quoted<Text extends string> = Text extends `${infer First},${infer Rest}`
  ? `${Quoted<First>}, ${Quoted<Rest>}`
  : `'${FirstName<Trimmed<Text>>}'`;

type Literal = `${number}` | `'${string}'` | `"${string}"` | 'true' | 'false' | 'null';

/**
 * The parts of a text before and after the first occurrence of a word, which SQL also writes in upper case. Without the word, the list is
 * empty: `undefined` would extend every list in programs without `strict`.
 */
type Split<Text extends string, Word extends string> = Text extends `${infer Before} ${Word} ${infer After}`
  ? [Before, After]
  : Text extends `${infer Before} ${Uppercase<Word>} ${infer After}`
    ? [Before, After]
    : [];

type Condition<Text extends string> =
  Split<Text, 'between'> extends [infer Name extends string, infer Bounds extends string]
    ? FirstName<Name> extends Name
      ? Split<Bounds, 'and'> extends [infer Low extends Literal, infer High extends Literal]
        ? `Write where('${Name}').between(${Low}, ${High}).`
        : Other<Text>
      : Other<Text>
    : Split<Text, 'and'> extends [infer First extends string, string]
      ? `${Comparison<First>} Call where() for each condition.`
      : Comparison<Text>;

/** A comparison with one literal is written as the arguments of `where`. */
type Comparison<Text extends string> = Text extends `${infer Name} ${infer Operator} ${infer Value}`
  ? Value extends `${string} ${string}`
    ? Other<Text>
    : Value extends Literal
      ? Operator extends keyof Foreign
        ? `Write where('${Name}', '${Foreign[Operator]}', ${Value}).`
        : Operator extends (typeof operators)[number]
          ? `Write where('${Name}', '${Operator}', ${Value}).`
          : Other<Text>
      : Other<Text>
  : Other<Text>;

type Other<Text extends string> =
  `Write the condition after the name: where('${FirstName<Text>}').isNotNull(), for example.`;

type Order<Text extends string> = Text extends `${string},${string}`
  ? 'Call orderBy() for each attribute.'
  : `Write orderBy('${FirstName<Text>}', '${Lowercase<Text> extends `${string}asc${string}` ? 'asc' : 'desc'}').`;

/** The hint for a string that is more than a name; the empty string for another. */
export type CodeHint<Text extends string, Names, Use extends AttributeUse> = Text extends keyof typeof rowProperties
  ? Use extends 'select'
    ? (typeof rowProperties)[Text]
    : ''
  : Text extends `-${infer Name extends Names & string}`
    ? Use extends 'orderBy'
      ? `Write orderBy('${Name}', 'desc').`
      : ''
    : FirstName<Text> extends Names
      ? FirstName<Text> extends Text
        ? ''
        : { where: Condition<Text>; select: `Write select(${Quoted<Text>}).`; orderBy: Order<Text> }[Use]
      : '';

const firstName = (text: string): string => /^[\w.]*/.exec(text)?.[0] ?? '';

const isLiteral = (text: string): boolean =>
  /^('.*'|".*"|true|false|null)$/.test(text) || (text !== '' && Number.isFinite(Number(text)));

const other = (text: string): string =>
  `Write the condition after the name: where('${firstName(text)}').isNotNull(), for example.`;

function split(text: string, word: string): readonly [before: string, after: string] | undefined {
  const separator = [word, word.toUpperCase()].map((each) => ` ${each} `).find((each) => text.includes(each));
  if (separator === undefined) return undefined;
  const start = text.indexOf(separator);
  return [text.slice(0, start), text.slice(start + separator.length)];
}

function condition(text: string): string {
  const range = split(text, 'between');
  if (range !== undefined) {
    const [name, bounds] = range;
    const [low = '', high = ''] = split(bounds, 'and') ?? [];
    const isComplete = firstName(name) === name && isLiteral(low) && isLiteral(high);
    return isComplete ? `Write where('${name}').between(${low}, ${high}).` : other(text);
  }
  const several = split(text, 'and');
  return several === undefined ? comparison(text) : `${comparison(several[0])} Call where() for each condition.`;
}

function comparison(text: string): string {
  const [, name, given = '', value = ''] = /^([^ ]*) ([^ ]*) (\S+)$/.exec(text) ?? [];
  const operator = Object.hasOwn(foreignOperators, given) ? foreignOperators[given as keyof Foreign] : given;
  return isLiteral(value) && (operators as readonly string[]).includes(operator)
    ? `Write where('${name}', '${operator}', ${value}).`
    : other(text);
}

const hints: Readonly<Record<AttributeUse, (text: string) => string>> = {
  where: condition,
  select: (text) =>
    `Write select(${text
      .split(',')
      .map((part) => `'${firstName(part.trimStart())}'`)
      .join(', ')}).`,
  orderBy: (text) =>
    text.includes(',')
      ? 'Call orderBy() for each attribute.'
      : `Write orderBy('${firstName(text)}', '${/asc/i.test(text) ? 'asc' : 'desc'}').`,
};

/** Returns the hint of {@link CodeHint}, or undefined. */
export function codeHint(text: string, names: readonly string[], use: AttributeUse): string | undefined {
  if (Object.hasOwn(rowProperties, text))
    return use === 'select' ? rowProperties[text as keyof typeof rowProperties] : undefined;
  if (text.startsWith('-') && names.includes(text.slice(1)))
    return use === 'orderBy' ? `Write orderBy('${text.slice(1)}', 'desc').` : undefined;
  const first = firstName(text);
  return first !== text && names.includes(first) ? hints[use](text) : undefined;
}
