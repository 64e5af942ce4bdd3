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
  /** The file or address; undefined for a string. */
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

/** A position in a filter. */
interface InFilter extends ErrorDetails {
  /** A JSON Pointer into the filter: `/and/0/run_number`. Empty for the filter itself. */
  readonly path: string;
}

/** Codes of `QueryError`, each with its details. Nothing was sent. */
export interface QueryErrorDetails {
  /** The catalogue has no attribute of this name. Write one of `suggestions`. */
  'unknown-attribute': AboutAttribute;
  /** There is no such flag. Write `workspace-column`, such as `dt-dt`. */
  'unknown-flag': ErrorDetails;
  /** The attribute or flag does not have this condition or operator. The hint lists those that it has. */
  'unknown-operator': AboutAttribute;
  /** An object does not have this method. The hint says what to write instead. */
  'unknown-member': ErrorDetails;
  /** `ENVIRONMENT` or `target` names no registry. Write `production`, `development`, `qa`, `local` or `embedded`. */
  'unknown-target': ErrorDetails;
  /** The golden JSON has no clause of this name. The hint lists its clauses. */
  'unknown-clause': ErrorDetails;
  /** A value has the wrong type or is out of range. The message says what was expected. */
  'bad-value': ErrorDetails;
  /** An option is unknown, or its value has the wrong type. */
  'bad-option': ErrorDetails;
  /** A call has too many or too few arguments. */
  'wrong-arguments': ErrorDetails;
  /** An attribute or expression belongs to another builder: a lumisection bit in `runs()`, for example. */
  'wrong-scope': ErrorDetails;
  /** The argument of `where` is neither the name of an attribute nor an expression. */
  'not-an-attribute': ErrorDetails;
  /** An argument of `and`, `or` or `not` is not an expression, but for example a handle without a condition. */
  'not-an-expression': ErrorDetails;
  /** `and`, `or` or `not` was called without expressions. */
  'empty-expression': ErrorDetails;
  /** An order has an unknown direction, repeats an attribute, or uses a list. */
  'bad-order': ErrorDetails;
  /** `stream()` and `pages()` cannot sort by this attribute in constant memory. Add a limit, or use `all()`. */
  'order-needs-everything': ErrorDetails;
  /** The registry cannot filter by this condition; it would have to send all rows. Add a condition that narrows them. */
  'needs-everything': ErrorDetails;
  /** One request cannot express the query. Use `plan()`, or run it with `all()`. */
  'not-one-filter': ErrorDetails;
  /** The query needs more requests than the library sends. Split it into several queries. */
  'too-many-requests': ErrorDetails;
  /** A query with `raw()` cannot have conditions. Put them into the payload, or write the payload as conditions. */
  'raw-stands-alone': ErrorDetails;
  /** `one()` matched several rows. Add a condition, or use `all()` or `first()`. */
  'several-rows': ErrorDetails;
  /** An expression, document or file is too large. */
  'too-large': ErrorDetails;
  /** An expression or document is nested too deeply. */
  'too-deep': ErrorDetails;
  /** The value of `fromJSON` was not written by `toJSON()`. */
  'bad-json': ErrorDetails;
  /** A string is not JSON. */
  'not-json': InText;
  /** A filter payload has a key, operator or value that the registry cannot interpret. */
  'bad-filter': InFilter;
  /** A link is not to a page of the Run Registry, or asks for something that no query expresses. */
  'bad-web-url': ErrorDetails;
  /** An address is malformed, or would send a token unencrypted. */
  'bad-url': ErrorDetails;
  /** An extension of the catalogue is malformed. */
  'bad-extension': ErrorDetails;
  /** An extension declares an attribute that already exists with another type. */
  'attribute-exists': ErrorDetails;
  /** The golden JSON has no clauses. Add one. */
  'empty-golden': ErrorDetails;
  /** JSON logic cannot express this condition. The hint names one that it can. */
  'not-in-json-logic': ErrorDetails;
  /** A document is not JSON logic that the portal accepts. */
  'bad-json-logic': ErrorDetails;
  /** A rule cannot be evaluated. `lint()` reports where the document is wrong. */
  'bad-rule': ErrorDetails;
  /** Evaluating a rule takes too many steps, or builds too large a value. */
  'too-much-work': ErrorDetails;
  /** A value is not a lumisection or a list of ranges, as `evaluate` expects. */
  'bad-lumisection': InLumisection;
  /** A file or value is not a list of lumisections. */
  'bad-lumi-list': InLumiList;
  /** A file is not CSV output of brilcalc, or its numbers cannot be trusted. */
  'bad-brilcalc': InBrilcalc;
  /** The query matches no dataset. Check it with `explain()` and `count()`. */
  'no-datasets': ErrorDetails;
  /** The run has several datasets. Name one of them. */
  'several-datasets': ErrorDetails;
  /** The condition reads data that `lumisections()` does not fetch. Add its option. */
  'not-requested': ErrorDetails;
  /** `runregistry/core` has no client and no access to files. Import from `runregistry`. */
  'not-in-core': ErrorDetails;
}

/** Codes of `AuthenticationError`. */
export interface AuthenticationErrorDetails {
  /** The registry needs a token, and there are no credentials. Set `SSO_CLIENT_ID` and `SSO_CLIENT_SECRET`. */
  'credentials-missing': ErrorDetails;
  /** CERN SSO refused the credentials, or the audience. */
  'credentials-refused': ErrorDetails;
  /** The registry returned its login page, although the request had a new token. Check the audience. */
  'login-page': ErrorDetails;
}

/** Codes of `PermissionError`. */
export interface PermissionErrorDetails {
  /** The account is authenticated but not authorised. `groups` lists the e-groups that are. */
  'not-allowed': ErrorDetails;
}

/** The file that an error is about. */
interface AboutFile extends ErrorDetails {
  /** The path of the file. */
  readonly source: string;
}

/** Codes of `NotFoundError`. */
export interface NotFoundErrorDetails {
  /** The registry has no run, dataset or lumisection with this key. */
  'not-found': ErrorDetails;
  /** `one()` matched no row. */
  'no-row': ErrorDetails;
  /** The JSON portal has no record of this id. */
  'no-such-json': ErrorDetails;
  /** There is no such file. */
  'no-such-file': AboutFile;
}

/** Codes of `ServerError`. */
export interface ServerErrorDetails {
  /** The registry returned an error status. See `status` and `serverMessage`. */
  'server-error': ErrorDetails;
}

/** Codes of `ConnectionError`. */
export interface ConnectionErrorDetails {
  /** No response after all retries. The message names the host. */
  'connection-failed': ErrorDetails;
}

/** Codes of `ResponseError`. */
export interface ResponseErrorDetails {
  /** A response does not have the expected shape. */
  'unexpected-response': ErrorDetails;
  /** A response is not JSON. */
  'not-json': ErrorDetails;
  /** A response has bytes that are not UTF-8. */
  'not-utf8': ErrorDetails;
  /** The number of rows disagrees with the registry's count. */
  'wrong-number-of-rows': ErrorDetails;
  /** Rows are not in the requested order. */
  'wrong-order': ErrorDetails;
  /** The registry changed faster than it could be read. Try again. */
  'changed-while-reading': ErrorDetails;
  /** A response is larger than the limit. */
  'too-large': ErrorDetails;
  /** A file's address returned something else than the file. */
  'bad-response': ErrorDetails;
  /** A file's address redirects to somewhere that is not followed. */
  'bad-redirect': ErrorDetails;
}

/** A job of the JSON portal that an error is about. */
interface AboutJob extends ErrorDetails {
  /** The id of the golden JSON, for `waitForJson` and `getJson`. */
  readonly id: number;
}

/** Codes of `TimeoutError`. */
export interface TimeoutErrorDetails {
  /** One attempt of a request took longer than the option `timeout`. */
  timeout: ErrorDetails;
  /** All attempts of a request together took too long. */
  'total-timeout': ErrorDetails;
  /** A call took longer than its own `timeout`. */
  'call-timeout': ErrorDetails;
  /** A job of the JSON portal did not finish in time. It continues there. `id` is undefined if it was not submitted yet. */
  'job-timeout': Partial<AboutJob>;
}

/** Codes of `AbortError`. */
export interface AbortErrorDetails {
  /** The caller's signal aborted. Its reason is the `cause`. */
  aborted: ErrorDetails;
}

/** Codes of `JobError`. */
export interface JobErrorDetails {
  /** A job of the JSON portal failed. The message has its reason. */
  'job-failed': AboutJob;
}

/** The directory that an error is about. */
interface AboutDirectory extends ErrorDetails {
  /** The path of the directory. */
  readonly directory: string;
}

/** Codes of `RunRegistryError` itself. */
interface OtherErrorDetails {
  /** The embedded registry did not start. The `cause` has one of the next three codes, or is a system error. */
  'embedded-not-started': ErrorDetails;
  /** The embedded registry needs PGlite, which is not installed. */
  'pglite-missing': ErrorDetails;
  /** The embedded registry can neither use nor rebuild its cache. */
  'unusable-cache': AboutDirectory;
  /** The embedded registry cannot write to the directory for temporary files. */
  'unusable-temporary-directory': AboutDirectory;
  /** A callback of the caller, such as `onProgress`, threw. */
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
    OtherErrorDetails {}

/** The code of an error: stable across releases, to branch on. */
export type ErrorCode = keyof ErrorDetailsByCode;
