import type { FlagColumn, FlagName, FlagWorkspace } from '../catalogue/flags.js';
import type { UnknownOperatorMessage } from '../catalogue/messages.js';
import type { DatasetAttributes, RunAttributes } from '../catalogue/tables.js';
import type { FlagCondition } from '../expression/conditions.js';
import type { ExpressionOf, ExpressionScope } from '../expression/node.js';
import type { OperatorsOf, OperatorTable } from '../expression/operators.js';
import type {
  AttributeArguments,
  IncludedName,
  Orderable,
  UnknownAttribute,
  UnknownColumn,
  UnknownFlag,
  UnknownWorkspace,
  WhereResult,
} from '../expression/typed.js';
import type { WireFilter } from '../print/filter.js';
import type { Direction } from '../print/order.js';
import type { Plan, QuerySpec } from '../print/plan.js';
import type { Explanation } from './explain.js';
import type { LumisectionOptions, LumisectionStream } from './lumisections/stream.js';
import type { ReadOptions } from './reading/options.js';
import type { DatasetRow, RunRow, SelectedDataset, SelectedRun, WireDatasetRow, WireRunRow } from './reading/rows.js';

/** Asks for rows in the shape in which the registry answers, instead of the Python client's. */
interface WireShape {
  readonly compress: false;
}

/** A query as JSON, to be stored or sent and read back with `runs.fromJSON` or `datasets.fromJSON`. */
export interface QueryJson {
  readonly version: 1;
  readonly target: QuerySpec['target'];
  readonly [key: string]: unknown;
}

/** What both builders can do with the rows that a query means. */
interface Terminals<Row, WireRow> {
  /**
   * All rows, in the asked order, each exactly once.
   * @throws QueryError where the registry cannot be asked for it; AuthenticationError, ConnectionError, ServerError, ResponseError,
   * TimeoutError, AbortError where that fails.
   */
  all(options: ReadOptions & WireShape): Promise<WireRow[]>;
  all(options?: ReadOptions & { readonly compress?: true }): Promise<Row[]>;
  /** The first row in the asked order, or undefined. */
  first(options: ReadOptions & WireShape): Promise<WireRow | undefined>;
  first(options?: ReadOptions & { readonly compress?: true }): Promise<Row | undefined>;
  /**
   * The only row.
   * @throws NotFoundError where there is none, QueryError where there are several.
   */
  one(options: ReadOptions & WireShape): Promise<WireRow>;
  one(options?: ReadOptions & { readonly compress?: true }): Promise<Row>;
  /** The number of rows that `all()` would return, counted by the registry where it can. */
  count(options?: ReadOptions): Promise<number>;
  /** Whether there is any row. */
  exists(options?: ReadOptions): Promise<boolean>;
  /**
   * Rows one by one as they arrive, in constant memory.
   *
   * @example for await (const row of runs().where('class').eq('Collisions24').stream()) console.log(row.run_number);
   * @throws QueryError for an order in which the registry does not sort, unless there is a limit.
   */
  stream(options: ReadOptions & WireShape): AsyncGenerator<WireRow, void, undefined>;
  stream(options?: ReadOptions & { readonly compress?: true }): AsyncGenerator<Row, void, undefined>;
  /** Rows in lists of `pageSize` (the last may be shorter), in constant memory. */
  pages(options: ReadOptions & WireShape): AsyncGenerator<WireRow[], void, undefined>;
  pages(options?: ReadOptions & { readonly compress?: true }): AsyncGenerator<Row[], void, undefined>;
  /**
   * The lumisections of every run (of its online dataset) or dataset: one item each, with flags and bits aligned by their numbers, as
   * ranges; a few are asked for at once. From it come lists of lumisections, fractions and tables.
   *
   * @example
   * ```ts
   * for await (const { run_number, ranges } of runs().where('run_number').gt(309990).lumisections()) console.log(run_number, ranges.length);
   * ```
   */
  lumisections(options?: LumisectionOptions): LumisectionStream;
  /**
   * The payload that is sent as `filter`.
   * @throws QueryError where one request cannot say the query; `plan()` then says what is done.
   */
  toFilter(): WireFilter;
  /** The requests of the query, and how their answers become its rows. Sends nothing. */
  plan(): Plan;
  /** The query in words, its payloads, and what to know about it. Sends nothing. */
  explain(): Explanation;
  /** The query as a call of the Python client. */
  toPython(): string;
  /** The first page of each request as a curl command, with `$TOKEN` in the place of the token. */
  toCurl(): string;
  /**
   * The address of the web page that shows what the query means, to be shared.
   *
   * @example runs().where('class').eq('Cosmics22').flag('dt-dt').is('BAD').toWebUrl()
   * @throws QueryError for what the web page has no word for: numbers other than the run number, null, counts of lumisections.
   */
  toWebUrl(): string;
  /** The query as JSON. */
  toJSON(): QueryJson;
}

/** Operators of an attribute, by name, and the values that they take. */
export type Operators<Table, Name extends string> = Name extends keyof Table
  ? OperatorsOf<Table[Name]>
  : OperatorTable['boolean'];

/** What an argument must be that names no operator. Of a name that is no attribute, anything: the mistake is the name. */
export type UnknownOperator<Table, Name extends string, O extends string> = Name extends keyof Table | IncludedName
  ? string extends O
    ? keyof Operators<Table, Name>
    : O extends ''
      ? keyof Operators<Table, Name>
      : UnknownOperatorMessage<O, Name>
  : O;

/** What an operator of an attribute takes. */
export type OperatorValue<Table, Name extends string, O> = O extends keyof Operators<Table, Name>
  ? Operators<Table, Name>[O]
  : unknown;

/** What a query for runs and a query for datasets have in common. */
interface RowQuery<Table, What extends string, Scope extends ExpressionScope, Row, WireRow, Self>
  extends Terminals<Row, WireRow> {
  /**
   * Adds a condition; all conditions of a query must hold. With an attribute, the condition is what is called on the result. With
   * an operator and a value, in the registry's own operators. With an expression, as it is.
   *
   * @example runs().where('run_number').between(309000, 310000)
   * @example runs().where('energy', '>=', 6000)
   * @example datasets().where(or(dataset.tracker_state.is('OPEN'), run.class.eq('Collisions24')))
   * @throws QueryError for an unknown attribute or operator, or a value of another type, with what to write instead.
   */
  where<Name extends string>(
    attribute: (Name extends keyof Table ? Name : NoInfer<UnknownAttribute<Name, Table, What>>) | ExpressionOf<Scope>,
  ): WhereOrSelf<Name, Table, Self>;
  where<Name extends string, O extends string>(
    attribute: Name extends keyof Table ? Name : NoInfer<UnknownAttribute<Name, Table, What>>,
    operator: O extends keyof Operators<Table, Name> ? O : NoInfer<UnknownOperator<Table, Name, O>>,
    value: OperatorValue<Table, Name, O>,
  ): Self;
  /**
   * Adds a condition on a flag over all lumisections of the run or dataset.
   *
   * @example runs().flag('tracker', 'strip').is('GOOD')
   * @example runs().flag('dt-dt').atLeast(10, 'BAD')
   */
  flag<W extends string, Column extends string>(
    workspace: W extends FlagWorkspace ? W : NoInfer<UnknownWorkspace<W>>,
    column: Column extends FlagColumn<W> ? Column : NoInfer<UnknownColumn<W, Column>>,
  ): FlagCondition<Self>;
  flag<Name extends string>(name: Name extends FlagName ? Name : NoInfer<UnknownFlag<Name>>): FlagCondition<Self>;
  /**
   * Adds something where a value is there: `build` is skipped when the value is undefined, or when it is false and `build` does not
   * take it. Any other value, null too, is handed on.
   *
   * @example
   * ```ts
   * const minEnergy: number | undefined = 6000;
   * runs().when(minEnergy, (query, energy) => query.where('energy').gte(energy));
   * ```
   */
  when<Value>(value: Value, build: (query: Self, value: Exclude<Value, undefined>) => Self): Self;
  /**
   * Orders the rows; call it again for a second key. Null comes last going up and first going down. Rows with equal keys come by
   * run number, largest first, which is also the order of a query without any. Numbers come in numeric order: the registry would
   * sort most of them as text, so that they are sorted here.
   */
  orderBy<Name extends string>(
    attribute: Name extends keyof Table ? Orderable<Name, Table> : NoInfer<UnknownAttribute<Name, Table, What>>,
    direction?: Direction,
  ): Self;
  /** At most that many rows, exactly. */
  limit(n: number): Self;
  /** Rows a request; 1000 by default for runs, 500 for datasets. */
  pageSize(n: number): Self;
  /** Sends a payload as it is, as seen in the browser; nothing in it is checked, and no condition can stand beside it. */
  raw(filter: WireFilter): Self;
}

/** A query for runs: immutable, so that it can be kept, branched and reused. Building it sends nothing. */
export interface RunQuery<Row = RunRow>
  extends RowQuery<RunAttributes, 'runs', RunScope, Row, WireRunRow, RunQuery<Row>> {
  /**
   * Narrows rows to some attributes, side by side: `{ run_number, energy }`. A value that is null or missing is null.
   *
   * @example await runs().select('run_number', 'energy').all()
   */
  select<const Names extends readonly string[]>(
    ...attributes: AttributeArguments<Names, RunAttributes, 'runs'>
  ): RunQuery<SelectedRun<Names[number]>>;
}

/** A query for datasets: immutable, so that it can be kept, branched and reused. Building it sends nothing. */
export interface DatasetQuery<Row = DatasetRow>
  extends RowQuery<DatasetAttributes, 'datasets', DatasetScope, Row, WireDatasetRow, DatasetQuery<Row>> {
  /** Narrows rows to some attributes, side by side. A value that is null or missing is null. */
  select<const Names extends readonly string[]>(
    ...attributes: AttributeArguments<Names, DatasetAttributes, 'datasets'>
  ): DatasetQuery<SelectedDataset<Names[number]>>;
}

/** What an expression for runs can speak of. */
type RunScope = Extract<ExpressionScope, 'run' | 'flag' | 'flag-total'>;

/** What an expression for datasets can speak of. */
type DatasetScope = Extract<ExpressionScope, 'run' | 'dataset' | 'flag' | 'flag-total'>;

/** `where` of a name gives its conditions; `where` of an expression, where no name can be inferred, gives the query. */
type WhereOrSelf<Name extends string, Table, Query> = string extends Name ? Query : WhereResult<Name, Table, Query>;
