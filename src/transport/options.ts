import { didYouMean, nearest } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import type { Observers } from './events.js';
import { checkedUrl, defaultTokenUrl, endpointOf, nameOf, type TargetName } from './targets.js';

/** How to reach a registry. All are optional; the defaults are those of the production registry. */
export interface RunRegistryOptions extends Observers {
  /** Which registry: `production` (default), `development`, `qa`, `local` (port 9500 of this machine) or `embedded`. */
  readonly target?: TargetName;
  /** Root of the API, where it is none of the targets. Plain http is spoken only to this machine. */
  readonly url?: string;
  /** Client id of an application that the single sign-on knows. */
  readonly clientId?: string;
  /** Secret of that application. It is sent to `tokenUrl` alone and appears in no error or log. */
  readonly clientSecret?: string;
  /** Where tokens come from. */
  readonly tokenUrl?: string;
  /** Audience of the token, where it is not the target's. */
  readonly audience?: string;
  /** Milliseconds that one request may take; 60,000 by default. */
  readonly timeout?: number;
  /** How often a read is repeated after a failure that a repeat can cure; 3 by default. Operations are never repeated. */
  readonly retries?: number;
  /** Milliseconds before the first repeat, doubled for each further one, up to 30,000; 500 by default. */
  readonly retryDelay?: number;
  /**
   * Who asks, where no token tells: for registries on this machine, which take it from the headers that the proxy in front of the others
   * sets. `egroups` are what operations need. By default `api@api`, in the embedded registry as an expert.
   */
  readonly identity?: { readonly email: string; readonly egroups?: readonly string[] };
  /** Milliseconds that one request may take with all its repeats and pauses; 300,000 by default. */
  readonly totalTimeout?: number;
  /** Bytes that an answer may have, unpacked; 100,000,000 by default. A larger one is an error, and is not held. */
  readonly maxAnswer?: number;
  /** Requests at once; 4 by default. More gain little: the registry's cost lies in the number of requests. */
  readonly concurrency?: number;
}

/** The options with everything filled in and checked. */
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
  readonly maxAnswer: number;
  readonly retries: number;
  readonly retryDelay: number;
  readonly concurrency: number;
}

const known = [
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
  'maxAnswer',
  'concurrency',
  'onRequest',
  'onResponse',
  'onRetry',
];

/** A value in a few words. A text is not shown: it may be a secret in the wrong place. */
const shown = (value: unknown): string =>
  typeof value === 'string' ? (value === '' ? 'empty' : 'a text') : describe(value);

function whole(value: unknown, name: string, least: number, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 2 ** 31 - 1) return value;
  throw new QueryError('bad-option', `the option '${name}' is ${shown(value)}`, {
    hint: `write a whole number from ${least}`,
  });
}

function text(value: unknown, name: string): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  throw new QueryError('bad-option', `the option '${name}' is ${value === '' ? 'empty' : `a ${typeof value}`}`, {
    hint: 'write a text',
  });
}

function observersOf({ onRequest, onResponse, onRetry }: RunRegistryOptions): Observers {
  const observers = { onRequest, onResponse, onRetry };
  for (const [name, observer] of Object.entries(observers))
    if (observer !== undefined && typeof observer !== 'function')
      throw new QueryError('bad-option', `the option '${name}' is ${shown(observer)}`, { hint: 'write a function' });
  return observers as Observers;
}

const expert = 'cms-dqm-runregistry-experts';

/** What stands in a header: no line may end in it. */
const isHeader = (value: unknown): value is string => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);

/** E-groups are told apart by commas. */
const isGroup = (value: unknown): boolean => isHeader(value) && !value.includes(',');

function identityOf(given: unknown, embedded: boolean): Settings['identity'] {
  if (given === undefined) return { email: 'api@api', egroups: embedded ? [expert] : [] };
  const { email, egroups = [], ...rest } = Object(given) as Readonly<Record<string, unknown>>;
  if (isHeader(email) && Array.isArray(egroups) && egroups.every(isGroup) && Object.keys(rest).length === 0)
    return { email, egroups };
  throw new QueryError('bad-option', "the option 'identity' is no identity", {
    hint: `write { email: 'someone@cern.ch', egroups: ['${expert}'] }`,
  });
}

/**
 * Fills in and checks options.
 * @throws QueryError for an unknown option or a value that makes no sense.
 */
export function settings(options: RunRegistryOptions): Settings {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new QueryError('bad-option', `the options are an object, and ${shown(options)} is none`, {
      hint: typeof options === 'string' ? `write { url: '…' }` : "write { target: 'production' }",
    });
  for (const name of Object.keys(options))
    if (!known.includes(name))
      throw new QueryError('bad-option', `${nameOf(name)} is not an option`, {
        hint: didYouMean(nearest(name, known)) ?? `the options are ${known.join(', ')}`,
      });
  const target = text(options.target, 'target') ?? (options.url === undefined ? 'production' : undefined);
  const endpoint = target === undefined ? undefined : endpointOf(target);
  const url = text(options.url, 'url') ?? endpoint?.url;
  const id = text(options.clientId, 'clientId');
  const secret = text(options.clientSecret, 'clientSecret');
  if ((id === undefined) !== (secret === undefined))
    throw new QueryError(
      'bad-option',
      `'${id === undefined ? 'clientSecret' : 'clientId'}' is given without '${id === undefined ? 'clientId' : 'clientSecret'}'`,
      {
        hint: 'give both, or neither',
      },
    );
  const audience = text(options.audience, 'audience') ?? endpoint?.audience;
  // Without an audience no token is asked for, so that the credentials would be dropped without a word.
  if (id !== undefined && endpoint === undefined && audience === undefined)
    throw new QueryError('bad-option', 'credentials are given for a url without an audience', {
      hint: "give 'audience' too, or the target whose audience it is",
    });
  return {
    embedded: url === undefined,
    url: url === undefined ? undefined : checkedUrl(url, 'url of the registry').replace(/\/+$/, ''),
    credentials: id === undefined || secret === undefined ? undefined : { id, secret },
    audience,
    tokenUrl: checkedUrl(text(options.tokenUrl, 'tokenUrl') ?? defaultTokenUrl, 'tokenUrl'),
    identity: identityOf(options.identity, url === undefined),
    observers: observersOf(options),
    totalTimeout: whole(options.totalTimeout, 'totalTimeout', 1, 300_000),
    maxAnswer: whole(options.maxAnswer, 'maxAnswer', 1, 100_000_000),
    timeout: whole(options.timeout, 'timeout', 1, 60_000),
    retries: whole(options.retries, 'retries', 0, 3),
    retryDelay: whole(options.retryDelay, 'retryDelay', 0, 500),
    concurrency: whole(options.concurrency, 'concurrency', 1, 4),
  };
}
