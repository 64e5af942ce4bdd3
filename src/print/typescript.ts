import type { Attribute } from '../catalogue/attribute.js';
import { pathOf } from '../catalogue/paths.js';
import { QueryError } from '../errors.js';
import { build } from '../expression/condition.js';
import { isDeeper } from '../expression/json-data.js';
import { likePieces } from '../expression/like.js';
import type { CompareNode, LikeNode, Node } from '../expression/node.js';
import { comparisonMethods } from '../expression/operators.js';
import { childrenOf, type Visitor, visit } from '../expression/walk.js';

/** Escapes that JSON does not need. Two of these characters end a line, so indentation would change the string. */
const escapes: Readonly<Record<string, string>> = { "'": "\\'", '\u2028': '\\u2028', '\u2029': '\\u2029' };

/** Returns a value as a literal. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    // As a plain key, `__proto__` would set the prototype.
    const key = (name: string): string =>
      name === '__proto__' ? "['__proto__']" : /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
    const entries = Object.entries(value).map(([name, member]) => `${key(name)}: ${literal(member)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  const json = JSON.stringify(value);
  if (typeof value !== 'string') return json;
  return `'${json.slice(1, -1).replace(/\\(.)|['\u2028\u2029]/g, (match, escaped) => (escaped === '"' ? '"' : (escapes[match] ?? match)))}'`;
}

/** Returns a call with its arguments on one line, or on separate lines if they are too long. */
function callWith(name: string, members: readonly string[]): string {
  const line = `${name}(${members.join(', ')})`;
  if (line.length <= 100 || members.length < 2) return line;
  return `${name}(\n${members.map((member) => `${member},`.replace(/^/gm, '  ')).join('\n')}\n)`;
}

function compare({ attribute, operator, value }: CompareNode): string {
  const is = operator === '=' && (attribute.type === 'boolean' || attribute.type === 'enum');
  return `${is ? 'is' : comparisonMethods[operator]}(${literal(value)})`;
}

/** Returns true if the builder makes this comparison. It reads a prefix of a date as a period, while documents compare strings. */
function isBuilt({ attribute, operator, value }: CompareNode): boolean {
  if (attribute.type !== 'date') return true;
  try {
    const built = build(attribute, comparisonMethods[operator], value);
    return built.kind === 'compare' && built.operator === operator && built.value === value;
  } catch (error) {
    if (error instanceof QueryError) return false;
    throw error;
  }
}

function like({ pattern }: LikeNode): string {
  const pieces = likePieces(pattern);
  if (!pieces.includes('any')) return `like(${literal(pattern)})`;
  const text = pieces.map((piece) => (typeof piece === 'object' ? piece.literal : '')).join('');
  const open = pieces[0] === 'any';
  const close = pieces.at(-1) === 'any';
  return `${open ? (close ? 'contains' : 'endsWith') : 'startsWith'}(${literal(text)})`;
}

const noMethod = (): undefined => undefined;

/** Returns the method call that makes the negation of a condition: `isNot('OPEN')`. */
function negatedMethod(tree: Node): string | undefined {
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
const attributeOf = (tree: Node): Attribute | undefined =>
  tree.kind === 'not' ? attributeOf(tree.member) : 'attribute' in tree ? tree.attribute : undefined;

const methodOf: Visitor<string | undefined> = {
  compare: (tree) => (isBuilt(tree) ? compare(tree) : undefined),
  in: ({ values }) => `in(${literal(values)})`,
  like,
  null: () => 'isNull()',
  has: ({ value }) => `has(${literal(value)})`,
  count: ({ operator, status }) => `${operator === '>=' ? 'is' : 'isNot'}(${literal(status)})`,
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
const method = (tree: Node): string | undefined => visit(tree, methodOf, undefined);

/** Returns a property access, with brackets unless the name is an identifier. */
const property = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${literal(name)}]`);

/** Returns the handle of an attribute; undefined if only its path distinguishes it from another of the same name. */
function handle(attribute: Attribute): string | undefined {
  if (pathOf(attribute) === 'run.oms.run_number') return undefined;
  return `${attribute.scope}${property(attribute.name)}`;
}

/** Prints expressions and collects their imports. */
class Printer {
  readonly used = new Set<string>(['goldenJson']);

  #use(name: string): string {
    this.used.add(name);
    return name;
  }

  expression(tree: Node, rule: (tree: Node) => unknown): string {
    const print = (member: Node): string => this.expression(member, rule);
    if (tree.kind === 'named') return `${this.#use('named')}(${literal(tree.name)}, ${print(tree.member)})`;
    if (tree.kind === 'count') return `${this.#use('flag')}(${literal(tree.flag)}).${method(tree)}`;
    // The builder flattens an `and` within an `and`, which changes the document.
    if ((tree.kind === 'and' || tree.kind === 'or') && !tree.members.some(({ kind }) => kind === tree.kind))
      return callWith(this.#use(tree.kind), tree.members.map(print));
    const call = method(tree);
    const attribute = attributeOf(tree);
    const handled = attribute && handle(attribute);
    if (tree.kind === 'not' && (call === undefined || handled === undefined))
      return `${this.#use('not')}(${print(tree.member)})`;
    if (call === undefined || handled === undefined) return `${this.#use('logic')}(${literal(rule(tree))})`;
    this.#use(handled.split(/[.[]/)[0] as string);
    return `${handled}.${call}`;
  }

  /** Prints a clause as a call of the builder. */
  clause(tree: Node, rule: (tree: Node) => unknown): string {
    if (tree.kind === 'count') return `.flag(${literal(tree.flag)}).${method(tree)}`;
    // The builder would split an `and` into several clauses.
    if (tree.kind === 'and') return `.where(${this.#use('logic')}(${literal(rule(tree))}))`;
    const call = method(tree);
    const attribute = attributeOf(tree);
    const path = attribute && pathOf(attribute);
    if (call !== undefined && path !== undefined) return `.where(${literal(path)}).${call}`;
    return `.where(${this.expression(tree, rule)})`;
  }
}

/** Groups consecutive flags with the same status. */
function grouped(
  clauses: readonly Node[],
): readonly (Node | { readonly flags: readonly string[]; readonly status: string })[] {
  const groups: (Node | { flags: string[]; status: string })[] = [];
  for (const clause of clauses) {
    const last = groups.at(-1);
    if (clause.kind === 'count' && clause.operator === '>=') {
      if (last !== undefined && 'flags' in last && last.status === clause.status) last.flags.push(clause.flag);
      else groups.push({ flags: [clause.flag], status: clause.status });
    } else groups.push(clause);
  }
  return groups;
}

/** Prints clauses of a golden JSON as TypeScript. `rule` prints clauses that no condition expresses. */
export function typescript(clauses: readonly Node[], guards: boolean, rule: (tree: Node) => unknown): string {
  const printer = new Printer();
  const calls = grouped(clauses).map((group) => {
    if (!('flags' in group)) return printer.clause(group, rule);
    const [first, ...more] = group.flags;
    const status = literal(group.status);
    return more.length === 0
      ? `.flag(${literal(first)}).is(${status})`
      : `.flags([${group.flags.map(literal).join(', ')}]).are(${status})`;
  });
  const start = `goldenJson(${guards ? '' : '{ guards: false }'})`;
  const body = [start, ...calls.map((call) => call.replaceAll('\n', '\n  '))].join('\n  ');
  return `import { ${[...printer.used].sort().join(', ')} } from 'runregistry';\n\nexport const golden = ${body};\n`;
}

/** Deeper documents are printed as a JSON string, since compilers run out of stack on deeply nested literals. */
const maxLiteralLevels = 200;

/** Returns true if calls of the builder can make the clauses. It rejects constants, and objects without exactly one operator. */
export function isBuildable(clauses: readonly Node[], document: unknown): boolean {
  const isRule = (tree: Node): boolean =>
    tree.kind === 'logic'
      ? typeof tree.rule === 'object' &&
        tree.rule !== null &&
        !Array.isArray(tree.rule) &&
        Object.keys(tree.rule).length === 1
      : childrenOf(tree).every(isRule);
  return !isDeeper(document, maxLiteralLevels) && clauses.every(isRule);
}

/** Prints a document that the builder cannot make as TypeScript that parses it. */
export function parsed(document: unknown): string {
  const isDeep = isDeeper(document, maxLiteralLevels);
  const argument = literal(isDeep ? JSON.stringify(document) : document);
  return `import { goldenJson } from 'runregistry';\n\nexport const { golden } = goldenJson.parse(${argument});\n`;
}
