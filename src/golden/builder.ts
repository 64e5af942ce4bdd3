import type { GuessedGolden, GuessedGoldenFlagCondition } from '../catalogue/generated/guessed-members.js';
import type { GoldenAttributes } from '../catalogue/paths.js';
import type { Status } from '../catalogue/states.js';
import type { OperatorMessage, WrongExpression } from '../expression/argument-messages.js';
import type {
  ColumnArgument,
  ExpressionFor,
  FlagArgument,
  FlagElement,
  mistake,
  QueryFor,
  SourceFor,
  WorkspaceArgument,
} from '../expression/arguments.js';
import type { FlagList } from '../expression/flags.js';
import type { ExpressionOf, ExpressionScope } from '../expression/node.js';
import type { GoldenWhereMessage, PathMessage } from '../expression/path-arguments.js';
import type { IncludedPath, Operators, OperatorValue, WhereResult } from '../expression/typed.js';
import type { DatasetQuery } from '../query/builder.js';
import type { SqlStatement } from '../sql/statement.js';
import type { Problem } from './lint/problem.js';
import type { WhyOptions } from './local/fetch-lumisection.js';
import type { LocalOptions, MirrorSource, Source } from './local/generate-locally.js';
import type { DatasetLumisections, Lumisection, LumisectionRange } from './lumisection.js';
import type { GeneratedJson, GenerateOptions } from './portal/types.js';
import type { GoldenSqlOptions } from './to-sql.js';
import type { Trace } from './trace.js';
import type { JsonLogicDocument, LocalResult } from './types.js';

/** The scopes of expressions in golden JSON. */
export type GoldenScope = Exclude<ExpressionScope, 'flag-total'>;

/** Conditions on a flag of the evaluated lumisection. */
export interface GoldenFlagCondition<R> extends GuessedGoldenFlagCondition {
  /**
   * The flag has the status in this lumisection. Rule: `{"==":[{"var":"lumisection.rr.dt-dt"},"GOOD"]}`.
   *
   * @example goldenJson().flag('dt-dt').is('GOOD')
   */
  is(status: Status): R;
  /**
   * The flag has another status in this lumisection. False if it has no status.
   *
   * @example goldenJson().flag('dt-dt').isNot('BAD')
   */
  isNot(status: Status): R;
}

/** Options of `toJsonLogic()`. */
export interface PrintOptions {
  /**
   * Adds rules that exclude null, since `null <= 7000` is true in JSON logic. On by default, except for parsed documents, which are
   * printed verbatim.
   */
  readonly guards?: boolean | undefined;
}

/**
 * An immutable builder of the rules that select lumisections for a golden JSON. A lumisection passes if all clauses are true. Building
 * sends no request.
 */
export interface GoldenJson extends GuessedGolden {
  /**
   * Adds a clause on the attribute at a path in the data of the JSON portal: `run.oms.energy`, `run.rr.class`, `dataset.name`,
   * `lumisection.oms.bpix_ready`, `lumisection.lumisection_number`. Also takes an operator of the registry and a value, or an expression
   * of handles. `contains`, `startsWith` and `endsWith` are case-sensitive here, as in JSON logic.
   *
   * @example goldenJson().where('run.oms.energy').between(6000, 7000)
   * @example goldenJson().where('run.oms.b_field', '>=', 3.7)
   * @example goldenJson().where(not(run.hlt_key.contains('WMass')))
   * @throws QueryError `unknown-attribute`, `unknown-operator`, `not-an-attribute`, `bad-value` for a value of another type, or
   * `not-in-json-logic` for a condition that JSON logic cannot express.
   */
  where<const Given>(
    path: [Given] extends [keyof GoldenAttributes]
      ? Given
      : [Given] extends [IncludedPath | ExpressionOf<GoldenScope>]
        ? Given
        :
            | keyof GoldenAttributes
            | ([Given] extends [object & { readonly at?: never }]
                ? NoInfer<WrongExpression<Given, GoldenScope, 'goldenJson()'>>
                : { readonly [mistake]: NoInfer<GoldenWhereMessage<Given, GoldenScope>> }),
  ): WhereResult<Given, GoldenAttributes, IncludedPath, GoldenJson>;
  where<Path extends string, Operator extends string | number | boolean>(
    path: `${Path}` extends keyof GoldenAttributes
      ? Path
      : `${Path}` extends IncludedPath
        ? Path
        : keyof GoldenAttributes | { readonly [mistake]: NoInfer<PathMessage<Exclude<Path, keyof GoldenAttributes>>> },
    operator: `${Operator}` extends keyof Operators<GoldenAttributes, Path>
      ? Operator
      :
          | NoInfer<keyof Operators<GoldenAttributes, Path>>
          | { readonly [mistake]: NoInfer<OperatorMessage<Operator, Path, GoldenAttributes>> },
    ...value: OperatorValue<Operators<GoldenAttributes, Path>, Operator>
  ): GoldenJson;
  /**
   * Adds a clause on a flag of the lumisection.
   *
   * @example goldenJson().flag('dt', 'dt').is('GOOD')
   * @example goldenJson().flag('tracker-strip').isNot('BAD')
   * @throws QueryError `unknown-flag`, with the closest valid names.
   */
  flag<Workspace extends string, Column extends string>(
    workspace: WorkspaceArgument<Workspace>,
    column: ColumnArgument<Column, Workspace>,
  ): GoldenFlagCondition<GoldenJson>;
  flag<Name extends string>(name: FlagArgument<Name>): GoldenFlagCondition<GoldenJson>;
  /**
   * Adds a clause for each of the flags.
   *
   * @example goldenJson().flags(['csc-csc', 'l1t-l1tmu', 'hlt-hlt']).are('GOOD')
   * @throws QueryError `unknown-flag`, with the closest valid names, and for an empty array.
   */
  flags<const Given>(names: readonly FlagElement<Given>[]): FlagList<GoldenJson>;
  /**
   * Adds clauses only if the value is defined; see `when` of `runs()`.
   *
   * @example goldenJson().when(process.env.MIN_ENERGY, (golden, energy) => golden.where('run.oms.energy').gte(Number(energy)))
   */
  when<Value>(value: Value, build: (golden: GoldenJson, value: Exclude<Value, undefined>) => GoldenJson): GoldenJson;
  /**
   * The names of the clauses, in order: the name from `named()`, else the path of the attribute or the name of the flag. A clause on
   * several of them is named by its position, `#3`.
   */
  readonly clauses: readonly string[];
  /**
   * Removes every clause with a name.
   *
   * @example goldenJson().flags(['dt-dt', 'csc-csc']).are('GOOD').remove('csc-csc')
   * @throws QueryError `unknown-clause`, with the closest names.
   */
  remove(name: string): GoldenJson;
  /**
   * Replaces every clause with a name by an expression.
   *
   * @example goldenJson().flag('dt-dt').is('GOOD').replace('dt-dt', flag('dt-dt').isNot('BAD'))
   * @throws QueryError `unknown-clause`, with the closest names; `not-an-attribute` for anything but an expression; `not-in-json-logic`.
   */
  replace<const Given>(name: string, expression: ExpressionFor<Given, GoldenScope, 'goldenJson()'>): GoldenJson;
  /**
   * Turns guards against null on or off; see {@link PrintOptions}.
   *
   * @example goldenJson().where('run.oms.energy').lte(7000).withGuards(false).toJsonLogic()
   */
  withGuards(on?: boolean): GoldenJson;
  /**
   * Returns the rules in JSON logic.
   *
   * @example goldenJson().flag('dt-dt').is('GOOD').toJsonLogic() // { and: [{ '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] }] }
   * @throws QueryError `empty-golden` if there are no clauses, because the portal rejects empty rules.
   */
  toJsonLogic(options?: PrintOptions): JsonLogicDocument;
  /** Returns the rules in JSON logic, for `JSON.stringify`. */
  toJSON(): JsonLogicDocument;
  /**
   * Returns TypeScript code that builds the rules.
   *
   * @example console.log(goldenJson.parse({ '>=': [{ var: 'run.oms.energy' }, 6000] }).golden.toTypeScript());
   */
  toTypeScript(): string;
  /**
   * Prints the rules as an SQL statement over the tables of a mirror, `lumisections` and `datasets`. The rows are the lumisections that
   * pass, as ranges in order: `run_number`, `dataset_name`, `lo`, `hi`, both ends included.
   *
   * The rules have their own meaning: without guards, `null <= 7000` is true, as in JSON logic. As on the portal, only lumisections that
   * both OMS and the Run Registry have can pass.
   *
   * @example
   * ```ts
   * const golden = goldenJson().flag('dt-dt').is('GOOD').where('run.oms.energy').gte(6000);
   * const online = datasets().where('dataset_name').eq('online');
   * console.log(golden.toSql({ dialect: 'duckdb', query: online }));
   * ```
   * @throws QueryError `not-in-sql` for rules that SQL cannot express exactly: arithmetic, comparisons of two variables or of a string with
   * a number, luminosities of lumisections; `bad-extension` if an extension of the catalogue leads to two columns of the same name;
   * `empty-golden` without clauses; `bad-option`.
   */
  toSql<const Given, Parameters extends boolean = false>(
    options: GoldenSqlOptions<Parameters, QueryFor<Given, 'datasets', DatasetQuery<unknown>>>,
  ): Parameters extends true ? SqlStatement : string;
  /**
   * Returns the rules in English, one clause per line, and the reasons if no lumisection can pass. With a dialect, also the SQL statement.
   *
   * @example console.log(goldenJson().flag('dt-dt').is('GOOD').explain());
   * @example console.log(goldenJson().flag('dt-dt').is('GOOD').explain({ dialect: 'duckdb' }));
   * @throws QueryError with a dialect, those of `toSql()`.
   */
  explain<const Given>(options?: GoldenSqlOptions<boolean, QueryFor<Given, 'datasets', DatasetQuery<unknown>>>): string;
  /** Returns the rules in English, also in template strings. */
  toString(): string;
  /**
   * Returns true if a lumisection passes, as json-logic-js does for `toJsonLogic()`. For a dataset, returns the lumisections that pass,
   * as ranges.
   *
   * @example
   * ```ts
   * const golden = goldenJson().flag('dt-dt').is('GOOD');
   * golden.evaluate({
   *   dataset: { name: 'online' },
   *   run: { run_number: 355102 },
   *   lumisection: { lumisection_number: 1, rr: { 'dt-dt': 'GOOD' } },
   * }); // true
   * ```
   * @throws QueryError `bad-lumisection` for an invalid lumisection; `empty-golden` without clauses.
   */
  evaluate<Ranges extends readonly LumisectionRange[] | undefined = undefined>(
    lumisections: (Lumisection | DatasetLumisections) & {
      /** The ranges, if they are all lumisections of a dataset. */
      readonly ranges?: Ranges;
    },
  ): Ranges extends readonly LumisectionRange[] ? readonly (readonly [first: number, last: number])[] : boolean;
  /**
   * Returns each clause with its values and verdict for a lumisection. Print the trace to see why a lumisection fails.
   *
   * @example
   * ```ts
   * const golden = goldenJson().flag('dt-dt').is('GOOD');
   * const trace = golden.trace({
   *   dataset: { name: 'online' },
   *   run: { run_number: 355102 },
   *   lumisection: { lumisection_number: 1, rr: { 'dt-dt': 'BAD' } },
   * });
   * console.log(String(trace)); // run 355102, lumisection 1, online: fails 1 of 1 clauses …
   * ```
   * @throws QueryError `bad-lumisection` for an invalid lumisection; `empty-golden` without clauses.
   */
  trace(lumisection: Lumisection): Trace;
  /**
   * Fetches a lumisection from the registry and traces it. Name the dataset if the run has several.
   *
   * Like the portal, it only finds lumisections that both OMS and the Run Registry have.
   *
   * @example
   * ```ts
   * const golden = goldenJson().where(dcs.pixel).flag('dt', 'dt').is('GOOD');
   * console.log(String(await golden.why(355102, 5, 'online')));
   * ```
   * @throws NotFoundError `not-found` for an unknown run, dataset or lumisection; QueryError `several-datasets` if the run has several
   * datasets and none is named, and `not-in-core` in `runregistry/core`, which has no client.
   */
  why(run: number, lumisection: number, dataset?: string, options?: WhyOptions): Promise<Trace>;
  /**
   * Returns mistakes in the rules: those that `parse` reports, and rules that are true for null, constant, redundant or contradictory.
   *
   * @example for (const { severity, message, hint } of goldenJson().where('run.oms.energy').lte(7000).withGuards(false).lint()) console.log(severity, message, hint);
   * @throws QueryError `empty-golden` without clauses.
   */
  lint(): readonly Problem[];
  /**
   * Generates the list locally, with the luminosity lost to each rule. If no lumisection passes, `emptyReason` of the result names the
   * clause that excludes the last ones.
   *
   * The source is an iterable of lumisections or of datasets with ranges, a query for datasets, whose lumisections are fetched, or
   * a mirror.
   *
   * @example
   * ```ts
   * const golden = goldenJson().flag('dt', 'dt').is('GOOD');
   * const result = await golden.generateLocally(datasets().where('dataset_name').eq('online').where('run_number').lt(316000));
   * console.log(result.list.lumisectionCount, String(result));
   * ```
   * @throws QueryError `empty-golden` without clauses; `bad-lumisection` for an invalid or repeated lumisection; `bad-rule` for a rule that
   * cannot be evaluated; `bad-value`, `bad-option`; the errors of `all()` for a query.
   */
  generateLocally<const Given>(
    source: SourceFor<Given, Source | DatasetQuery<unknown> | MirrorSource>,
    options?: LocalOptions,
  ): Promise<LocalResult>;
  /**
   * Generates the list on the JSON portal: submits the rules, waits for the job, and returns its record. If no lumisection passes,
   * `emptyReason` of the record lists the rules that are never true, once the record is complete. That of `generateLocally()` also names
   * the clause that excludes the last lumisections.
   *
   * @example
   * ```ts
   * const golden = goldenJson().flag('dt-dt').is('GOOD').where('run.run_number').between(355100, 355110);
   * const { list, kept } = await golden.generate({ datasetName: 'online' });
   * console.log(list.toText(), kept.recorded);
   * ```
   * @throws JobError `job-failed` with the reason; TimeoutError `job-timeout`; AbortError; QueryError `empty-golden`, `bad-option`, or
   * `no-datasets` if the query matches none; the errors of requests, see `RunRegistry`.
   */
  generate<const Given>(
    options: GenerateOptions<QueryFor<Given, 'datasets', DatasetQuery<unknown>>>,
  ): Promise<GeneratedJson>;
}
