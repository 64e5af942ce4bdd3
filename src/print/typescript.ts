import type { Attribute } from '../catalogue/attribute.js';
import { QueryError } from '../errors.js';
import { build } from '../expression/condition.js';
import { escapeLike, literalText } from '../expression/like.js';
import type { Node, NodeOf } from '../expression/node.js';
import { comparisonMethods } from '../expression/operators.js';
import { type Visitor, visit } from '../expression/walk.js';

/** Escapes that JSON does not need. Two of these characters end a line, so indentation would change the string. */
const escapes: Readonly<Record<string, string>> = { "'": "\\'", '\u2028': '\\u2028', '\u2029': '\\u2029' };

const isIdentifier = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);

/** Returns a value as a literal. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    // As a plain key, `__proto__` would set the prototype.
    const key = (name: string): string =>
      name === '__proto__' ? "['__proto__']" : isIdentifier(name) ? name : literal(name);
    const entries = Object.entries(value).map(([name, member]) => `${key(name)}: ${literal(member)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  const json = JSON.stringify(value);
  if (typeof value !== 'string') return json;
  return `'${json.slice(1, -1).replace(/\\(.)|['\u2028\u2029]/g, (match, escaped) => (escaped === '"' ? '"' : (escapes[match] ?? match)))}'`;
}

/** Returns a call with its arguments on one line, or on separate lines if they are too long. */
export function callWith(name: string, members: readonly string[]): string {
  const line = `${name}(${members.join(', ')})`;
  if (line.length <= 100 || members.length < 2) return line;
  return `${name}(\n${members.map((member) => `${member},`.replace(/^/gm, '  ')).join('\n')}\n)`;
}

function compare({ attribute, operator, value }: NodeOf<'compare'>): string {
  const is = operator === '=' && (attribute.type === 'boolean' || attribute.type === 'enum');
  return `${is ? 'is' : comparisonMethods[operator]}(${literal(value)})`;
}

/** Returns true if the builder makes this comparison. It reads a prefix of a date as a period, while documents compare strings. */
function isBuilt({ attribute, operator, value }: NodeOf<'compare'>): boolean {
  if (attribute.type !== 'date') return true;
  try {
    const built = build(attribute, comparisonMethods[operator], value);
    return built.kind === 'compare' && built.operator === operator && built.value === value;
  } catch (error) {
    if (error instanceof QueryError) return false;
    throw error;
  }
}

/** Returns the call that makes a pattern: `contains('Cosmics')`, or `like('Cosmics2_')` if no shorter one does. */
export function likeCall(pattern: string): string {
  const text = literalText(pattern);
  const escaped = escapeLike(text);
  const forms = { contains: `%${escaped}%`, startsWith: `${escaped}%`, endsWith: `%${escaped}` };
  const short = text === '' ? undefined : Object.entries(forms).find(([, form]) => form === pattern)?.[0];
  return short === undefined ? `like(${literal(pattern)})` : `${short}(${literal(text)})`;
}

function count({ operator, status, value }: NodeOf<'count'>): string {
  const isAtLeast = operator === '>=';
  if (value === (isAtLeast ? 1 : 0)) return `${isAtLeast ? 'is' : 'isNot'}(${literal(status)})`;
  return `${isAtLeast ? 'atLeast' : 'atMost'}(${value}, ${literal(status)})`;
}

const noMethod = (): undefined => undefined;

/** Returns the method call that makes the negation of a condition: `isNot('OPEN')`. */
export function negatedMethod(tree: Node): string | undefined {
  switch (tree.kind) {
    case 'compare':
      // The opposite of a boolean is the other value.
      if (tree.operator !== '=' || tree.attribute.type === 'boolean' || !isBuilt(tree)) return undefined;
      return `${tree.attribute.type === 'enum' ? 'isNot' : 'ne'}(${literal(tree.value)})`;
    case 'in':
      return `notIn(${literal(tree.values)})`;
    case 'null':
      return 'isNotNull()';
    case 'has':
      return `hasNot(${literal(tree.value)})`;
    default:
      return undefined;
  }
}

/** Returns the attribute of a condition or of its negation. */
export const attributeOf = (tree: Node): Attribute | undefined =>
  tree.kind === 'not' ? attributeOf(tree.member) : 'attribute' in tree ? tree.attribute : undefined;

const methodOf: Visitor<string | undefined> = {
  compare: (tree) => (isBuilt(tree) ? compare(tree) : undefined),
  in: ({ values }) => `in(${literal(values)})`,
  like: ({ pattern }) => likeCall(pattern),
  null: () => 'isNull()',
  has: ({ value }) => `has(${literal(value)})`,
  count,
  every: noMethod,
  remark: noMethod,
  'no-remark': noMethod,
  logic: noMethod,
  not: ({ member }) => negatedMethod(member),
  named: noMethod,
  and: noMethod,
  or: noMethod,
};

/** Returns the method call that makes a condition; undefined if no method does. */
export const method = (tree: Node): string | undefined => visit(tree, methodOf, undefined);

/** Returns a property access, with brackets unless the name is an identifier. */
export const property = (name: string): string => (isIdentifier(name) ? `.${name}` : `[${literal(name)}]`);

/** Prints a call that adds flags with the same status. */
const flagsCall = (flags: readonly string[], status: string): string =>
  flags.length === 1
    ? `.flag(${literal(flags[0])}).is(${literal(status)})`
    : `.flags(${literal(flags)}).are(${literal(status)})`;

/** Prints each clause as a call of the builder; consecutive flags with the same status as one call. */
export function clauseCalls(clauses: readonly Node[], clauseCall: (clause: Node) => string): readonly string[] {
  const groups: (Node | { flags: string[]; status: string })[] = [];
  for (const clause of clauses) {
    const last = groups.at(-1);
    if (clause.kind === 'count' && clause.operator === '>=' && clause.value === 1) {
      if (last !== undefined && 'flags' in last && last.status === clause.status) last.flags.push(clause.flag);
      else groups.push({ flags: [clause.flag], status: clause.status });
    } else groups.push(clause);
  }
  return groups.map((group) => ('flags' in group ? flagsCall(group.flags, group.status) : clauseCall(group)));
}

/** Prints a module that exports the result of calls, one per line. */
export function moduleOf(imports: Iterable<string>, name: string, calls: readonly string[]): string {
  const chain = calls.map((call) => call.replaceAll('\n', '\n  ')).join('\n  ');
  return `import { ${[...imports].sort().join(', ')} } from 'runregistry';\n\nexport const ${name} = ${chain};\n`;
}
