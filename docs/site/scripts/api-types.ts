import type { SomeType, Type } from 'typedoc';

/** Characters in a line of code on a page. */
export const lineLength = 84;

/** Breaks a text into lines. */
export function wrap(text: string, length: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= length) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

const nameOf = (type: SomeType | Type | undefined): string =>
  type !== undefined && 'name' in type && typeof type.name === 'string' ? type.name : '';

/** Returns true for the type of a member or argument that does not exist; see `src/util/guessed.ts`. */
export const isHint = (type: SomeType | undefined): boolean => nameOf(type) === 'Hint';

/** Returns true for an interface of members that do not exist. */
export const isGuessed = (type: SomeType | Type): boolean => nameOf(type).startsWith('Guessed');

/** Returns the name of the type parameter that a check compares: `Given` of `[Given] extends [Name]`; see `src/expression/arguments.ts`. */
const checkedName = (type: SomeType): string | undefined =>
  type.type === 'conditional'
    ? /^(?:\[(\w+)\]|`\$\{(\w+)\}`)$/.exec(type.checkType.toString())?.slice(1).find(Boolean)
    : undefined;

/** Types of arguments that contain the accepted type. */
const checks: Readonly<Record<string, (parameters: readonly SomeType[]) => string[]>> = {
  NoInfer: ([type]) => accepted(type),
  QueryFor: ([, , type]) => accepted(type),
  ConditionFor: ([, scopes, , type]) => [`ExpressionOf<${printType(scopes)}>`, ...accepted(type)],
  ExpressionFor: ([, scopes]) => [`ExpressionOf<${printType(scopes)}>`],
};

/** Without its brackets, which only prevent distribution. */
const unwrap = (type: SomeType): SomeType =>
  type.type === 'tuple' && type.elements.length === 1 ? (type.elements[0] as SomeType) : type;

/** Returns the types that an argument accepts, without the messages for others. */
function accepted(type: SomeType | undefined): string[] {
  if (type === undefined) return [];
  const checked = checkedName(type);
  if (type.type === 'conditional' && checked !== undefined) {
    const isChecked = type.trueType.toString() === checked;
    return [...(isChecked ? accepted(unwrap(type.extendsType)) : accepted(type.trueType)), ...accepted(type.falseType)];
  }
  // The compiler lists the names of a table, whose type is accepted too.
  if (type.type === 'union')
    return type.types.filter(({ type: kind }) => type.types.length < 20 || kind !== 'literal').flatMap(accepted);
  if (type.type === 'optional') return accepted(type.elementType);
  if (type.type === 'reference') {
    if (/Message$/.test(type.name)) return [];
    const check = checks[type.name];
    if (check !== undefined) return check(type.typeArguments ?? []);
  }
  // A message is the type of a property with a symbol as its name.
  if (type.type === 'reflection' && (type.toString().includes('[mistake]') || type.toString() === '{}')) return [];
  return [printType(type)];
}

const printUnion = (members: readonly string[]): string => {
  const line = members.join(' | ');
  return line.length > lineLength - 6 ? `\n    | ${members.join('\n    | ')}` : line;
};

/** Prints a type. A parameter that checks a name is printed as the type of valid names. */
export function printType(type: SomeType | undefined): string {
  if (type === undefined) return 'unknown';
  const isCheck = type.type === 'reference' && Object.hasOwn(checks, type.name);
  if (isCheck || checkedName(type) !== undefined) {
    const members = [...new Set(accepted(type))];
    if (members.length > 0) return printUnion(members);
  }
  if (type.type === 'union') return printUnion(type.types.filter((member) => !isGuessed(member)).map(printType));
  if (type.type === 'array') {
    const element = printType(type.elementType);
    return /[ |]/.test(element) ? `(${element.trim().replace(/^\| /, '')})[]` : `${element}[]`;
  }
  if (type.type === 'typeOperator' && type.operator === 'readonly') return `readonly ${printType(type.target)}`;
  if (type.type === 'tuple' && type.elements.length > 8)
    return `[\n  ${type.elements.map(printType).join(',\n  ')},\n]`;
  if (type.type === 'intersection') return type.types.map(printType).join(' & ');
  const { declaration } = type.type === 'reflection' ? type : {};
  if (declaration?.indexSignatures !== undefined && declaration.children === undefined) {
    const signatures = declaration.indexSignatures.map(
      ({ parameters: [key] = [], type: value, flags }) =>
        `${flags.isReadonly ? 'readonly ' : ''}[${key?.name}: ${printType(key?.type)}]: ${printType(value)}`,
    );
    return `{ ${signatures.join('; ')} }`;
  }
  return type.toString();
}
