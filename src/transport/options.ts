import type { GuessedClientOption } from '../catalogue/generated/guessed-members.js';
import * as guessed from '../catalogue/guessed-client-members.js';
import { didYouMean, nearest } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { isIntegerIn, maxInt32 } from '../util/integer.js';
import { isOptions } from '../util/json-object.js';
import { own } from '../util/own.js';
import type { Observers } from './events.js';
import { checkUrl, defaultTokenUrl, type Endpoint, endpointOf, quotedName, type TargetName } from './targets.js';

/**
 * Options of a client. All are optional. Without `url`, a missing `target` is read from `ENVIRONMENT`, and missing credentials from
 * `SSO_CLIENT_ID` and `SSO_CLIENT_SECRET`, in the environment or in the file `.env` of the working directory.
 */
export interface RunRegistryOptions extends Observers {
  /** The registry: `production` (default, unless `ENVIRONMENT` is set), `development`, `qa`, `local` (port 9500 of this machine) or `embedded`. */
  readonly target?: 'production' | 'development' | 'qa' | 'local' | 'embedded' | undefined;
  /** Root of the API of any other registry. Plain http is only allowed for this machine. */
  readonly url?: string | undefined;
  /** Client id of an application registered with CERN SSO. */
  readonly clientId?: string | undefined;
  /** Secret of that application. It is only sent to `tokenUrl`, and appears in no error or log. */
  readonly clientSecret?: string | undefined;
  /** The endpoint that issues tokens; CERN SSO by default. */
  readonly tokenUrl?: string | undefined;
  /** Audience of the token; that of the target by default. */
  readonly audience?: string | undefined;
  /** Time limit of one attempt of a request, in milliseconds; 60,000 by default. */
  readonly timeout?: number | undefined;
  /** Retries of a read after a temporary failure; 3 by default. Does not apply to operations. */
  readonly retries?: number | undefined;
  /** Milliseconds before the first retry, doubled for each further one, up to 30,000; 500 by default. */
  readonly retryDelay?: number | undefined;
  /**
   * The user of requests without a token, for registries on this machine, which read it from headers. `egroups` authorise operations. The
   * default is `api@api`, with the e-group of experts in the embedded registry.
   */
  readonly identity?:
    | {
        /** Email address of the user. */
        readonly email: string;
        /** E-groups of the user; none by default. */
        readonly egroups?: readonly string[] | undefined;
      }
    | undefined;
  /** Time limit of a request including retries and pauses, in milliseconds; 300,000 by default. */
  readonly totalTimeout?: number | undefined;
  /** Maximum size of a decompressed response, in bytes; 100,000,000 by default. A larger one is an error. */
  readonly maxResponseSize?: number | undefined;
  /** Maximum number of concurrent requests; 4 by default. A larger number gains little. */
  readonly concurrency?: number | undefined;
}

/** Options that do not exist, each with a hint. No object has the required symbol, so none is assignable. */
export interface GuessedOptions extends RunRegistryOptions, GuessedClientOption {
  readonly [excluded]: never;
}

declare const excluded: unique symbol;

/** Checked options with defaults. */
export interface Settings {
  readonly observers: Observers;
  readonly embedded: boolean;
  readonly url: string | undefined;
  readonly credentials: { readonly id: string; readonly secret: string } | undefined;
  readonly audience: string | undefined;
  readonly tokenUrl: string;
  readonly identity: { readonly email: string; readonly egroups: readonly string[] };
  readonly timeout: number;
  readonly totalTimeout: number;
  readonly maxResponseSize: number;
  readonly retries: number;
  readonly retryDelay: number;
  readonly concurrency: number;
}

const optionNames = [
  'target',
  'url',
  'clientId',
  'clientSecret',
  'tokenUrl',
  'audience',
  'identity',
  'timeout',
  'retries',
  'retryDelay',
  'totalTimeout',
  'maxResponseSize',
  'concurrency',
  'onRequest',
  'onResponse',
  'onRetry',
];

/** Describes a value for a message. Strings are not shown, because they may be misplaced secrets. */
const describeSafely = (value: unknown): string => {
  if (typeof value !== 'string') return describe(value);
  return value === '' ? 'an empty string' : 'a string';
};

const wrongOption = (name: string, expected: string, value: unknown, hint?: string): QueryError =>
  new QueryError('bad-option', `Expected ${expected} for the option '${name}', got ${describeSafely(value)}`, { hint });

const milliseconds = new Set(['timeout', 'totalTimeout', 'retryDelay']);

function integer(value: unknown, name: string, min: number, fallback: number): number {
  if (value === undefined) return fallback;
  if (isIntegerIn(value, min, maxInt32)) return value;
  const hint = milliseconds.has(name) ? `Write ${name}: 5_000, in milliseconds.` : undefined;
  throw wrongOption(name, `an integer from ${min}`, value, hint);
}

function string(value: unknown, name: string): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  // Of a wrong value, only the type is shown: a secret can also be a number.
  const received = value === '' ? 'an empty string' : value === null ? 'null' : `a value of type ${typeof value}`;
  throw new QueryError('bad-option', `Expected a string for the option '${name}', got ${received}`);
}

function observersOf({ onRequest, onResponse, onRetry }: RunRegistryOptions): Observers {
  const observers = { onRequest, onResponse, onRetry };
  for (const [name, observer] of Object.entries(observers))
    if (observer !== undefined && typeof observer !== 'function') throw wrongOption(name, 'a function', observer);
  return observers as Observers;
}

const expert = 'cms-dqm-runregistry-experts';

/** Matches values of a header: printable characters without spaces or line breaks. */
const isHeader = (value: unknown): value is string => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);

/** Returns true for the name of an e-group. Commas separate the names in their header. */
const isEgroup = (value: unknown): boolean => isHeader(value) && !value.includes(',');

function identityOf(identity: unknown, embedded: boolean): Settings['identity'] {
  if (identity === undefined) return { email: 'api@api', egroups: embedded ? [expert] : [] };
  const { email, egroups = [], ...rest } = Object(identity) as Readonly<Record<string, unknown>>;
  if (
    isHeader(email) &&
    Array.isArray(egroups) &&
    Array.from(egroups).every(isEgroup) &&
    Object.keys(rest).length === 0
  )
    return { email, egroups };
  throw new QueryError('bad-option', "Expected an email and e-groups for the option 'identity'", {
    hint: `Write { email: 'someone@cern.ch', egroups: ['${expert}'] }.`,
  });
}

function hintOf(name: string): string {
  const hint = own<string>(guessed.clientOption, name);
  return hint ?? didYouMean(nearest(name, optionNames)) ?? `The options are ${optionNames.join(', ')}.`;
}

function checkNames(options: RunRegistryOptions): void {
  if (!isOptions(options))
    throw new QueryError('bad-option', `Expected an object of options, got ${describeSafely(options)}`, {
      hint: "Write { target: 'production' }.",
    });
  for (const name of Object.keys(options))
    if (!optionNames.includes(name))
      throw new QueryError('bad-option', `Unknown option${quotedName(name)}`, {
        hint: hintOf(name),
      });
}

/** Returns the credentials and the audience. @throws QueryError if one of them is missing. */
function authenticationOf(options: RunRegistryOptions, endpoint: Endpoint | undefined) {
  const id = string(options.clientId, 'clientId');
  const secret = string(options.clientSecret, 'clientSecret');
  const audience = string(options.audience, 'audience') ?? endpoint?.audience;
  if (id === undefined && secret === undefined) return { credentials: undefined, audience };
  if (id === undefined || secret === undefined) {
    const [given, missing] = id === undefined ? ['clientSecret', 'clientId'] : ['clientId', 'clientSecret'];
    throw new QueryError('bad-option', `Expected '${missing}' with '${given}'`, { hint: 'Set both, or neither.' });
  }
  // Without an audience, no token would be requested, and the credentials would be ignored silently.
  if (endpoint === undefined && audience === undefined)
    throw new QueryError('bad-option', "Expected 'audience' with credentials for a url", {
      hint: "Set 'audience', or the 'target' that has this audience.",
    });
  return { credentials: { id, secret }, audience };
}

/**
 * Checks options, completes them, and fills in defaults.
 * @throws QueryError for an unknown option or an invalid value.
 */
export function settings(
  given: RunRegistryOptions | TargetName,
  complete: (options: RunRegistryOptions) => RunRegistryOptions,
): Settings {
  const options = typeof given === 'string' ? { target: checkTarget(given) } : given;
  checkNames(options);
  return settingsOf(complete(options));
}

/** Checks the name of a target. A URL needs its option. */
function checkTarget(text: string): TargetName {
  if (/^\w+:\/\//.test(text))
    throw new QueryError('bad-option', 'Expected a target or an object of options, got a URL', {
      hint: "Write { url: '…' }.",
    });
  endpointOf(text);
  return text as TargetName;
}

function settingsOf(options: RunRegistryOptions): Settings {
  const target = string(options.target, 'target') ?? (options.url === undefined ? 'production' : undefined);
  const endpoint = target === undefined ? undefined : endpointOf(target);
  const url = string(options.url, 'url') ?? endpoint?.url;
  return {
    embedded: url === undefined,
    ...authenticationOf(options, endpoint),
    url: url === undefined ? undefined : checkUrl(url, 'url').replace(/\/+$/, ''),
    tokenUrl: checkUrl(string(options.tokenUrl, 'tokenUrl') ?? defaultTokenUrl, 'tokenUrl'),
    identity: identityOf(options.identity, url === undefined),
    observers: observersOf(options),
    totalTimeout: integer(options.totalTimeout, 'totalTimeout', 1, 300_000),
    maxResponseSize: integer(options.maxResponseSize, 'maxResponseSize', 1, 100_000_000),
    timeout: integer(options.timeout, 'timeout', 1, 60_000),
    retries: integer(options.retries, 'retries', 0, 3),
    retryDelay: integer(options.retryDelay, 'retryDelay', 0, 500),
    concurrency: integer(options.concurrency, 'concurrency', 1, 4),
  };
}
