import type { Attribute } from '../catalogue/attribute.js';
import { pathOf } from '../catalogue/paths.js';
import { isDeeper } from '../expression/json-data.js';
import type { Node } from '../expression/node.js';
import { childrenOf } from '../expression/walk.js';
import { attributeOf, callWith, clauseCalls, literal, method, moduleOf, property } from './typescript.js';

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

/** Prints clauses of a golden JSON as TypeScript. `rule` prints clauses that no condition expresses. */
export function typescript(clauses: readonly Node[], guards: boolean, rule: (tree: Node) => unknown): string {
  const printer = new Printer();
  const calls = clauseCalls(clauses, (clause) => printer.clause(clause, rule));
  return moduleOf(printer.used, 'golden', [`goldenJson(${guards ? '' : '{ guards: false }'})`, ...calls]);
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
