import type { Attribute } from '../catalogue/attribute.js';
import { pathOf } from '../catalogue/paths.js';
import { QueryError } from '../errors.js';
import { build } from '../expression/condition.js';
import { isDeeper } from '../expression/json-data.js';
import { likePieces } from '../expression/like.js';
import type { CompareNode, LikeNode, Node } from '../expression/node.js';
import { comparisonMethods } from '../expression/operators.js';
import { childrenOf, type Visitor, visit } from '../expression/walk.js';

/** Beyond what JSON escapes: two of them end a line, so that indentation would change the string. */
const escapes: Readonly<Record<string, string>> = { "'": "\\'", '\u2028': '\\u2028', '\u2029': '\\u2029' };

/** A value as it is written in a program. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    // Written as a plain key, `__proto__` is no key at all.
    const key = (name: string): string =>
      name === '__proto__' ? "['__proto__']" : /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
    const entries = Object.entries(value).map(([name, held]) => `${key(name)}: ${literal(held)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  const json = JSON.stringify(value);
  if (typeof value !== 'string') return json;
  return `'${json.slice(1, -1).replace(/\\(.)|['\u2028\u2029]/g, (found, escaped) => (escaped === '"' ? '"' : (escapes[found] ?? found)))}'`;
}

/** Members of a list, each on a line of its own where they are too long for one. */
function listed(name: string, members: readonly string[]): string {
  const line = `${name}(${members.join(', ')})`;
  if (line.length <= 100 || members.length < 2) return line;
  return `${name}(\n${members.map((member) => `${member},`.replace(/^/gm, '  ')).join('\n')}\n)`;
}

function compare({ attribute, operator, value }: CompareNode): string {
  const is = operator === '=' && (attribute.type === 'boolean' || attribute.type === 'enum');
  return `${is ? 'is' : comparisonMethods[operator]}(${literal(value)})`;
}

/** A text that is compared with a date may be none, and a part of one names a period to the builder, while documents compare texts. */
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

const methodOf: Visitor<string | undefined> = {
  compare: (tree) => (isBuilt(tree) ? compare(tree) : undefined),
  in: ({ values }) => `in(${literal(values)})`,
  like,
  // The registry cannot be asked whether a list is null, so lists have no such condition.
  null: ({ attribute }) => (attribute.type === 'list' ? undefined : 'isNull()'),
  has: ({ value }) => `has(${literal(value)})`,
  count: ({ operator, status }) => `${operator === '>=' ? 'is' : 'isNot'}(${literal(status)})`,
  every: noMethod,
  remark: noMethod,
  'no-remark': noMethod,
  logic: noMethod,
  not: noMethod,
  named: noMethod,
  and: noMethod,
  or: noMethod,
};

/** A condition as the method that makes it, with its arguments; undefined if no method does. */
const method = (tree: Node): string | undefined => visit(tree, methodOf, undefined);

/** `<column>` needs no brackets where it is a name of JavaScript. */
const property = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${literal(name)}]`);

/** The handle of an attribute; none where only a path tells it from another of the same name. */
function handle(attribute: Attribute): string | undefined {
  if (pathOf(attribute) === 'run.oms.run_number') return undefined;
  return `${attribute.scope}${property(attribute.name)}`;
}

/** Prints an expression, and notes what it imports. */
class Printer {
  readonly used = new Set<string>(['goldenJson']);

  #use(name: string): string {
    this.used.add(name);
    return name;
  }

  expression(tree: Node, rule: (tree: Node) => unknown): string {
    const again = (one: Node): string => this.expression(one, rule);
    if (tree.kind === 'not') return `${this.#use('not')}(${again(tree.member)})`;
    if (tree.kind === 'named') return `${this.#use('named')}(${literal(tree.name)}, ${again(tree.member)})`;
    if (tree.kind === 'count') return `${this.#use('flag')}(${literal(tree.flag)}).${method(tree)}`;
    // The builder joins an `and` within an `and`, which is another document.
    if ((tree.kind === 'and' || tree.kind === 'or') && !tree.members.some(({ kind }) => kind === tree.kind))
      return listed(this.#use(tree.kind), tree.members.map(again));
    const call = method(tree);
    const handled = 'attribute' in tree ? handle(tree.attribute) : undefined;
    if (call === undefined || handled === undefined) return `${this.#use('logic')}(${literal(rule(tree))})`;
    this.#use(handled.split(/[.[]/)[0] as string);
    return `${handled}.${call}`;
  }

  /** A clause as a call on the builder. */
  clause(tree: Node, rule: (tree: Node) => unknown): string {
    if (tree.kind === 'count') return `.flag(${literal(tree.flag)}).${method(tree)}`;
    // An `and` would become several clauses.
    if (tree.kind === 'and') return `.where(${this.#use('logic')}(${literal(rule(tree))}))`;
    const call = method(tree);
    const path = 'attribute' in tree ? pathOf(tree.attribute) : undefined;
    if (call !== undefined && path !== undefined) return `.where(${literal(path)}).${call}`;
    return `.where(${this.expression(tree, rule)})`;
  }
}

/** The same status of several flags in a row is one call. */
function grouped(
  clauses: readonly Node[],
): readonly (Node | { readonly flags: readonly string[]; readonly status: string })[] {
  const found: (Node | { flags: string[]; status: string })[] = [];
  for (const clause of clauses) {
    const last = found.at(-1);
    if (clause.kind === 'count' && clause.operator === '>=') {
      if (last !== undefined && 'flags' in last && last.status === clause.status) last.flags.push(clause.flag);
      else found.push({ flags: [clause.flag], status: clause.status });
    } else found.push(clause);
  }
  return found;
}

/** Clauses of a golden JSON as the TypeScript that builds them. `rule` prints what no condition says. */
export function typescript(clauses: readonly Node[], guards: boolean, rule: (tree: Node) => unknown): string {
  const printer = new Printer();
  const calls = grouped(clauses).map((one) => {
    if (!('flags' in one)) return printer.clause(one, rule);
    const [only, ...more] = one.flags;
    const status = literal(one.status);
    return more.length === 0
      ? `.flag(${literal(only)}).is(${status})`
      : `.flags([${one.flags.map(literal).join(', ')}]).are(${status})`;
  });
  const start = `goldenJson(${guards ? '' : '{ guards: false }'})`;
  const body = [start, ...calls.map((call) => call.replaceAll('\n', '\n  '))].join('\n  ');
  return `import { ${[...printer.used].sort().join(', ')} } from 'runregistry';\n\nexport const golden = ${body};\n`;
}

/** Deeper documents are printed as JSON text: compilers run out of stack over a literal of many levels. */
const maxLiteralLevels = 200;

/** Whether calls of the builder make the clauses: it takes a constant, or an object without one operator, for no rule. */
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

/** A document that the builder does not make, as the TypeScript that reads it. */
export function parsed(document: unknown): string {
  const isDeep = isDeeper(document, maxLiteralLevels);
  const argument = literal(isDeep ? JSON.stringify(document) : document);
  return `import { goldenJson } from 'runregistry';\n\nexport const { golden } = goldenJson.parse(${argument});\n`;
}
