import {
  AuthenticationError,
  NotFoundError,
  PermissionError,
  ResponseError,
  RunRegistryError,
  ServerError,
} from '../errors.js';
import { abortError, onAbort, throwIfAborted } from '../signals.js';
import type { HttpAnswer } from './exchange.js';
import { send } from './http.js';
import { type RunRegistryOptions, type Settings, settings } from './options.js';
import { Secrets } from './secrets.js';
import { TokenSource } from './token.js';

/** A request to the registry. */
export interface RegistryRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path below the root of the API. */
  readonly path: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Set for requests that change something: they are sent once. */
  readonly mutation?: boolean;
  /** What is asked for, for errors, where the path does not say it: `page 3`. */
  readonly note?: string;
}

/** A response with a status of 200 to 299. `body` is its JSON; undefined if the response has no body. */
export interface RegistryReply {
  readonly status: number;
  readonly body: unknown;
}

/** Runs tasks, never more than a number of them at once. */
type Limit = (task: () => Promise<unknown>) => Promise<unknown>;

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
};

/** The text of a piece of HTML, in one line. Its beginning alone is looked at: an answer may be of any size. */
const plainText = (html: string): string =>
  html
    .slice(0, 10_000)
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#?\w+);/g, (entity, name: string) => entities[name] ?? entity)
    .replace(/\s+/g, ' ')
    .replace(/ ([,.;:!?])/g, '$1')
    .trim();

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** The words of an error answer: `{"err": "…"}` or `{"message": "…"}`. */
function serverWords(body: unknown, text: string): string | undefined {
  const words = field(body, 'err') ?? field(body, 'message');
  if (typeof words === 'string') return plainText(words);
  return body === undefined && text !== '' ? plainText(text) : undefined;
}

const looksLikeHtml = ({ contentType, text }: HttpAnswer): boolean =>
  contentType.includes('text/html') || /^\s*<(!doctype|html)/i.test(text);

/** The request in words, as errors name it. */
const wordsOf = ({ method, path, note }: Pick<RegistryRequest, 'method' | 'path' | 'note'>): string =>
  `${method} ${path}${note === undefined ? '' : ` (${note})`}`;

const nameOf = ({ method, path }: RegistryRequest): string => `${method} ${path}`;

/** Ends a wait when the caller's signal does: for a place among the requests, for the token, for the embedded registry. */
function unlessAborted<T>(work: Promise<T>, request: RegistryRequest): Promise<T> {
  const { signal } = request;
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(abortError(signal, nameOf(request)));
    if (signal.aborted) stop();
    const letGo = onAbort(signal, stop);
    work.then(resolve, reject).finally(letGo);
  });
}

/** The only place that talks to a registry: addresses, tokens, repeats, limits, and errors in the library's own words. */
export class Transport {
  readonly #settings: Settings;
  readonly #secrets: Secrets;
  readonly #tokens: TokenSource;
  #limit: Promise<Limit> | undefined;
  #embedded: Promise<{ url: string; close(): Promise<void> }> | undefined;

  constructor(options: RunRegistryOptions = {}) {
    this.#settings = settings(options);
    this.#secrets = new Secrets(this.#settings.credentials);
    this.#tokens = new TokenSource(this.#settings, this.#secrets);
  }

  /** Requests at once. */
  get concurrency(): number {
    return this.#settings.concurrency;
  }

  /** Root of the API as it can be shown before anything is started. */
  get url(): string {
    return this.#settings.url ?? '$RUN_REGISTRY_URL';
  }

  async #root(): Promise<string> {
    if (this.#settings.url !== undefined) return this.#settings.url;
    this.#embedded ??= import('../embedded/index.js').then(({ startEmbedded }) => startEmbedded());
    const starting = this.#embedded;
    try {
      return (await starting).url;
    } catch (error) {
      // The next request starts again: what is missing may be there by then. Another request may have started already.
      if (this.#embedded === starting) this.#embedded = undefined;
      throw new RunRegistryError('embedded-not-started', (error as Error).message, { cause: error });
    }
  }

  /** Whether requests carry a token, which can be renewed. */
  get usesTokens(): boolean {
    return this.#tokens.needed;
  }

  /**
   * Sends a request and returns the JSON of its answer.
   * @throws RunRegistryError of the kind that fits; ResponseError for a status other than 200.
   */
  async request(request: RegistryRequest): Promise<unknown> {
    const { status, body } = await this.exchange(request);
    if (status === 200) return body;
    const words = wordsOf(request);
    throw new ResponseError('unexpected-response', `Expected status 200 from ${words}, got ${status}`, {
      request: words,
      status,
      hint: 'is the url the root of a Run Registry API?',
    });
  }

  /**
   * Sends a request and returns its status, of 200 to 299, and its JSON.
   * @throws RunRegistryError of the kind that fits.
   */
  async exchange(request: RegistryRequest): Promise<RegistryReply> {
    // Nothing is sent for what is stopped already, not even for a token.
    throwIfAborted(request.signal, nameOf(request));
    this.#limit ??= import('p-limit').then(({ default: pLimit }) => pLimit(this.#settings.concurrency));
    const limit = await this.#limit;
    return unlessAborted(limit(() => this.#request(request)) as Promise<RegistryReply>, request);
  }

  async #request(request: RegistryRequest): Promise<RegistryReply> {
    const words = wordsOf(request);
    let answer = await this.#exchange(request, words);
    // A token can be revoked before its time: a read is sent again with a new one. A login page can also follow a change that was made,
    // so the caller decides from the state of the registry whether to send a mutation again.
    if (answer.token !== undefined && this.#isLogin(answer)) {
      this.#tokens.forget(answer.token);
      if (!request.mutation) answer = await this.#exchange(request, words);
    }
    return { status: answer.status, body: this.#read(answer, words) };
  }

  async #exchange(request: RegistryRequest, words: string): Promise<HttpAnswer & { token: string | undefined }> {
    throwIfAborted(request.signal, nameOf(request));
    const token = this.#tokens.needed ? await this.#tokens.get(request.signal) : undefined;
    const answer = await send({
      method: request.method,
      url: `${await this.#root()}${request.path}`,
      // Without a proxy in front, the registry takes the user from this header.
      headers: token === undefined ? this.#identity() : { authorization: `Bearer ${token}` },
      ...(request.body === undefined ? {} : { json: request.body }),
      repeatable: !request.mutation,
      limits: this.#settings,
      observers: this.#settings.observers,
      signal: request.signal,
      words,
    });
    // A server may send back what it got: neither token nor secret may come out of anything that is made of its answer.
    return { ...answer, text: this.#secrets.maskedAnswer(answer.text), token };
  }

  #identity(): Readonly<Record<string, string>> {
    const { email, egroups } = this.#settings.identity;
    return { email, ...(egroups.length === 0 ? {} : { egroups: egroups.join(',') }) };
  }

  /** The proxy in front of the registry answers a bad token with a redirect to the login page, or with that page. */
  #isLogin(answer: HttpAnswer): boolean {
    if (answer.status >= 300 && answer.status < 400) return true;
    if (answer.status === 401) return field(parse(answer.text), 'message') === undefined;
    return answer.status === 200 && looksLikeHtml(answer);
  }

  /** What to set if a registry that takes the user from headers refuses a client without e-groups. */
  #identityHint(
    { token, status }: { readonly token: string | undefined; readonly status: number },
    said = '',
  ): string | undefined {
    const isAboutGroups = status === 401 || /egroups|'includes' of undefined/.test(said);
    if (token !== undefined || this.#settings.identity.egroups.length > 0 || !isAboutGroups) return undefined;
    return "this client sends no e-groups: set the option 'identity', such as { email: 'someone@cern.ch', egroups: ['cms-dqm-runregistry-experts'] }";
  }

  #read(answer: HttpAnswer & { token: string | undefined }, words: string): unknown {
    const { status, text } = answer;
    const about = { request: words, status };
    if (this.#isLogin(answer))
      throw new AuthenticationError('login-page', `${words} was answered with a login page instead of data`, {
        ...about,
        hint:
          answer.token === undefined
            ? "no token was sent, since none is known to be needed: give 'audience', 'clientId' and 'clientSecret'"
            : 'the token was not accepted: check the audience, and that the application may use this registry',
      });
    const body = parse(text);
    // Masked before it is cut, lest a part of a secret remain.
    const full = serverWords(body, text);
    const said = full === undefined ? undefined : this.#secrets.masked(full).slice(0, 500);
    if (status === 401 || status === 403)
      throw new PermissionError(
        'not-allowed',
        `${words} is not allowed${said === undefined ? '' : `: ${said}`}`,
        groups(said),
        { ...about, serverMessage: said, hint: this.#identityHint(answer, said) },
      );
    if (status === 404)
      throw new NotFoundError('not-found', `${words} was not found`, {
        ...about,
        hint: 'check the url: it is the root of the API, often ending in /api',
      });
    if (status < 200 || status > 299)
      throw new ServerError(
        'server-error',
        `${words} failed with ${status}${said === undefined || said === '' ? '' : `: ${said}`}`,
        {
          ...about,
          serverMessage: said,
          hint:
            answer.retryAfter === undefined
              ? this.#identityHint(answer, said)
              : `it asks to wait ${Math.ceil(answer.retryAfter / 1000)} s`,
        },
      );
    // Only a 200 always has a body.
    if (status !== 200 && text === '') return undefined;
    if (!answer.isUtf8)
      throw new ResponseError('not-utf8', `Expected UTF-8 from ${words}, got other bytes`, { ...about });
    if (body === undefined)
      throw new ResponseError('not-json', `${words} was answered with something that is not JSON`, {
        ...about,
        serverMessage: said?.slice(0, 80),
      });
    return body;
  }

  /** Stops the embedded registry, if this client started it. A start that fails leaves nothing to stop; its requests are rejected. */
  async close(): Promise<void> {
    const starting = this.#embedded;
    this.#embedded = undefined;
    const started = await starting?.catch(() => undefined);
    await started?.close();
  }
}

/** Names of e-groups in a refusal. */
const groups = (words: string | undefined): string[] => [...new Set(words?.match(/\bcms-[a-z0-9-]+\b/gi) ?? [])];
