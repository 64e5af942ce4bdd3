import { bytesPattern, textPattern } from './encodings.js';

/** Tokens that are masked. Servers no longer send back older ones. */
const maxTokens = 4;

/** Shorter secrets occur in rows by chance, and are only masked in errors. */
const minLengthInResponses = 12;

/** Shorter secrets have a base64 or hexadecimal form that occurs by chance as a word or a number. */
const minEncodedBytes = 6;

/** Finds a secret, verbatim and encoded. */
interface Finder {
  readonly secret: string;
  readonly text: RegExp;
  readonly bytes: RegExp | undefined;
}

const finderOf = (secret: string): Finder => ({
  secret,
  text: textPattern(secret),
  bytes: Buffer.byteLength(secret) < minEncodedBytes ? undefined : bytesPattern(secret),
});

/** Returns a secret, and the credentials as their header contains them. */
const secretsOf = ({ id, secret }: { readonly id: string; readonly secret: string }): readonly string[] =>
  secret === '' ? [] : [secret, Buffer.from(`${id}:${secret}`).toString('base64')];

const longestFirst = (finders: readonly Finder[]): readonly Finder[] =>
  [...finders].sort((a, b) => b.secret.length - a.secret.length);

/** The secrets of a client, which it masks wherever a server sends them back: credentials, their header and tokens. */
export class Secrets {
  readonly #credentials: readonly Finder[];
  #tokens: readonly Finder[] = [];
  #finders: readonly Finder[];

  constructor(credentials: { readonly id: string; readonly secret: string } | undefined) {
    this.#credentials = credentials === undefined ? [] : secretsOf(credentials).map(finderOf);
    this.#finders = longestFirst(this.#credentials);
  }

  /** Adds a token. */
  add(token: string): void {
    if (this.#tokens.some(({ secret }) => secret === token)) return;
    this.#tokens = [finderOf(token), ...this.#tokens].slice(0, maxTokens);
    this.#finders = longestFirst([...this.#credentials, ...this.#tokens]);
  }

  /** Masks all secrets in a message, in every encoding. */
  maskMessage(message: string): string {
    return this.#mask(message, 1);
  }

  /** Masks the secrets in a response that are too long to occur by chance. */
  maskResponse(text: string): string {
    return this.#mask(text, minLengthInResponses);
  }

  #mask(text: string, minLength: number): string {
    return this.#finders.reduce((clean, { secret, text: asText, bytes }) => {
      const masked = secret.length < minLength ? clean : clean.replaceAll(secret, '…').replace(asText, '…');
      // The encoded form is longer than the secret: 8 characters stand for 6 bytes.
      return bytes === undefined || secret.length * (4 / 3) < minLength ? masked : masked.replace(bytes, '…');
    }, text);
  }
}
