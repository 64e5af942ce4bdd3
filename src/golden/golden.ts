import type { Attribute } from '../catalogue/attribute.js';
import { goldenFlagCondition } from '../catalogue/guessed-conditions.js';
import * as guessed from '../catalogue/guessed-golden-members.js';
import { didYouMean, nearest } from '../catalogue/nearest.js';
import { checkOptions, checkSwitch } from '../catalogue/options.js';
import { flagPrefix, pathOf } from '../catalogue/paths.js';
import { QueryError } from '../errors.js';
import { node } from '../expression/create-node.js';
import { checkDepth } from '../expression/depth.js';
import type { FlagConditions } from '../expression/flag-condition.js';
import { FlagGroup, flagsHint } from '../expression/flag-group.js';
import { type Front, flag, when, where } from '../expression/front.js';
import { notAnAttribute } from '../expression/invalid-expression.js';
import { checkLevels } from '../expression/json-data.js';
import { mapChildren } from '../expression/map-children.js';
import { isExpression, type JsonLogic, type Node } from '../expression/node.js';
import { sentence } from '../expression/sentence.js';
import { type Compiled, compile } from '../logic/compile.js';
import { isBuildable, parsed, typescript } from '../print/golden-typescript.js';
import { printClauses } from '../print/guards.js';
import type { Client } from '../query/reading/client.js';
import type { SqlStatement } from '../sql/statement.js';
import { makeComparable } from '../util/comparable.js';
import { describe } from '../util/describe.js';
import { defineGuessed } from '../util/guessed.js';
import { inspect } from '../util/inspect.js';
import { limitArguments } from '../util/limit-arguments.js';
import type { PrintOptions } from './builder.js';
import { parseRule } from './document/parse-rule.js';
import { impossibleRules } from './impossible.js';
import { lintDocument } from './lint/document.js';
import type { Problem } from './lint/problem.js';
import { passingRanges } from './local/evaluate.js';
import { fetchLumisection, type WhyOptions } from './local/fetch-lumisection.js';
import { checkLocalOptions, generateLocally, type LocalOptions } from './local/generate-locally.js';
import { lookUpPath } from './look-up-path.js';
import { checkLumisection, checkRanges, hasRanges } from './lumisection.js';
import { checkGenerateOptions, generate } from './portal/generate.js';
import type { GeneratedJson, GenerateOptions } from './portal/types.js';
import { documentToSql, type GoldenSqlOptions } from './to-sql.js';
import { type Trace, trace } from './trace.js';
import type { Clause, Decider, JsonLogicDocument, LocalResult } from './types.js';

/** The state of a golden JSON. */
export interface GoldenSpec {
  readonly clauses: readonly Node[];
  readonly guards: boolean;
  /** Set for a parsed document of one rule, without an `and`. It is printed as one rule as long as it has one clause. */
  readonly single?: boolean;
}

/** Replaces the attribute of a condition. */
function withAttribute(attribute: Attribute, tree: Node): Node {
  if ('attribute' in tree) return node({ ...tree, attribute });
  return mapChildren(tree, (member) => withAttribute(attribute, member));
}

const notWhere = (value: unknown): QueryError =>
  notAnAttribute(
    value,
    'a path or an expression for where()',
    value instanceof Golden
      ? 'Write where(logic(golden.toJsonLogic())) for all rules of a golden JSON.'
      : "Write where('run.oms.energy') or where(run.energy.gte(6000)). Use goldenJson.parse({ … }) for a document.",
  );

/** Returns the name of a clause: its own, its flag or path, or its position if it reads several. */
function nameOf(clause: Node, index: number): string {
  let tree = clause;
  for (;;) {
    if (tree.kind === 'named') return tree.name;
    if ('flag' in tree) return tree.flag;
    if ('attribute' in tree) return pathOf(tree.attribute) ?? tree.attribute.name;
    if (tree.kind !== 'not') return `#${index + 1}`;
    tree = tree.member;
  }
}

/** Checks that clauses can be printed, and that the printed rules can be parsed. */
function checkPrinted(clauses: readonly Node[]): void {
  checkLevels({ and: printClauses(clauses, true).flatMap(({ rules }) => rules) });
}

/** The untyped builder behind the public type `GoldenJson`. */
export class Golden {
  readonly #client: Client;
  readonly #spec: GoldenSpec;
  /** The state of the golden JSON that this one was made from, which distinguishes it from others. */
  readonly #origin: GoldenSpec;
  #decider: Decider | undefined;

  constructor(client: Client, spec: GoldenSpec, origin = spec) {
    this.#client = client;
    this.#spec = spec;
    makeComparable(this, spec);
    this.#origin = origin;
  }

  #with(clauses: readonly Node[]): Golden {
    return new Golden(this.#client, { clauses: Object.freeze(clauses), guards: this.#spec.guards }, this.#origin);
  }

  /** Checks that JSON logic can express the clause, for an error at the call. */
  #and(added: Node): Golden {
    const clauses = added.kind === 'and' ? added.members : [added];
    checkPrinted(clauses);
    return this.#with([...this.#spec.clauses, ...clauses]);
  }

  static readonly #front: Front<Golden> = {
    noun: () => 'golden JSON',
    whenHint: 'golden JSON with the added clauses: (golden, value) => golden.where(…)',
    isSame: (_, value): value is Golden => value instanceof Golden,
    extends: (golden, built) => built.#origin === golden.#origin,
    find: (golden, path) => {
      const attribute = lookUpPath(path);
      // In messages, the attribute has the path of the call as its name.
      return { attribute: { ...attribute, name: path }, add: (tree) => golden.#and(withAttribute(attribute, tree)) };
    },
    flagHints: goldenFlagCondition,
    addFlag: (golden, added) => golden.#and(added),
    addExpression: (golden, expression) => golden.#and(checkDepth(expression)),
    notWhere,
  };

  where(...args: readonly unknown[]): unknown {
    return where(Golden.#front, this, args);
  }

  flag(...names: readonly unknown[]): FlagConditions<Golden> {
    return flag(Golden.#front, this, names);
  }

  when<Value>(value: Value, build: (golden: Golden, value: Exclude<Value, undefined>) => unknown): Golden {
    return when(Golden.#front, this, value, build);
  }

  flags(names: unknown): FlagGroup<Golden> {
    return new FlagGroup(names, (conditions) => this.#with([...this.#spec.clauses, ...conditions]));
  }

  get clauses(): readonly string[] {
    return Object.freeze(this.#spec.clauses.map(nameOf));
  }

  #find(name: unknown, method: string): ReadonlySet<number> {
    const names = this.clauses;
    // The path of a flag is an alias of its name.
    const flagName = typeof name === 'string' && name.startsWith(flagPrefix) ? name.slice(flagPrefix.length) : name;
    const indexes = names.flatMap((clause, index) => (clause === name || clause === flagName ? [index] : []));
    if (indexes.length > 0) return new Set(indexes);
    const suggestions = typeof name === 'string' ? nearest(name, new Set(names)) : [];
    throw new QueryError(
      'unknown-clause',
      typeof name === 'string'
        ? `Unknown clause '${name}' in ${method}()`
        : `Expected the name of a clause in ${method}(), got ${describe(name)}`,
      {
        suggestions,
        hint:
          didYouMean(suggestions) ??
          (names.length === 0 ? 'Add a clause first.' : `The clauses are ${[...new Set(names)].join(', ')}.`),
      },
    );
  }

  remove(name: unknown): Golden {
    const removed = this.#find(name, 'remove');
    return this.#with(this.#spec.clauses.filter((_, index) => !removed.has(index)));
  }

  replace(name: unknown, expression: unknown): Golden {
    const replaced = this.#find(name, 'replace');
    if (!isExpression(expression))
      throw notAnAttribute(
        expression,
        'an expression for replace()',
        'Write a condition such as run.energy.gte(6000).',
      );
    const [first] = replaced;
    const tree = checkDepth(expression);
    const added = tree.kind === 'and' ? tree.members : [tree];
    checkPrinted(added);
    return this.#with(
      this.#spec.clauses.flatMap((clause, index) => (index === first ? added : replaced.has(index) ? [] : [clause])),
    );
  }

  withGuards(on: unknown = true): Golden {
    return new Golden(this.#client, { ...this.#spec, guards: checkSwitch(on, 'withGuards()') }, this.#origin);
  }

  #print(guards = this.#spec.guards) {
    const { clauses, single } = this.#spec;
    if (clauses.length === 0)
      throw new QueryError('empty-golden', 'goldenJson() has no clauses', {
        hint: "Add a clause: goldenJson().flag('dt', 'dt').is('GOOD').",
      });
    const printed = printClauses(clauses, guards);
    const rules = printed.flatMap((clause) => clause.rules);
    const isSingle = single === true && rules.length === 1;
    const document = (isSingle ? rules[0] : { and: rules }) as JsonLogicDocument;
    checkLevels(document);
    return { document, printed };
  }

  toJsonLogic(options: PrintOptions = {}): JsonLogicDocument {
    checkOptions(options, ['guards'], 'toJsonLogic()');
    const guards = options.guards === undefined ? undefined : checkSwitch(options.guards, "the option 'guards'");
    return this.#print(guards).document;
  }

  toJSON(): JsonLogicDocument {
    return this.toJsonLogic();
  }

  toTypeScript(): string {
    // The builder cannot rebuild a document that is not an `and` of its clauses.
    const { clauses, guards, single } = this.#spec;
    const document = clauses.length === 0 ? undefined : this.#print().document;
    if (document !== undefined && (single === true || !isBuildable(clauses, document))) return parsed(document);
    let isBare = false;
    const rule = (tree: Node): JsonLogic => {
      isBare ||= tree.kind !== 'logic';
      return printClauses([tree], false)[0]?.rules[0] as JsonLogic;
    };
    const code = typescript(clauses, guards, rule);
    if (!guards || !isBare) return code;
    // The builder adds no guards to such rules: they are printed with their guards.
    const rules = this.#print().printed.flatMap((clause) => clause.rules);
    return typescript(
      rules.map((printed) => parseRule(printed)),
      false,
      rule,
    );
  }

  toSql(options: GoldenSqlOptions): string | SqlStatement {
    return documentToSql(this.#print().document, options, 'toSql()');
  }

  explain(options?: GoldenSqlOptions): string {
    const { clauses } = this.#spec;
    const statement = options === undefined ? undefined : documentToSql(this.#print().document, options, 'explain()');
    if (clauses.length === 0) return 'no clauses';
    const sql = typeof statement === 'object' ? statement.sql : statement;
    return [
      ...clauses.map((clause) => sentence(clause, 'lumisection')),
      ...(sql === undefined ? [] : [sql.replace(/^/gm, '  ')]),
      ...impossibleRules(this.#print().document).map((why) => `note: No lumisection can pass: ${why}.`),
    ].join('\n');
  }

  toString(): string {
    return this.explain();
  }

  /** Output of `console.log` in Node. */
  [inspect](): string {
    return `GoldenJson:\n${this.explain().replace(/^/gm, '  ')}`;
  }

  #decide(): Decider {
    if (this.#decider === undefined) {
      const { document, printed } = this.#print();
      const clauses = printed.map(
        ({ clause, rules }, index): Clause => ({
          name: nameOf(clause, index),
          text: sentence(clause, 'lumisection'),
          rules,
        }),
      );
      this.#decider = { document, compiled: compile(document), clauses };
    }
    return this.#decider;
  }

  get #compiled(): Compiled {
    return this.#decide().compiled;
  }

  evaluate(lumisections: unknown): unknown {
    const compiled = this.#compiled;
    if (!hasRanges(lumisections)) return compiled.passes(checkLumisection(lumisections));
    return passingRanges(compiled, checkRanges(lumisections), compiled.reads('lumisection.lumisection_number'));
  }

  trace(lumisection: unknown): Trace {
    const data = checkLumisection(lumisection);
    return trace(this.#decide().clauses, data, this.#compiled.passes(data));
  }

  async why(run: unknown, lumisection: unknown, dataset?: unknown, options: WhyOptions = {}): Promise<Trace> {
    checkOptions(options, ['signal'], 'why()');
    const data = await fetchLumisection(this.#client, this.#compiled, { run, lumisection, dataset }, options.signal);
    return this.trace(data);
  }

  lint(): readonly Problem[] {
    return lintDocument(this.#print().document);
  }

  async generateLocally(source: unknown, options: LocalOptions = {}): Promise<LocalResult> {
    checkLocalOptions(options);
    return generateLocally(this.#decide(), source, options);
  }

  async generate(options: Partial<GenerateOptions> = {}): Promise<GeneratedJson> {
    checkGenerateOptions(options);
    return generate(this.#client, this.#decide().document, options);
  }
}
const any = Number.POSITIVE_INFINITY;
// biome-ignore format: a table
limitArguments(Golden.prototype, {
  where: any,
  flag: any,
  flags: [1, flagsHint],
  remove: [1, 'Call remove() for each clause.'],
  replace: [2, 'Join expressions with and() or or().'],
  evaluate: [1, 'Write await why(355100, 1), which fetches the lumisection.'],
  withGuards: 1, toJsonLogic: 1, why: 4, generateLocally: 2, generate: 1, toSql: 1, explain: 1,
});
defineGuessed(Golden.prototype, guessed.golden, 'a golden JSON');
