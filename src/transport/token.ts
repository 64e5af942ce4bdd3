import { AuthenticationError } from '../errors.js';
import { onAbort } from '../signals.js';
import { send } from './http.js';
import type { Settings } from './options.js';
import type { Secrets } from './secrets.js';

interface Token {
  readonly value: string;
  /** When to stop using it, in milliseconds since 1970. */
  readonly until: number;
}

/** A token is renewed this long before it expires, so that it does not expire on the way. */
const margin = 60_000;

/** A request for a token that is under way, shared by all who wait for it. */
interface Fetching {
  readonly token: Promise<Token>;
  readonly stop: AbortController;
  waiting: number;
}

/** What can stand in a header behind `Bearer`. */
const isToken = (value: unknown): value is string => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);

/** Gets a token from the single sign-on and keeps it; however many requests wait, it is fetched once. */
export class TokenSource {
  readonly #settings: Settings;
  readonly #secrets: Secrets;
  #token: Token | undefined;
  #fetching: Fetching | undefined;

  constructor(settings: Settings, secrets: Secrets) {
    this.#settings = settings;
    this.#secrets = secrets;
  }

  /** Whether requests need a token at all. */
  get needed(): boolean {
    return this.#settings.audience !== undefined;
  }

  /** A token that is valid now. The request for it ends when nobody waits for it any more. */
  async get(signal?: AbortSignal): Promise<string> {
    if (this.#token !== undefined && Date.now() < this.#token.until) return this.#token.value;
    this.#fetching ??= this.#fetch();
    const fetching = this.#fetching;
    fetching.waiting++;
    const leave = (): void => {
      if (--fetching.waiting > 0) return;
      fetching.stop.abort(signal?.reason);
      this.#forget(fetching);
    };
    const letGo = signal === undefined ? undefined : onAbort(signal, leave);
    try {
      return (await fetching.token).value;
    } finally {
      letGo?.();
    }
  }

  /** Forgets a token that the registry refused. */
  forget(value: string): void {
    if (this.#token?.value === value) this.#token = undefined;
  }

  /** Lets the next who needs a token begin anew. */
  #forget(fetching: Fetching): void {
    if (this.#fetching === fetching) this.#fetching = undefined;
  }

  #fetch(): Fetching {
    const stop = new AbortController();
    const token = this.#ask(stop.signal);
    const fetching = { token, stop, waiting: 0 };
    token.then(
      (given) => {
        this.#token = given;
        this.#forget(fetching);
      },
      () => this.#forget(fetching),
    );
    return fetching;
  }

  async #ask(signal: AbortSignal): Promise<Token> {
    const { credentials, audience, tokenUrl, observers } = this.#settings;
    if (credentials === undefined || audience === undefined)
      throw new AuthenticationError('credentials-missing', 'the registry needs credentials, and none are given', {
        hint: "for runs() and datasets(), set SSO_CLIENT_ID and SSO_CLIENT_SECRET in the environment or in a file .env; for new RunRegistry(), give clientId and clientSecret; the target 'embedded' needs neither",
      });
    const words = 'the request for a token';
    const answer = await send({
      method: 'POST',
      url: tokenUrl,
      headers: { authorization: `Basic ${Buffer.from(`${credentials.id}:${credentials.secret}`).toString('base64')}` },
      form: { grant_type: 'client_credentials', audience },
      // Asking twice for a token does no harm.
      repeatable: true,
      limits: this.#settings,
      observers,
      signal,
      words,
    });
    const { access_token: value, expires_in: seconds } = parse(answer.text);
    if (answer.status !== 200 || !isToken(value))
      throw new AuthenticationError(
        'credentials-refused',
        `the single sign-on answered ${answer.status} instead of a token`,
        {
          status: answer.status,
          request: words,
          hint: 'check the client id and secret, and that the application may ask for the audience of this registry',
        },
      );
    this.#secrets.add(value);
    const life = lifeOf(seconds);
    // A short life is used by halves; a token without one serves those who wait now.
    return { value, until: Date.now() + Math.max(life - margin, life / 2) };
  }
}

/** Milliseconds of a life in seconds, which some servers write as a string; 0 if it is none. */
function lifeOf(seconds: unknown): number {
  const isNumber = typeof seconds === 'number' || (typeof seconds === 'string' && /^\d+(\.\d+)?$/.test(seconds.trim()));
  const life = isNumber ? Number(seconds) * 1000 : 0;
  return Number.isFinite(life) ? Math.max(life, 0) : 0;
}

function parse(text: string): { access_token?: unknown; expires_in?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
