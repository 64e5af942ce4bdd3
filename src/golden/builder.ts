import type { FlagColumn, FlagName, FlagWorkspace } from '../catalogue/flags.js';
import type { GoldenAttributes } from '../catalogue/paths.js';
import type { Status } from '../catalogue/states.js';
import type { FlagList, FlagNames } from '../expression/flags.js';
import type { ExpressionOf, ExpressionScope } from '../expression/node.js';
import type {
  UnknownColumn,
  UnknownFlag,
  UnknownPath,
  UnknownWorkspace,
  WherePathResult,
} from '../expression/typed.js';
import type { DatasetQuery, Operators, OperatorValue, UnknownOperator } from '../query/builder.js';
import type { Problem } from './lint/problem.js';
import type { LocalOptions, Source } from './local/generate-locally.js';
import type { DatasetLumisections, Lumisection } from './lumisection.js';
import type { GeneratedJson, GenerateOptions } from './portal/types.js';
import type { Trace } from './trace.js';
import type { JsonLogicDocument, LocalResult } from './types.js';

/** What an expression for golden JSON can speak of. */
export type GoldenScope = Exclude<ExpressionScope, 'flag-total'>;

/** A flag of the lumisection that is decided on. */
export interface GoldenFlagCondition<R> {
  /** The flag has the status in this lumisection. Rule: `{"==":[{"var":"lumisection.rr.dt-dt"},"GOOD"]}`. */
  is(status: Status): R;
  /** The flag has another status in this lumisection. A lumisection in which it has none is left out. */
  isNot(status: Status): R;
}

/** How a golden JSON is printed. */
export interface PrintOptions {
  /**
   * Whether rules are added that keep null out where JSON logic would let it pass: `null <= 7000` is true there. On by default, save for
   * documents that were parsed, which stay as they are.
   */
  readonly guards?: boolean;
}

/**
 * The rules that choose lumisections for a golden JSON: immutable, so that they can be kept, branched and reused. All clauses must hold.
 * Building them sends nothing.
 */
export interface GoldenJson {
  /**
   * Adds a clause. An attribute is named by its path in the data of the JSON portal: `run.oms.energy`, `run.rr.class`, `dataset.name`,
   * `lumisection.oms.bpix_ready`, `lumisection.lumisection_number`. With an operator and a value, in the registry's own operators. With
   * an expression, as it is: the handles of `runs()` serve here too, and `contains` and its kin mind case here, as JSON logic does.
   *
   * @example goldenJson().where('run.oms.energy').between(6000, 7000)
   * @example goldenJson().where('run.oms.b_field', '>=', 3.7)
   * @example goldenJson().where(not(run.hlt_key.contains('WMass')))
   * @throws QueryError for an unknown path or operator, a value of another type, or what JSON logic has no word for.
   */
  where<Path extends string>(
    path: (Path extends keyof GoldenAttributes ? Path : NoInfer<UnknownPath<Path>>) | ExpressionOf<GoldenScope>,
  ): string extends Path ? GoldenJson : WherePathResult<Path, GoldenJson>;
  where<Path extends string, O extends string>(
    path: Path extends keyof GoldenAttributes ? Path : NoInfer<UnknownPath<Path>>,
    operator: O extends keyof Operators<GoldenAttributes, Path>
      ? O
      : NoInfer<UnknownOperator<GoldenAttributes, Path, O>>,
    value: OperatorValue<GoldenAttributes, Path, O>,
  ): GoldenJson;
  /**
   * Adds a clause on a flag of the lumisection.
   *
   * @example goldenJson().flag('dt', 'dt').is('GOOD')
   * @example goldenJson().flag('tracker-strip').isNot('BAD')
   */
  flag<W extends string, Column extends string>(
    workspace: W extends FlagWorkspace ? W : NoInfer<UnknownWorkspace<W>>,
    column: Column extends FlagColumn<W> ? Column : NoInfer<UnknownColumn<W, Column>>,
  ): GoldenFlagCondition<GoldenJson>;
  flag<Name extends string>(
    name: Name extends FlagName ? Name : NoInfer<UnknownFlag<Name>>,
  ): GoldenFlagCondition<GoldenJson>;
  /**
   * Adds a clause for each of the flags.
   *
   * @example goldenJson().flags(['csc-csc', 'l1t-l1tmu', 'hlt-hlt']).are('GOOD')
   */
  flags<const Names extends readonly string[]>(names: FlagNames<Names>): FlagList<GoldenJson>;
  /** Adds something where a value is there; see `when` of `runs()`. */
  when<Value>(value: Value, build: (golden: GoldenJson, value: Exclude<Value, undefined>) => GoldenJson): GoldenJson;
  /**
   * The names of the clauses, in order: the name that `named()` gave, else the path of what the clause is about, or the name of the
   * flag; a clause about several things is called by its position, `#3`.
   */
  readonly clauses: readonly string[];
  /**
   * Leaves out every clause of that name.
   *
   * @example goldenJson().flags(['dt-dt', 'csc-csc']).are('GOOD').remove('csc-csc')
   * @throws QueryError where there is no clause of that name, with the nearest names.
   */
  remove(name: string): GoldenJson;
  /**
   * Puts an expression in the place of every clause of that name.
   *
   * @example goldenJson().flag('dt-dt').is('GOOD').replace('dt-dt', flag('dt-dt').isNot('BAD'))
   * @throws QueryError where there is no clause of that name, with the nearest names.
   */
  replace(name: string, expression: ExpressionOf<GoldenScope>): GoldenJson;
  /** The same clauses with guards against null, or without; see {@link PrintOptions}. */
  withGuards(on?: boolean): GoldenJson;
  /**
   * The rules in JSON logic.
   *
   * @example goldenJson().flag('dt-dt').is('GOOD').toJsonLogic() // { and: [{ '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] }] }
   * @throws QueryError where there is no clause: the portal takes no empty rules.
   */
  toJsonLogic(options?: PrintOptions): JsonLogicDocument;
  /** The same, so that `JSON.stringify` prints JSON logic. */
  toJSON(): JsonLogicDocument;
  /** The rules as TypeScript that builds them. */
  toTypeScript(): string;
  /** The rules in English. */
  explain(): string;
  /**
   * Whether a lumisection passes: the answer of json-logic-js to `toJsonLogic()`. Of all lumisections of a dataset, those that pass, as
   * ranges.
   *
   * @throws QueryError for something that is no lumisection.
   */
  evaluate(lumisection: Lumisection): boolean;
  evaluate(lumisections: DatasetLumisections): readonly (readonly [first: number, last: number])[];
  /** Each clause with its value and verdict for one lumisection; as a text, what to read to see why it failed. */
  trace(lumisection: Lumisection): Trace;
  /** What is wrong with the rules, or probably not meant: everything that `parse` reports, and clauses that pass on null or decide nothing. */
  lint(): readonly Problem[];
  /**
   * Decides lumisections here, and says what is lost to which rule. The source is an iterable of lumisections or of datasets with
   * ranges, or a query for datasets, whose lumisections are fetched.
   *
   * @example
   * ```ts
   * const golden = goldenJson().flag('dt', 'dt').is('GOOD');
   * const result = await golden.generateLocally(datasets().where('dataset_name').eq('online').where('run_number').lt(316000));
   * console.log(result.list.lumisectionCount, String(result));
   * ```
   */
  generateLocally(source: Source | DatasetQuery<unknown>, options?: LocalOptions): Promise<LocalResult>;
  /**
   * Has the JSON portal decide: submits the rules, waits for the job, and returns its record.
   *
   * @throws JobError where the job fails, with its reason; TimeoutError, AbortError.
   */
  generate(options: GenerateOptions): Promise<GeneratedJson>;
}
