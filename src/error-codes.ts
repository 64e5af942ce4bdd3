/** Details that an error of any code can have. */
export interface ErrorDetails {
  /** The fix, as one or more sentences. Printed after the message. */
  readonly hint?: string | undefined;
  /** The attribute or flag that the error is about. */
  readonly attribute?: string | undefined;
  /** Closest valid names, best first. */
  readonly suggestions?: readonly string[] | undefined;
  /** The request, without headers: `POST /runs_filtered_ordered (page 3)`. */
  readonly request?: string | undefined;
  /** HTTP status of the response. */
  readonly status?: number | undefined;
  /** The server's own message, shortened. */
  readonly serverMessage?: string | undefined;
  /** The error that caused this one. */
  readonly cause?: unknown;
}

/** The attribute or flag that an error is about. */
interface AboutAttribute extends ErrorDetails {
  /** The attribute or flag that the error is about. */
  readonly attribute: string;
}

/** A position in a text. Without line and column, the error is about the whole text. */
interface InText extends ErrorDetails {
  /** The file or URL; undefined for a string. */
  readonly source?: string | undefined;
  /** The line, from 1. */
  readonly line?: number | undefined;
  /** The column, from 1. */
  readonly column?: number | undefined;
}

/** A position in a list of lumisections. */
interface InLumiList extends InText {
  /** The key of the JSON, as written: `315257-/PromptReco/Collisions2018A/DQM`. */
  readonly key?: string | undefined;
  /** The run number; undefined if the run itself is invalid. */
  readonly run?: number | undefined;
  /** The number of the range, from 1: in its run, or in a string of CMSSW. */
  readonly range?: number | undefined;
  /** The number of the lumisection. */
  readonly lumisection?: number | undefined;
  /** The number of the element in a list of pairs or runs, from 1. */
  readonly element?: number | undefined;
}

/** A position in a CSV of brilcalc. */
interface InBrilcalc extends Omit<InText, 'column'> {
  /** The column, or the value of the trailer: `delivered(/pb)`, `nls`. */
  readonly field?: string | undefined;
  /** The value in the trailer, or the required number of cells. */
  readonly expected?: string | number | undefined;
  /** The cell as written, the number of cells, or the sum of the rows. */
  readonly received?: string | number | undefined;
}

/** A position in a lumisection or a dataset with ranges. */
interface InLumisection extends ErrorDetails {
  /** A JSON Pointer into the value: `/run/run_number`, `/ranges/2`. Empty for the value itself. */
  readonly path?: string | undefined;
  /** The dataset of a lumisection that occurs twice; undefined for other errors. */
  readonly dataset?: string | undefined;
  /** The run of a lumisection that occurs twice, if it is known. */
  readonly run?: number | undefined;
  /** The number of a lumisection that occurs twice, if it is known. */
  readonly lumisection?: number | undefined;
}

/** A position in the rules of a golden JSON. */
interface InRules extends ErrorDetails {
  /** A JSON Pointer into `toJsonLogic()`: `/and/3`. Empty for the whole document; undefined for a query. */
  readonly path?: string | undefined;
}

/** A position in a filter. */
interface InFilter extends ErrorDetails {
  /** A JSON Pointer into the filter: `/and/0/run_number`. Empty for the filter itself. */
  readonly path: string;
}

/** Codes of `QueryError`, each with its details. Nothing was sent. */
export interface QueryErrorDetails {
  /**
   * The catalogue has no attribute of this name.
   *
   * Write one of `suggestions`. If your registry has the attribute, declare it with `extendCatalogue()`.
   */
  'unknown-attribute': AboutAttribute;
  /**
   * There is no such flag, workspace or column.
   *
   * Write `workspace-column`, such as `dt-dt`. The hint has the closest names.
   */
  'unknown-flag': ErrorDetails;
  /**
   * The attribute or flag does not have this condition or operator.
   *
   * Use one of those that the hint lists.
   */
  'unknown-operator': AboutAttribute;
  /**
   * An object does not have this method.
   *
   * Write what the hint says instead.
   */
  'unknown-member': ErrorDetails;
  /**
   * `ENVIRONMENT` or `target` names no registry.
   *
   * Write `production`, `development`, `qa`, `local` or `embedded`. For another registry, set `url`.
   */
  'unknown-target': ErrorDetails;
  /**
   * The golden JSON has no clause of this name.
   *
   * Write one of its `clauses`.
   */
  'unknown-clause': ErrorDetails;
  /**
   * A value has the wrong type or is out of range.
   *
   * Write a value that the message expects. For an attribute, the reference has its type, unit and range.
   */
  'bad-value': ErrorDetails;
  /**
   * An option is unknown, or its value has the wrong type.
   *
   * Correct or remove the option that the message names.
   */
  'bad-option': ErrorDetails;
  /**
   * A call has too many or too few arguments, or a method is called without its object, as in `numbers.map(registry.getRun)`.
   *
   * Write the call that the hint shows.
   */
  'wrong-arguments': ErrorDetails;
  /**
   * An attribute or expression belongs to another builder: a lumisection bit in `runs()`, for example.
   *
   * Use `datasets()` for attributes of datasets, and `goldenJson()` for lumisections.
   */
  'wrong-scope': ErrorDetails;
  /**
   * The argument of `where` is neither the name of an attribute nor an expression.
   *
   * Write a name and a condition, `where('energy').gte(6000)`, or an expression, `where(run.energy.gte(6000))`.
   */
  'not-an-attribute': ErrorDetails;
  /**
   * An argument of `and`, `or` or `not` is not an expression, but for example a handle without a condition.
   *
   * Add a condition: `run.energy.gte(6000)`. Spread an array: `and(...expressions)`.
   */
  'not-an-expression': ErrorDetails;
  /**
   * `and`, `or` or `not` was called without expressions.
   *
   * Pass at least one expression. If a computed array can be empty, add the condition only if it is not.
   */
  'empty-expression': ErrorDetails;
  /**
   * An order has an unknown direction, repeats an attribute, or uses a list.
   *
   * Write `'asc'` or `'desc'`, and each attribute once. Lists have no order.
   */
  'bad-order': ErrorDetails;
  /**
   * `stream()` and `pages()` cannot sort by this attribute in constant memory, because the registry does not sort by it.
   *
   * Use `all()`, add `limit(n)`, or order by `run_number`.
   */
  'order-needs-everything': ErrorDetails;
  /**
   * The registry cannot filter by this condition. It would have to send all rows.
   *
   * Add a condition that the registry can filter by, such as a range of `run_number`, joined by AND.
   */
  'needs-everything': ErrorDetails;
  /**
   * One request cannot express the query: for example, it has an OR across two tables of the registry.
   *
   * Use `plan()`, which lists all requests, or run the query with `all()`.
   */
  'not-one-filter': ErrorDetails;
  /**
   * The query needs more requests than the library sends.
   *
   * Split it into several queries, or use fewer alternatives across attributes of runs, attributes of datasets and flags.
   */
  'too-many-requests': ErrorDetails;
  /**
   * A query with `raw()` cannot have conditions, because the registry would not combine them by AND.
   *
   * Put the conditions into the payload, or read the payload with `parse()` and add conditions to that query.
   */
  'raw-stands-alone': ErrorDetails;
  /**
   * `one()` matched several rows.
   *
   * Add a condition, or use `all()` or `first()`.
   */
  'several-rows': ErrorDetails;
  /**
   * An expression, document or file is too large.
   *
   * Use `in([…])` for many values of one attribute. Split other input.
   */
  'too-large': ErrorDetails;
  /**
   * An expression or document is nested too deeply.
   *
   * Join many conditions with a single `and()` or `or()`, instead of nesting two at a time.
   */
  'too-deep': ErrorDetails;
  /**
   * The value of `fromJSON` was not written by `toJSON()`.
   *
   * Pass the result of `toJSON()`, after `JSON.parse` if you stored it as a string. For a payload, use `parse()`.
   */
  'bad-json': ErrorDetails;
  /**
   * A string is not JSON.
   *
   * Correct the position that the message names. JSON has double quotes, no trailing commas and no comments.
   */
  'not-json': InText;
  /**
   * A filter payload has a key, operator or value that the registry cannot interpret.
   *
   * Correct the position in `path`. A key has the prefix of its table, such as `oms_attributes.energy`.
   */
  'bad-filter': InFilter;
  /**
   * A link is not to a page of the Run Registry, or contains something that no query expresses.
   *
   * Copy the complete URL of a page of runs or datasets. If `toWebUrl()` fails, share `JSON.stringify(query)` instead.
   */
  'bad-web-url': ErrorDetails;
  /**
   * A URL is malformed, or would send a token unencrypted.
   *
   * Write `https://host/api`, without credentials, query or fragment. Plain http is only allowed to your own machine.
   */
  'bad-url': ErrorDetails;
  /**
   * An extension of the catalogue is malformed.
   *
   * Write it as the hint shows. `catalogue.generate(registry)` writes one for you.
   */
  'bad-extension': ErrorDetails;
  /**
   * An extension declares an attribute that already exists with another type.
   *
   * Choose another name, or remove the attribute from the extension.
   */
  'attribute-exists': ErrorDetails;
  /**
   * The golden JSON has no clauses.
   *
   * Add one: `goldenJson().flag('dt', 'dt').is('GOOD')`.
   */
  'empty-golden': ErrorDetails;
  /**
   * JSON logic cannot express this condition, because it evaluates one lumisection at a time and has no patterns.
   *
   * Write the condition that the hint names.
   */
  'not-in-json-logic': ErrorDetails;
  /**
   * SQL cannot express a rule or a query exactly: arithmetic, a comparison of two variables or of a string with a number, a luminosity of
   * a lumisection, a raw payload.
   *
   * Write what the hint names, or use `generateLocally()`, which evaluates every rule.
   */
  'not-in-sql': InRules;
  /**
   * A document is not JSON logic that the portal accepts.
   *
   * Correct the position that the message names. `goldenJson.parse(document).problems` lists all mistakes.
   */
  'bad-json-logic': ErrorDetails;
  /**
   * A rule cannot be evaluated.
   *
   * Call `lint()`, which reports where the document is wrong.
   */
  'bad-rule': ErrorDetails;
  /**
   * Evaluating a rule takes too many steps, or builds too large a value.
   *
   * Remove nested `map`, `filter` and `reduce`.
   */
  'too-much-work': ErrorDetails;
  /**
   * A value is not a lumisection or a list of ranges, as `evaluate` expects.
   *
   * Write `{ dataset: { name }, run: { run_number, oms, rr }, lumisection: { lumisection_number, oms, rr } }`.
   */
  'bad-lumisection': InLumisection;
  /**
   * A file or value is not a list of lumisections.
   *
   * Correct the position in `line` and `column`, or in `run` and `range`. Ranges are `[first, last]`, from 1.
   */
  'bad-lumi-list': InLumiList;
  /**
   * A file is not CSV output of brilcalc, or its numbers cannot be trusted.
   *
   * Run `brilcalc lumi --byls --output-style csv` again, and read its output unchanged.
   */
  'bad-brilcalc': InBrilcalc;
  /**
   * The query matches no dataset.
   *
   * Check it with `explain()` and `count()`.
   */
  'no-datasets': ErrorDetails;
  /**
   * The run has several datasets.
   *
   * Name one of them: `suggestions` lists them.
   */
  'several-datasets': ErrorDetails;
  /**
   * The condition reads data that `lumisections()` does not fetch.
   *
   * Add the option that the hint names: `rr`, `oms` or `luminosity`.
   */
  'not-requested': ErrorDetails;
  /**
   * `runregistry/core` has no client and no access to files.
   *
   * Import from `runregistry`. In a browser, read the data yourself, and pass it to `fromText` or `fromJSON`.
   */
  'not-in-core': ErrorDetails;
}

/** Codes of `AuthenticationError`. */
export interface AuthenticationErrorDetails {
  /**
   * The registry needs a token, and there are no credentials.
   *
   * Set `SSO_CLIENT_ID` and `SSO_CLIENT_SECRET`, or the options `clientId` and `clientSecret` of `new RunRegistry()`.
   */
  'credentials-missing': ErrorDetails;
  /**
   * CERN SSO refused the credentials, or the audience.
   *
   * Check the client id and secret, and that the application may request the audience of this registry.
   */
  'credentials-refused': ErrorDetails;
  /**
   * The registry returned its login page instead of data.
   *
   * Set the `audience` of the registry and the credentials, and check that the application may use the registry.
   */
  'login-page': ErrorDetails;
}

/** Codes of `PermissionError`. */
export interface PermissionErrorDetails {
  /**
   * The account is authenticated but not authorised.
   *
   * Ask for membership of one of the e-groups in `groups`. A registry without tokens reads them from the option `identity`.
   */
  'not-allowed': ErrorDetails;
}

/** The file that an error is about. */
interface AboutFile extends ErrorDetails {
  /** The path of the file. */
  readonly source: string;
}

/** Codes of `NotFoundError`. */
export interface NotFoundErrorDetails {
  /**
   * The registry has no run, dataset or lumisection with this key, or no such URL.
   *
   * Check the number and the name. If every call fails, check that `url` is the root of the API.
   */
  'not-found': ErrorDetails;
  /**
   * `one()` matched no row.
   *
   * Check the conditions with `explain()`, or use `first()`, which returns undefined.
   */
  'no-row': ErrorDetails;
  /**
   * The JSON portal has no record of this id.
   *
   * Use an id from `listJsons()`.
   */
  'no-such-json': ErrorDetails;
  /**
   * There is no such file.
   *
   * Check the path in `source`. A relative path starts in the working directory of the process.
   */
  'no-such-file': AboutFile;
}

/** Codes of `ServerError`. */
export interface ServerErrorDetails {
  /**
   * The registry returned an error status. See `status` and `serverMessage`.
   *
   * Try again later. If it persists for one query, report `request` and `serverMessage` to its maintainers.
   */
  'server-error': ErrorDetails;
}

/** Codes of `ConnectionError`. */
export interface ConnectionErrorDetails {
  /**
   * No response after all retries. The message names the host.
   *
   * Check the network, `url`, and the variables `https_proxy`, `no_proxy` and `NODE_EXTRA_CA_CERTS`.
   */
  'connection-failed': ErrorDetails;
}

/** Codes of `ResponseError`. */
export interface ResponseErrorDetails {
  /**
   * A response does not have the expected shape.
   *
   * Check that `url` is the root of a Run Registry API. If it is, the registry has changed: update this package.
   */
  'unexpected-response': ErrorDetails;
  /**
   * A response is not JSON.
   *
   * Check that `url` is the root of a Run Registry API, and that no proxy changes its responses.
   */
  'not-json': ErrorDetails;
  /**
   * A response has bytes that are not UTF-8.
   *
   * Check that `url` is the root of a Run Registry API, and that no proxy changes its responses.
   */
  'not-utf8': ErrorDetails;
  /**
   * The number of rows disagrees with the registry's count, also after retries.
   *
   * Try again. If it persists, request smaller pages with `pageSize()`.
   */
  'wrong-number-of-rows': ErrorDetails;
  /**
   * Rows are not in the requested order.
   *
   * Try again. If it persists, use the default order.
   */
  'wrong-order': ErrorDetails;
  /**
   * The registry changed faster than it could be read.
   *
   * Try again, or order by `run_number`, which added and removed rows do not affect.
   */
  'changed-while-reading': ErrorDetails;
  /**
   * A response is larger than the limit.
   *
   * Request smaller pages with `pageSize()`, or set a larger `maxResponseSize`.
   */
  'too-large': ErrorDetails;
  /**
   * The URL of a file returned something other than the file.
   *
   * Open the URL in a browser. If it needs a login, save the file there and use `fromFile`.
   */
  'bad-response': ErrorDetails;
  /**
   * The URL of a file redirects to a URL that is not followed.
   *
   * Pass the final URL, which must be https.
   */
  'bad-redirect': ErrorDetails;
}

/** A job of the JSON portal that an error is about. */
interface AboutJob extends ErrorDetails {
  /** The id of the golden JSON, for `waitForJson` and `getJson`. */
  readonly id: number;
}

/** Codes of `TimeoutError`. */
export interface TimeoutErrorDetails {
  /**
   * One attempt of a request took longer than the option `timeout`.
   *
   * Set a longer `timeout`, or request less: fewer rows, or smaller pages with `pageSize()`.
   */
  timeout: ErrorDetails;
  /**
   * All attempts of a request together took too long.
   *
   * Set a longer `totalTimeout`, or request less.
   */
  'total-timeout': ErrorDetails;
  /**
   * A call took longer than its own `timeout`.
   *
   * Pass a longer `timeout`, or request less.
   */
  'call-timeout': ErrorDetails;
  /**
   * A job of the JSON portal did not finish in time. It continues there. `id` is undefined if it was not submitted yet.
   *
   * Call `waitForJson(id)` to wait for it.
   */
  'job-timeout': Partial<AboutJob>;
}

/** Codes of `AbortError`. */
export interface AbortErrorDetails {
  /**
   * The caller's signal was aborted. Its reason is the `cause`.
   *
   * Nothing to fix. Work on the registry that has started, such as a job, continues: the hint says how to resume.
   */
  aborted: ErrorDetails;
}

/** Codes of `JobError`. */
export interface JobErrorDetails {
  /**
   * A job of the JSON portal failed. The message has its reason.
   *
   * Call `lint()`: an unknown operator fails the job.
   */
  'job-failed': AboutJob;
}

/** A directory that an error is about. */
interface AboutDirectory extends ErrorDetails {
  /** The directory, as passed. */
  readonly directory: string;
}

/** Codes of `MirrorError`. */
export interface MirrorErrorDetails {
  /**
   * The directory has no mirror, or other files.
   *
   * Check the path. `writeMirror()` needs an empty directory, a new one, or a mirror.
   */
  'not-a-mirror': AboutDirectory;
  /**
   * A file of the mirror is missing, truncated or changed.
   *
   * Write the mirror again with `writeMirror()`. If `mirror.json` is damaged, delete it first.
   */
  'damaged-mirror': AboutDirectory;
  /**
   * The mirror cannot be read or written, although no file is damaged: the system denies access, or memory or the disk is exhausted.
   *
   * Correct the `cause`, and try again.
   */
  'mirror-failed': AboutDirectory;
  /**
   * Another version of this library wrote the mirror.
   *
   * Write the mirror again, or install the version that wrote it.
   */
  'other-version': AboutDirectory;
  /**
   * The mirror holds the rows of another query.
   *
   * Pass the query that wrote the mirror, or another directory.
   */
  'other-query': AboutDirectory;
  /**
   * The mirror was updated since it was opened.
   *
   * Open it again.
   */
  'mirror-changed': AboutDirectory;
  /**
   * The mirror was closed before all rows were read.
   *
   * Call `close()` after the last result, or open the mirror again.
   */
  'mirror-closed': AboutDirectory;
  /**
   * Another process writes the mirror.
   *
   * Wait until it finishes. If no process is writing the mirror, delete the file that the hint names.
   */
  'mirror-in-use': AboutDirectory;
  /**
   * The mirror does not hold the lumisections, or cannot do what was called.
   *
   * Write a mirror with the dataset, or use a client of the registry.
   */
  'not-in-mirror': AboutDirectory;
}

/** Codes of `RunRegistryError` itself. */
export interface OtherErrorDetails {
  /**
   * The embedded registry did not start. The `cause` is `pglite-missing`, or a system error.
   *
   * See the code of the `cause`.
   */
  'embedded-not-started': ErrorDetails;
  /**
   * The embedded registry or its client was closed before or during the call.
   *
   * Call `close()` after the last result, or create another client.
   */
  'embedded-closed': ErrorDetails;
  /**
   * The embedded registry needs PGlite, which is not installed.
   *
   * Install `@electric-sql/pglite`, with the version that `peerDependencies` of this package names.
   */
  'pglite-missing': ErrorDetails;
  /**
   * A mirror needs DuckDB, which is not installed.
   *
   * Install `@duckdb/node-api`.
   */
  'duckdb-missing': ErrorDetails;
  /**
   * The `onProgress` of an operation threw, so the operation stopped. The result contains this error as `stopped`.
   *
   * Correct the callback: its error is the `cause`.
   */
  'callback-failed': ErrorDetails;
}

/** Every code, with its details. */
export interface ErrorDetailsByCode
  extends Omit<QueryErrorDetails, 'too-large'>,
    AuthenticationErrorDetails,
    PermissionErrorDetails,
    NotFoundErrorDetails,
    ServerErrorDetails,
    ConnectionErrorDetails,
    Omit<ResponseErrorDetails, 'not-json'>,
    TimeoutErrorDetails,
    AbortErrorDetails,
    JobErrorDetails,
    MirrorErrorDetails,
    OtherErrorDetails {}

/** The code of an error: stable across releases, to branch on. */
export type ErrorCode = keyof ErrorDetailsByCode;
