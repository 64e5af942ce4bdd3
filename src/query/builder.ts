import type { GuessedQuery } from '../catalogue/generated/guessed-members.js';
import type { DatasetAttributes, RunAttributes } from '../catalogue/tables.js';
import type {
  DirectionArgumentMessage,
  OperatorMessage,
  OrderMessage,
  WhereMessage,
  WrongExpression,
} from '../expression/argument-messages.js';
import type {
  ColumnArgument,
  FlagArgument,
  FlagElement,
  mistake,
  SelectNames,
  WorkspaceArgument,
} from '../expression/arguments.js';
import type { FlagCondition } from '../expression/conditions.js';
import type { FlagList } from '../expression/flags.js';
import type { ExpressionOf } from '../expression/node.js';
import type { IncludedName, Operators, OperatorValue, OrderableName, WhereResult } from '../expression/typed.js';
import type { WireFilter } from '../print/filter.js';
import type { Direction } from '../print/order.js';
import type { Plan, QuerySpec } from '../print/plan.js';
import type { SqlOptions, SqlStatement } from '../sql/statement.js';
import type { Explanation } from './explain.js';
import type { LumisectionOptions, LumisectionStream } from './lumisections/stream.js';
import type { CsvOptions, FlatTable } from './reading/flat-table.js';
import type { ReadOptions } from './reading/options.js';
import type {
  DatasetRow,
  FlatDataset,
  FlatRun,
  RunRow,
  SelectedDataset,
  SelectedRun,
  WireDatasetRow,
  WireRunRow,
} from './reading/rows.js';

/** Options of methods that return rows. */
interface RowOptions<Compress extends boolean> extends ReadOptions {
  /**
   * True (default) returns rows in the shape of the Python client, with flags in `lumisections`. False returns rows in the shape of the
   * response, with `rr_attributes` and `DatasetTripletCache`.
   */
  readonly compress?: Compress | undefined;
}

/** Rows in the shape that the option `compress` selects. */
type Shape<Row, WireRow, Compress extends boolean> = Compress extends false ? WireRow : Row;

/** A query as JSON, which `runs.fromJSON` or `datasets.fromJSON` reads back. */
export interface QueryJson {
  /** Version of the format. */
  readonly version: 1;
  /** `runs` or `datasets`. */
  readonly target: QuerySpec['target'];
  readonly [key: string]: unknown;
}

/** Methods of both builders that fetch or print the matching rows. */
interface Terminals<Row, WireRow, TableRow> {
  /**
   * Returns all rows in the requested order, each exactly once.
   *
   * @example const rows = await runs().where('run_number').between(309000, 310000).all();
   * @throws QueryError `needs-everything` if the registry cannot filter by the conditions, `too-many-requests`, `bad-option`;
   * AuthenticationError, PermissionError, ConnectionError, ServerError, ResponseError, TimeoutError or AbortError if a request fails.
   */
  all<Compress extends boolean = true>(options?: RowOptions<Compress>): Promise<Shape<Row, WireRow, Compress>[]>;
  /**
   * Returns the first row in the requested order, or undefined.
   *
   * @example const latest = await runs().where('class').eq('Collisions24').first();
   * @throws The errors of `all()`.
   */
  first<Compress extends boolean = true>(
    options?: RowOptions<Compress>,
  ): Promise<Shape<Row, WireRow, Compress> | undefined>;
  /**
   * Returns the only matching row.
   *
   * @example const row = await runs().where('run_number').eq(355102).one();
   * @throws NotFoundError `no-row` if no row matches; QueryError `several-rows` if several do; the errors of `all()`.
   */
  one<Compress extends boolean = true>(options?: RowOptions<Compress>): Promise<Shape<Row, WireRow, Compress>>;
  /**
   * Returns the rows as a table with one column per attribute: those of `select()`, or every attribute. Print it as
   * aligned columns, or export it as CSV or as arrays for arquero and polars.
   *
   * @example console.log(String(await runs().where('run_number').gt(309980).select('run_number', 'class', 'energy').toTable()));
   * @throws The errors of `all()`.
   */
  toTable(options?: ReadOptions): Promise<FlatTable<TableRow>>;
  /**
   * Returns `toTable()` as CSV (RFC 4180); see `FlatTable.toCsv()`.
   *
   * @example console.log(await runs().where('class').eq('Cosmics22').select('run_number', 'b_field').toCsv());
   * @throws The errors of `all()`.
   */
  toCsv(options?: ReadOptions & CsvOptions): Promise<string>;
  /**
   * Returns the number of rows that `all()` would return, counted server-side if possible.
   *
   * @example await runs().where('class').eq('Cosmics22').count()
   * @throws The errors of `all()`.
   */
  count(options?: ReadOptions): Promise<number>;
  /**
   * Returns true if any row matches.
   *
   * @example await datasets().where('run_number').eq(355102).where('tracker_state').is('OPEN').exists()
   * @throws The errors of `all()`.
   */
  exists(options?: ReadOptions): Promise<boolean>;
  /**
   * Yields rows one by one as they arrive, in constant memory.
   *
   * @example for await (const row of runs().where('class').eq('Collisions24').stream()) console.log(row.run_number);
   * @throws QueryError `order-needs-everything` for an order that the registry does not support, unless the query has a limit; the
   * errors of `all()`.
   */
  stream<Compress extends boolean = true>(
    options?: RowOptions<Compress>,
  ): AsyncGenerator<Shape<Row, WireRow, Compress>, void, undefined>;
  /**
   * Yields rows one by one, like `stream()` without options.
   *
   * @example for await (const row of runs().where('class').eq('Collisions24')) console.log(row.run_number);
   * @throws QueryError `order-needs-everything` for an order that the registry does not support, unless the query has a limit; the
   * errors of `all()`.
   */
  [Symbol.asyncIterator](): AsyncGenerator<Row, void, undefined>;
  /**
   * Yields rows in lists of `pageSize` (the last may be shorter), in constant memory.
   *
   * @example for await (const rows of runs().where('class').eq('Collisions24').pages()) console.log(rows.length);
   * @throws The errors of `stream()`.
   */
  pages<Compress extends boolean = true>(
    options?: RowOptions<Compress>,
  ): AsyncGenerator<Shape<Row, WireRow, Compress>[], void, undefined>;
  /**
   * Returns a stream of lumisections: one item per run (its online dataset) or dataset, with flags and bits as ranges, aligned by number.
   * It fetches up to `concurrency` items in parallel, and provides lists of lumisections, fractions and tables.
   *
   * @example
   * ```ts
   * const query = runs().where('run_number').between(309990, 310000);
   * for await (const { run_number, ranges } of query.lumisections()) console.log(run_number, ranges.length);
   * ```
   * @throws QueryError `bad-option`. Iterating throws the errors of `all()`, and `bad-option` if `after` is not a key of the query.
   */
  lumisections(options?: LumisectionOptions): LumisectionStream;
  /**
   * Returns the payload sent as `filter`.
   *
   * @example runs().where('energy').gte(6000).toFilter() // { 'oms_attributes.energy': { '>=': 6000 } }
   * @throws QueryError `not-one-filter` if one request cannot express the query (use `plan()` instead), `needs-everything`.
   */
  toFilter(): WireFilter;
  /**
   * Returns the requests of the query, and how their responses are combined. Sends nothing.
   *
   * @example runs().where('energy').gte(6000).plan().requests.length // 1
   * @throws QueryError `needs-everything`, `too-many-requests`.
   */
  plan(): Plan;
  /**
   * Explains the query: a sentence, the requests, and warnings; with options of `toSql()`, also the statement. Sends nothing.
   *
   * @example console.log(String(runs().where('energy').gte(6000).orderBy('energy').explain()));
   * @example console.log(runs().where('energy').gte(6000).explain({ dialect: 'duckdb' }).sql);
   * @throws The errors of `plan()`, and with a dialect those of `toSql()`.
   */
  explain(options?: SqlOptions): Explanation;
  /**
   * Prints the query as a call of the Python client.
   *
   * @example console.log(runs().where('energy').gte(6000).toPython()); // … rows = runregistry.get_runs( …
   * @throws The errors of `plan()`.
   */
  toPython(): string;
  /**
   * Returns TypeScript code that builds the query, for example from a filter of the Python client or a link of the web application.
   * The code uses the default client.
   *
   * @example console.log(runs.parse({ run_number: { '>=': 355000 } }).query.toTypeScript());
   */
  toTypeScript(): string;
  /**
   * Prints the first page of each request as a curl command, with `$TOKEN` instead of the token.
   *
   * @example console.log(datasets().where('tracker_state').is('OPEN').toCurl());
   * @throws The errors of `plan()`.
   */
  toCurl(): string;
  /**
   * Prints the query as an SQL statement over the tables of a mirror, `runs` or `datasets`. It selects the same rows as `all()`.
   *
   * Three limits: strings are ordered by code point, while the registry orders them alphabetically. A value that has another type than its
   * attribute is null in a table. In Spark, case-insensitive conditions on `Σ` at the end of a word and on `İ` can differ, because it
   * lowercases them differently.
   *
   * @example
   * ```ts
   * const query = runs().where('class').contains('Cosmics').flag('dt-dt').is('GOOD').select('run_number', 'b_field');
   * console.log(query.toSql({ dialect: 'duckdb' })); // SELECT "run_number", "b_field" FROM "runs" WHERE …
   * const { sql, parameters } = query.toSql({ dialect: 'postgres', parameters: true });
   * ```
   * @throws QueryError `not-in-sql` for a raw payload; `bad-extension` if an extension of the catalogue leads to two columns of the same
   * name; `bad-option`.
   */
  toSql<Parameters extends boolean = false>(
    options: SqlOptions<Parameters>,
  ): Parameters extends true ? SqlStatement : string;
  /**
   * Returns the URL of the web page that shows the matching rows: in its table "All runs", or in "Editable datasets", which lacks the
   * datasets `online` and those that are waiting.
   *
   * @example runs().where('class').eq('Cosmics22').flag('dt-dt').is('BAD').toWebUrl()
   * @throws QueryError `bad-web-url` for queries that the page cannot show: numbers except `run_number` and `ls_duration`, null,
   * counts of lumisections, `limit()`, and orders that the page sorts as strings; the errors of `toFilter()`.
   */
  toWebUrl(): string;
  /**
   * Returns the query as a sentence, also in template strings: `runs where energy >= 6000 GeV`. `explain()` adds the requests and
   * warnings.
   */
  toString(): string;
  /**
   * Returns the query as JSON, for example to pass it to a worker, where a clone would have no methods.
   *
   * @example runs.fromJSON(JSON.parse(JSON.stringify(runs().where('energy').gte(6000))))
   */
  toJSON(): QueryJson;
}

/** `where()` of a query. It has few type parameters, because the compiler searches each conditional type for each of them. */
interface Where<Table, Names extends keyof Table, Accepted, Self> {
  /**
   * Adds a condition; all conditions of a query must hold. `where(attribute)` returns the conditions of the attribute's type.
   * `where(attribute, operator, value)` takes an operator of the registry, and `where(expression)` a composed condition.
   *
   * @example runs().where('run_number').between(309000, 310000)
   * @example runs().where('energy', '>=', 6000)
   * @example datasets().where(or(dataset.tracker_state.is('OPEN'), run.class.eq('Collisions24')))
   * @throws QueryError `unknown-attribute`, `unknown-operator`, `not-an-attribute`, `wrong-scope`, `bad-value` for a value of another type,
   * or `raw-stands-alone` after `raw()`.
   */
  where<const Given>(
    attribute: Given | 'run_number' extends Accepted ? Given : Names | WrongWhere<Given, Table, Names>,
  ): WhereResult<Given, Table, IncludedName, Self, Names>;
  where<Name extends string, Operator extends string | number | boolean>(
    attribute: NameBeforeOperator<Name, Table, Names, Accepted>,
    operator: OperatorAfter<Name, Operator, Table, Names>,
    ...value: OperatorValue<Operators<Table, Name, Names>, Operator>
  ): Self;
}

// The conditionals of `where()` are in aliases, as `never | (…)`; see `arguments.ts`.

/** An object type that arrays do not have. */
type NoArray = object & { readonly at?: never };

/** The type of an argument of `where` that is neither an attribute nor an expression, next to the names. */
type WrongWhere<Given, Table, Names extends keyof Table> =
  | never
  | (Given | NoArray extends NoArray
      ? NoInfer<WrongExpression<Given, ScopesOf<Names>, `${OwnerOf<Names>}()`>>
      : { readonly [mistake]: NoInfer<WhereMessage<Given, Table, ScopesOf<Names>, OwnerOf<Names>>> });

/** The type of an argument of `where` that names an attribute, before an operator. */
type NameBeforeOperator<Name extends string, Table, Names extends keyof Table, Accepted> =
  | never
  | (`${Name}` extends Accepted
      ? Name
      : Names | { readonly [mistake]: NoInfer<WhereMessage<Name, Table, ScopesOf<Names>, OwnerOf<Names>>> });

/** The type of an argument of `where` that is an operator of an attribute. */
type OperatorAfter<Name extends string, Operator extends string | number | boolean, Table, Names extends keyof Table> =
  | never
  | (`${Operator}` extends keyof Operators<Table, Name, Names>
      ? Operator
      :
          | NoInfer<keyof Operators<Table, Name, Names>>
          | { readonly [mistake]: NoInfer<OperatorMessage<Operator, Name, Table>> });

/** Methods that queries for runs and datasets share. */
interface RowQuery<Table, Names extends keyof Table, Row, WireRow, TableRow, Self>
  extends Where<Table, Names, Names | IncludedName | ExpressionOf<ScopesOf<Names>>, Self>,
    Terminals<Row, WireRow, TableRow> {
  /**
   * Adds a condition on a flag over all lumisections of the run or dataset.
   *
   * @example runs().flag('tracker', 'strip').is('GOOD')
   * @example runs().flag('dt-dt').atLeast(10, 'BAD')
   * @throws QueryError `unknown-flag`, with the closest valid names.
   */
  flag<Workspace extends string, Column extends string>(
    workspace: WorkspaceArgument<Workspace>,
    column: ColumnArgument<Column, Workspace>,
  ): FlagCondition<Self>;
  flag<Name extends string>(name: FlagArgument<Name>): FlagCondition<Self>;
  /**
   * Adds the condition that each of the flags has a status in at least one lumisection.
   *
   * @example runs().flags(['dt-dt', 'csc-csc']).are('GOOD')
   * @throws QueryError `unknown-flag`, with the closest valid names, and for an empty array.
   */
  flags<const Given>(names: readonly FlagElement<Given>[]): FlagList<Self>;
  /**
   * Adds conditions only if a value is defined: `build` is skipped if the value is undefined, or if it is false and `build` takes no value.
   * Any other value, including null, is passed to `build`.
   *
   * @example
   * ```ts
   * const minEnergy: number | undefined = 6000;
   * runs().when(minEnergy, (query, energy) => query.where('energy').gte(energy));
   * ```
   * @throws QueryError `bad-value` if the function does not return its query with additions. A new query would lose the conditions before it.
   */
  when<Value>(value: Value, build: (query: Self, value: Exclude<Value, undefined>) => Self): Self;
  /**
   * Orders the rows; call it again for a second key. Nulls sort last ascending and first descending. Rows with equal keys are ordered by
   * run number descending, which is also the default order. The registry sorts most numbers as strings, so they are sorted client-side.
   * Orders by string are read by page number: a row can be missed if its value changes meanwhile. See "Rows" in docs/reliability.md.
   *
   * @example runs().orderBy('class', 'asc').orderBy('run_number', 'desc')
   * @throws QueryError `unknown-attribute`, `bad-order`.
   */
  orderBy<Name extends string, Given extends string>(
    attribute: `${Name}` extends OrderableName<Table>
      ? Name
      : `${Name}` extends OrderableName<Table> | IncludedName
        ? Name
        :
            | OrderableName<Table>
            | { readonly [mistake]: NoInfer<OrderMessage<Exclude<Name, OrderableName<Table>>, Table, OwnerOf<Names>>> },
    direction?: `${Given}` extends Direction
      ? Given
      : Direction | { readonly [mistake]: NoInfer<DirectionArgumentMessage<Exclude<Given, Direction>, Name>> },
  ): Self;
  /**
   * Limits the number of rows.
   *
   * @example runs().where('class').eq('Cosmics22').limit(10)
   * @throws QueryError `bad-value` unless it is an integer from 0.
   */
  limit(n: number): Self;
  /**
   * Sets the rows per request; 1000 by default for runs, 500 for datasets.
   *
   * @example datasets().pageSize(100)
   * @throws QueryError `bad-value` unless it is an integer from 1.
   */
  pageSize(n: number): Self;
  /**
   * Sends a payload unchanged, such as one copied from the browser. It is not checked, and cannot be combined with conditions.
   *
   * @example runs().raw({ run_number: { '>': 309000 } })
   * @throws QueryError `raw-stands-alone` together with conditions, `bad-value` for anything but a filter.
   */
  raw(filter: WireFilter): Self;
}

/** A query for runs. It is immutable, so it can be stored, branched and reused. Building it sends nothing. */
export interface RunQuery<Row = RunRow>
  extends RowQuery<
      RunAttributes,
      keyof RunAttributes,
      Row,
      WireRunRow,
      [Row] extends [RunRow] ? FlatRun : Row,
      RunQuery<Row>
    >,
    GuessedQuery<Row> {
  /**
   * Returns flat rows with only these attributes: `{ run_number, energy }`. A missing value is null.
   *
   * @example await runs().select('run_number', 'energy').all()
   * @throws QueryError `unknown-attribute`, `bad-value` without attributes.
   */
  select<const Names extends readonly unknown[]>(
    ...attributes: SelectNames<Names, RunAttributes, 'runs'>
  ): RunQuery<SelectedRun<Names[number] & string>>;
}

/** A query for datasets. It is immutable, so it can be stored, branched and reused. Building it sends nothing. */
export interface DatasetQuery<Row = DatasetRow>
  extends RowQuery<
      DatasetAttributes,
      keyof DatasetAttributes,
      Row,
      WireDatasetRow,
      [Row] extends [DatasetRow] ? FlatDataset : Row,
      DatasetQuery<Row>
    >,
    GuessedQuery<Row> {
  /**
   * Returns flat rows with only these attributes. A missing value is null.
   *
   * @example await datasets().select('dataset_name', 'tracker_state', 'energy').limit(10).all()
   * @throws QueryError `unknown-attribute`, `bad-value` without attributes.
   */
  select<const Names extends readonly unknown[]>(
    ...attributes: SelectNames<Names, DatasetAttributes, 'datasets'>
  ): DatasetQuery<SelectedDataset<Names[number] & string>>;
}

/** The name of the rows with the attributes of a table. */
type OwnerOf<Names> = 'dataset_name' extends Names ? 'datasets' : 'runs';

/** Scopes of the conditions that a query for the rows accepts. */
type ScopesOf<Names> = 'run' | 'flag' | 'flag-total' | ('dataset_name' extends Names ? 'dataset' : never);
