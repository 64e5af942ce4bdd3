import { AuthenticationError } from '../errors.js';
import { onAbort } from '../signals.js';
import { connection } from './connection.js';
import type { Settings } from './options.js';
import { parseJson } from './response.js';
import type { Secrets } from './secrets.js';

interface Token {
  readonly value: string;
  /** The time of its renewal, in milliseconds since 1970. */
  readonly renewAt: number;
}

/** Milliseconds before its expiry at which a token is renewed, because it must still be valid when the request arrives. */
const renewalMargin = 60_000;

/** A pending request for a token, shared by all callers that wait for it. */
interface PendingToken {
  readonly token: Promise<Token>;
  readonly controller: AbortController;
  callers: number;
}

/** Matches values that a header can contain after `Bearer`. */
const isToken = (value: unknown): value is string => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);

/** Fetches tokens from CERN SSO and stores the current one. Concurrent callers share one request. */
export class TokenSource {
  readonly #settings: Settings;
  readonly #secrets: Secrets;
  #token: Token | undefined;
  #pending: PendingToken | undefined;

  constructor(settings: Settings, secrets: Secrets) {
    this.#settings = settings;
    this.#secrets = secrets;
  }

  /** True if requests need a token. */
  get areNeeded(): boolean {
    return this.#settings.audience !== undefined;
  }

  /** Returns a valid token. The request for it is aborted when its last caller aborts. */
  async get(signal: AbortSignal): Promise<string> {
    if (this.#token !== undefined && Date.now() < this.#token.renewAt) return this.#token.value;
    this.#pending ??= this.#start();
    const pending = this.#pending;
    pending.callers++;
    const leave = (): void => {
      if (--pending.callers > 0) return;
      pending.controller.abort(signal.reason);
      this.#clear(pending);
    };
    const unsubscribe = onAbort(signal, leave);
    try {
      return (await pending.token).value;
    } finally {
      unsubscribe();
    }
  }

  /** Forgets a token that the registry rejected. */
  forget(value: string): void {
    if (this.#token?.value === value) this.#token = undefined;
  }

  #clear(pending: PendingToken): void {
    if (this.#pending === pending) this.#pending = undefined;
  }

  #start(): PendingToken {
    const controller = new AbortController();
    const token = this.#fetch(controller.signal);
    const pending = { token, controller, callers: 0 };
    token.then(
      (fetched) => {
        this.#token = fetched;
        this.#clear(pending);
      },
      () => this.#clear(pending),
    );
    return pending;
  }

  async #fetch(signal: AbortSignal): Promise<Token> {
    const { credentials, audience, tokenUrl, observers } = this.#settings;
    if (credentials === undefined || audience === undefined)
      throw new AuthenticationError('credentials-missing', 'The registry requires credentials, but none are set', {
        hint: "Set SSO_CLIENT_ID and SSO_CLIENT_SECRET in the environment or in a file .env, or the options 'clientId' and 'clientSecret'. The target 'embedded' needs neither.",
      });
    const words = 'the request for a token';
    const response = await connection().send({
      method: 'POST',
      url: tokenUrl,
      headers: {
        authorization: `Basic ${Buffer.from(`${credentials.id}:${credentials.secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: String(new URLSearchParams({ grant_type: 'client_credentials', audience })),
      isRetryable: true,
      limits: this.#settings,
      observers,
      signal,
      words,
    });
    const { access_token: value, expires_in: seconds } = (parseJson(response.text) ?? {}) as {
      access_token?: unknown;
      expires_in?: unknown;
    };
    if (response.status !== 200 || !isToken(value))
      throw new AuthenticationError(
        'credentials-refused',
        `Expected a token from CERN SSO, got status ${response.status}`,
        {
          status: response.status,
          request: words,
          hint: "Check 'clientId' and 'clientSecret', and that the application may request the audience of this registry.",
        },
      );
    this.#secrets.add(value);
    const lifetime = lifetimeOf(seconds);
    // A token with a short lifetime is renewed after half of it. A token without a lifetime only serves the callers that wait for it.
    return { value, renewAt: Date.now() + Math.max(lifetime - renewalMargin, lifetime / 2) };
  }
}

/** Converts `expires_in`, in seconds and on some servers a string, to milliseconds; 0 if it is invalid. */
function lifetimeOf(seconds: unknown): number {
  const isNumber = typeof seconds === 'number' || (typeof seconds === 'string' && /^\d+(\.\d+)?$/.test(seconds.trim()));
  const lifetime = isNumber ? Number(seconds) * 1000 : 0;
  return Number.isFinite(lifetime) ? Math.max(lifetime, 0) : 0;
}
