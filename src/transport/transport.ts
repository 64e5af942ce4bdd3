import {
  AbortError,
  AuthenticationError,
  NotFoundError,
  PermissionError,
  ResponseError,
  RunRegistryError,
  ServerError,
} from '../errors.js';
import { abortError, LinkedAbortController, onAbort, throwIfAborted } from '../signals.js';
import { checkStorableJson } from '../util/storable.js';
import { connection } from './connection.js';
import type { HttpResponse } from './exchange.js';
import { type RunRegistryOptions, type Settings, settings } from './options.js';
import { egroupsIn, isLogin, parseJson, serverMessageOf } from './response.js';
import { Secrets } from './secrets.js';
import type { TargetName } from './targets.js';
import { TokenSource } from './token.js';

/** A request to the registry. */
export interface RegistryRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path below the root of the API. */
  readonly path: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Set for requests that change something: they are not retried. */
  readonly mutation?: boolean;
  /** Details for errors that the path does not contain: `page 3`. */
  readonly note?: string;
}

/** A request with its body as JSON, and a signal that also aborts when the client is closed. */
interface JsonRequest extends Omit<RegistryRequest, 'body' | 'signal'> {
  readonly json: string | undefined;
  readonly signal: AbortSignal;
}

/** A response with a status of 200 to 299. `body` is its JSON; undefined if the response has no body. */
export interface RegistryReply {
  readonly status: number;
  readonly body: unknown;
}

/** Runs tasks with limited concurrency. */
type Limit = (task: () => Promise<unknown>) => Promise<unknown>;

/** Names a request for errors. */
const wordsOf = ({ method, path, note }: Pick<RegistryRequest, 'method' | 'path' | 'note'>): string =>
  `${method} ${path}${note === undefined ? '' : ` (${note})`}`;

const shortName = ({ method, path }: RegistryRequest): string => `${method} ${path}`;

/** Rejects when the signal aborts, while the request waits for others, for a token or for the embedded registry. */
function unlessAborted<T>(work: Promise<T>, { signal, ...request }: JsonRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortError(signal, shortName(request)));
    if (signal.aborted) abort();
    const unsubscribe = onAbort(signal, abort);
    work.then(resolve, reject).finally(unsubscribe);
  });
}

/** A response, and the token that the request carried. */
type RegistryResponse = HttpResponse & { readonly token: string | undefined };

const loginPage = ({ status, token }: RegistryResponse, words: string): AuthenticationError =>
  new AuthenticationError('login-page', `Expected data from ${words}, got a login page`, {
    request: words,
    status,
    hint:
      token === undefined
        ? "No token was sent, because no audience is set. Set 'audience', 'clientId' and 'clientSecret'."
        : 'The registry rejected the token. Check the audience, and that the application may use this registry.',
  });

/** Returns the error of a closed client. An error without `request` means that nothing was sent. */
const closedBefore = (when: string, request?: string): RunRegistryError =>
  new RunRegistryError('embedded-closed', `The embedded registry was closed ${when}`, {
    hint: 'Call close() after the last result, or create another client.',
    request,
  });

/** The connection to one registry: URLs, tokens, retries, limits and errors. */
export class Transport {
  readonly #settings: Settings;
  readonly #secrets: Secrets;
  readonly #tokens: TokenSource;
  #limit: Promise<Limit> | undefined;
  #embedded: Promise<{ url: string; close(): Promise<void> }> | undefined;
  readonly #closing = new AbortController();

  constructor(options: RunRegistryOptions | TargetName = {}) {
    this.#settings = settings(options, connection().complete);
    connection().check?.(this.#settings);
    this.#secrets = new Secrets(this.#settings.credentials);
    this.#tokens = new TokenSource(this.#settings, this.#secrets);
  }

  /** Maximum number of concurrent requests. */
  get concurrency(): number {
    return this.#settings.concurrency;
  }

  /** Root of the API; a shell variable for the embedded registry, which may not have started. */
  get url(): string {
    return this.#settings.url ?? '$RUN_REGISTRY_URL';
  }

  /** Names the registry: its address without credentials, or `embedded`. */
  get name(): string {
    return this.#settings.url ?? 'embedded';
  }

  async #root(): Promise<string> {
    if (this.#settings.url !== undefined) return this.#settings.url;
    this.#embedded ??= connection().startEmbedded();
    const starting = this.#embedded;
    try {
      return (await starting).url;
    } catch (error) {
      // The next request starts it again, unless another request already has.
      if (this.#embedded === starting) this.#embedded = undefined;
      const { message, hint } = error as Error & { readonly hint?: string };
      throw new RunRegistryError('embedded-not-started', message, { hint, cause: error });
    }
  }

  /** True if requests carry a token, which can be renewed. */
  get usesTokens(): boolean {
    return this.#tokens.areNeeded;
  }

  /**
   * Sends a request and returns the JSON of the response.
   * @throws RunRegistryError of the matching class; ResponseError for a status other than 200.
   */
  async request(request: RegistryRequest): Promise<unknown> {
    const { status, body } = await this.exchange(request);
    if (status === 200) return body;
    const words = wordsOf(request);
    throw new ResponseError('unexpected-response', `Expected status 200 from ${words}, got ${status}`, {
      request: words,
      status,
      hint: "Check that 'url' is the root of a Run Registry API.",
    });
  }

  /**
   * Sends a request and returns the status of the response, from 200 to 299, and its JSON.
   * @throws RunRegistryError of the matching class; QueryError for a string that the registry cannot store.
   */
  async exchange(request: RegistryRequest): Promise<RegistryReply> {
    // An aborted request sends nothing, not even a request for a token.
    throwIfAborted(request.signal, shortName(request));
    const { body, ...rest } = request;
    const json = JSON.stringify(body) as string | undefined;
    checkStorableJson(json, `the body of ${wordsOf(request)}`);
    if (this.#closing.signal.aborted) throw closedBefore(`before ${wordsOf(request)}`);
    const linked = new LinkedAbortController(request.signal);
    const leave = onAbort(this.#closing.signal, () => linked.abort());
    try {
      return await this.#limited({ ...rest, json, signal: linked.signal });
    } catch (error) {
      if (!(error instanceof AbortError) || !this.#closing.signal.aborted || request.signal?.aborted) throw error;
      throw closedBefore(`before the response to ${wordsOf(request)}`, wordsOf(request));
    } finally {
      leave();
      linked.close();
    }
  }

  /** Sends a request when fewer than `concurrency` others are sent. */
  async #limited(request: JsonRequest): Promise<RegistryReply> {
    this.#limit ??= import('p-limit').then(({ default: pLimit }) => pLimit(this.#settings.concurrency));
    const limit = await this.#limit;
    return unlessAborted(limit(() => this.#request(request)) as Promise<RegistryReply>, request);
  }

  async #request(request: JsonRequest): Promise<RegistryReply> {
    const words = wordsOf(request);
    let response = await this.#exchange(request, words);
    // A token can be revoked before it expires: a read is retried with a new one. A mutation can have succeeded despite a login page, so
    // the caller decides from the state of the registry whether to send it again.
    if (response.token !== undefined && isLogin(response)) {
      this.#tokens.forget(response.token);
      if (!request.mutation) response = await this.#exchange(request, words);
    }
    return { status: response.status, body: this.#read(response, words) };
  }

  async #exchange(request: JsonRequest, words: string): Promise<RegistryResponse> {
    throwIfAborted(request.signal, shortName(request));
    const token = this.#tokens.areNeeded ? await this.#tokens.get(request.signal) : undefined;
    const response = await connection().send({
      method: request.method,
      url: `${await this.#root()}${request.path}`,
      headers: {
        // Without a proxy in front of it, the registry reads the user from these headers.
        ...(token === undefined ? this.#identity() : { authorization: `Bearer ${token}` }),
        ...(request.json !== undefined && { 'content-type': 'application/json' }),
      },
      body: request.json,
      isRetryable: !request.mutation,
      limits: this.#settings,
      observers: this.#settings.observers,
      signal: request.signal,
      words,
    });
    // A server may send back the token or the secret: neither may appear in rows or errors.
    return { ...response, text: this.#secrets.maskResponse(response.text), token };
  }

  #identity(): Readonly<Record<string, string>> {
    const { email, egroups } = this.#settings.identity;
    return { email, ...(egroups.length === 0 ? {} : { egroups: egroups.join(',') }) };
  }

  /** Returns a hint if a registry that reads the user from headers rejects a client without e-groups. */
  #identityHint({ token, status }: RegistryResponse, message = ''): string | undefined {
    const isAboutGroups = status === 401 || /egroups|'includes' of undefined/.test(message);
    if (token !== undefined || this.#settings.identity.egroups.length > 0 || !isAboutGroups) return undefined;
    return "This client sends no e-groups. Set 'identity' to { email: 'someone@cern.ch', egroups: ['cms-dqm-runregistry-experts'] }.";
  }

  /** Returns the JSON of a response; undefined if it has no body. */
  #read(response: RegistryResponse, words: string): unknown {
    const { status, text } = response;
    if (isLogin(response)) throw loginPage(response, words);
    const body = parseJson(text);
    // Masked before it is shortened, because a part of a secret is not recognised.
    const fullMessage = serverMessageOf(body, text);
    const serverMessage = fullMessage === undefined ? undefined : this.#secrets.maskMessage(fullMessage).slice(0, 500);
    if (status < 200 || status > 299) throw this.#statusError(response, words, serverMessage);
    // Only a 200 always has a body.
    if (status !== 200 && text === '') return undefined;
    const about = { request: words, status };
    if (!response.isUtf8) throw new ResponseError('not-utf8', `The response to ${words} is not UTF-8`, about);
    if (body === undefined)
      throw new ResponseError('not-json', `The response to ${words} is not JSON`, {
        ...about,
        serverMessage: serverMessage?.slice(0, 80),
      });
    return body;
  }

  #statusError(response: RegistryResponse, words: string, serverMessage: string | undefined): RunRegistryError {
    const { status, retryAfter } = response;
    const about = { request: words, status };
    const identityHint = this.#identityHint(response, serverMessage);
    const reason = serverMessage === undefined || serverMessage === '' ? '' : `: ${serverMessage}`;
    if (status === 401 || status === 403)
      return new PermissionError('not-allowed', `${words} is not allowed${reason}`, egroupsIn(serverMessage), {
        ...about,
        serverMessage,
        hint: identityHint,
      });
    if (status === 404)
      return new NotFoundError('not-found', `${words} was not found`, {
        ...about,
        hint: "Check 'url'. It is the root of the API, which often ends in /api.",
      });
    return new ServerError('server-error', `${words} failed with status ${status}${reason}`, {
      ...about,
      serverMessage,
      hint: retryAfter === undefined ? identityHint : `Retry after ${Math.ceil(retryAfter / 1000)} s.`,
    });
  }

  /** Stops the embedded registry, and rejects present and later requests to it. */
  async close(): Promise<void> {
    if (!this.#settings.embedded) return;
    this.#closing.abort();
    const started = await this.#embedded?.catch(() => undefined);
    await started?.close();
  }
}
