import type { Attribute } from '../catalogue/attribute.js';
import { didYouMean, nearest } from '../catalogue/nearest.js';
import { flagPrefix, pathOf } from '../catalogue/paths.js';
import { QueryError } from '../errors.js';
import { checkDepth } from '../expression/depth.js';
import { describe } from '../expression/describe.js';
import type { FlagConditions } from '../expression/flag-condition.js';
import { checkFlags, eachIs } from '../expression/flags.js';
import { type Front, flag, when, where } from '../expression/front.js';
import { checkLevels } from '../expression/json-data.js';
import { isExpression, type JsonLogic, type Node, node } from '../expression/node.js';
import { checkOptions, checkSwitch } from '../expression/options.js';
import { notAnExpression } from '../expression/unfinished.js';
import { mapChildren } from '../expression/walk.js';
import { type Compiled, compile } from '../logic/compile.js';
import { Brilcalc } from '../lumi/index.js';
import { printClauses } from '../print/guards.js';
import { sentence } from '../print/sentence.js';
import { isBuildable, parsed, typescript } from '../print/typescript.js';
import { Query } from '../query/query.js';
import type { Client } from '../query/reading/client.js';
import type { PrintOptions } from './builder.js';
import { chosenDatasets, datasetsOf } from './datasets.js';
import { passing } from './evaluate.js';
import { fetchLumisections } from './fetch-lumisections.js';
import { lintDocument } from './lint/document.js';
import { generateLocally, type LocalOptions } from './local.js';
import { lookUpPath } from './look-up-path.js';
import { checkLumisection, checkRanges, hasRanges } from './lumisection.js';
import { submit } from './portal/submit.js';
import type { GeneratedJson, GenerateOptions } from './portal/types.js';
import { Waiting } from './portal/waiting.js';
import type { Problem } from './problem.js';
import { readRule } from './read-rule.js';
import { type Trace, trace } from './trace.js';
import type { Clause, Decider, JsonLogicDocument, LocalResult } from './types.js';

/** Everything that a golden JSON says. */
export interface GoldenSpec {
  readonly clauses: readonly Node[];
  readonly guards: boolean;
  /** Set for a document that is one rule and no `and` of rules: it stays so as long as it has one clause. */
  readonly single?: boolean;
}

/** A condition with another attribute in the place of the one that it is about. */
function about(attribute: Attribute, tree: Node): Node {
  if ('attribute' in tree) return node({ ...tree, attribute });
  return mapChildren(tree, (member) => about(attribute, member));
}

function notWhere(value: unknown): QueryError {
  const { what, hint } = notAnExpression(value);
  return new QueryError('not-an-attribute', `${what} is neither a path nor an expression`, {
    hint:
      hint ?? "write where('run.oms.energy') or where(run.energy.gte(6000)), or goldenJson.parse({ … }) for a document",
  });
}

/** A condition on several things is called by its position. */
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

/** Checks that clauses can be printed, and that what is printed can be read. */
function checkPrinted(clauses: readonly Node[]): void {
  checkLevels({ and: printClauses(clauses, true).flatMap(({ rules }) => rules) });
}

/** The untyped builder behind the public type `GoldenJson`. */
export class Golden {
  readonly #client: Client;
  readonly #spec: GoldenSpec;
  #decider: Decider | undefined;

  constructor(client: Client, spec: GoldenSpec) {
    this.#client = client;
    this.#spec = spec;
  }

  #with(clauses: readonly Node[]): Golden {
    return new Golden(this.#client, { clauses: Object.freeze(clauses), guards: this.#spec.guards });
  }

  /** Checked as it would be printed, so that what JSON logic has no word for is refused at the call. */
  #and(added: Node): Golden {
    const clauses = added.kind === 'and' ? added.members : [added];
    checkPrinted(clauses);
    return this.#with([...this.#spec.clauses, ...clauses]);
  }

  static readonly #front: Front<Golden> = {
    noun: () => 'golden JSON',
    whenHint: 'golden JSON with what is added: (golden, value) => golden.where(…)',
    isSame: (_, value): value is Golden => value instanceof Golden,
    find: (golden, path) => {
      const attribute = lookUpPath(path);
      // In messages, the attribute has the path of the call as its name.
      return { attribute: { ...attribute, name: path }, add: (tree) => golden.#and(about(attribute, tree)) };
    },
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

  flags(names: unknown): { are(status: unknown): Golden } {
    const checked = checkFlags(names);
    return Object.freeze({
      are: (status: unknown) => this.#with([...this.#spec.clauses, ...eachIs(checked, status)]),
    });
  }

  get clauses(): readonly string[] {
    return Object.freeze(this.#spec.clauses.map(nameOf));
  }

  #find(name: unknown, method: string): ReadonlySet<number> {
    const names = this.clauses;
    // A flag goes by its path too.
    const short = typeof name === 'string' && name.startsWith(flagPrefix) ? name.slice(flagPrefix.length) : name;
    const found = names.flatMap((one, index) => (one === name || one === short ? [index] : []));
    if (found.length > 0) return new Set(found);
    const suggestions = typeof name === 'string' ? nearest(name, new Set(names)) : [];
    throw new QueryError(
      'unknown-clause',
      `there is no clause ${typeof name === 'string' ? `'${name}'` : describe(name)} to ${method}`,
      {
        suggestions,
        hint:
          didYouMean(suggestions) ??
          (names.length === 0 ? 'there are no clauses yet' : `the clauses are ${[...new Set(names)].join(', ')}`),
      },
    );
  }

  remove(name: unknown): Golden {
    const found = this.#find(name, 'remove');
    return this.#with(this.#spec.clauses.filter((_, index) => !found.has(index)));
  }

  replace(name: unknown, expression: unknown): Golden {
    const found = this.#find(name, 'replace');
    if (!isExpression(expression)) throw notWhere(expression);
    const [first] = found;
    const tree = checkDepth(expression);
    const added = tree.kind === 'and' ? tree.members : [tree];
    checkPrinted(added);
    return this.#with(
      this.#spec.clauses.flatMap((clause, index) => (index === first ? added : found.has(index) ? [] : [clause])),
    );
  }

  withGuards(on: unknown = true): Golden {
    return new Golden(this.#client, { ...this.#spec, guards: checkSwitch(on, 'withGuards()') });
  }

  #print(guards = this.#spec.guards) {
    const { clauses, single } = this.#spec;
    if (clauses.length === 0)
      throw new QueryError('empty-golden', 'a golden JSON without any clause chooses nothing', {
        hint: "add a clause: goldenJson().flag('dt', 'dt').is('GOOD')",
      });
    const printed = printClauses(clauses, guards);
    const rules = printed.flatMap((one) => one.rules);
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
    // A document that is no `and` of rules is not what the builder makes.
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
    // What the builder cannot be told to guard is printed as the document has it, guards included.
    const rules = this.#print().printed.flatMap((one) => one.rules);
    return typescript(
      rules.map((one) => readRule(one)),
      false,
      rule,
    );
  }

  explain(): string {
    return this.#spec.clauses.length === 0
      ? 'no clause yet'
      : this.#spec.clauses.map((clause) => sentence(clause, 'lumisection')).join('\n');
  }

  toString(): string {
    return this.explain();
  }

  /** What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
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
    return passing(compiled, checkRanges(lumisections), compiled.reads('lumisection.lumisection_number'));
  }

  trace(lumisection: unknown): Trace {
    const data = checkLumisection(lumisection);
    return trace(this.#decide().clauses, data, this.#compiled.passes(data));
  }

  lint(): readonly Problem[] {
    return lintDocument(this.#print().document);
  }

  async generateLocally(source: unknown, options: LocalOptions = {}): Promise<LocalResult> {
    checkOptions(options, ['signal', 'onProgress', 'luminosity'], 'generateLocally()');
    if (options.luminosity !== undefined && !((options.luminosity as unknown) instanceof Brilcalc))
      throw new QueryError('bad-option', `the option 'luminosity' is ${describe(options.luminosity)}`, {
        hint: "write await Brilcalc.fromFile('brilcalc.csv')",
      });
    const decider = this.#decide();
    if (!(source instanceof Query)) return generateLocally(decider, source, options);
    const known = await datasetsOf(source, options.signal);
    const fetched = fetchLumisections(Query.clientOf(source), known, decider.compiled, options.signal);
    return generateLocally(decider, fetched, options, known.length);
  }

  async generate(options: Partial<GenerateOptions> = {}): Promise<GeneratedJson> {
    checkOptions(
      options,
      ['datasetName', 'query', 'tags', 'complete', 'onProgress', 'signal', 'timeout', 'pollDelay'],
      'generate()',
    );
    const { datasetName, query, tags, ...rest } = options;
    const hint = "write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' })";
    const wrong = (name: string, value: unknown, what: string): QueryError =>
      new QueryError('bad-option', `the option '${name}' is ${describe(value)}`, { hint: what });
    if ((datasetName === undefined) === (query === undefined))
      throw new QueryError('bad-option', 'generate() takes either a datasetName or a query', { hint });
    if (query === undefined && (typeof datasetName !== 'string' || datasetName === ''))
      throw wrong('datasetName', datasetName, hint);
    if (query !== undefined && !((query as unknown) instanceof Query))
      throw wrong('query', query, "write query: datasets().where('dataset_name').like('%Collisions2018%')");
    if (tags !== undefined && typeof tags !== 'string') throw wrong('tags', tags, 'write a text');
    const { document } = this.#decide();
    const waiting = new Waiting(rest);
    return waiting.over(async () => {
      if (datasetName !== undefined) return submit(this.#client, document, { datasetName, tags }, waiting);
      const { patterns, rule } = await waiting.part(
        'looking for the datasets of the query',
        () => 'nothing was submitted',
        () => chosenDatasets(query as unknown as Query, waiting.signal),
      );
      const rules = rule.length === 0 ? document : { and: [...rule, document] };
      return submit(this.#client, rules, { datasetName: patterns, tags }, waiting);
    });
  }
}
