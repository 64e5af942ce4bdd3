import { bytesPattern, textPattern } from './encodings.js';

/** Tokens that a server may still send back; older ones are forgotten. */
const kept = 4;

/** Shorter strings occur in rows by chance: they are masked in the words of errors alone. */
const shortest = 12;

/** The fewest bytes whose base64 or hexadecimal form is not a word or a number that occurs by chance. */
const fewestBytes = 6;

/** Finds a secret, as it is and encoded. */
interface Finder {
  readonly secret: string;
  readonly text: RegExp;
  readonly bytes: RegExp | undefined;
}

const finderOf = (secret: string): Finder => ({
  secret,
  text: textPattern(secret),
  bytes: Buffer.byteLength(secret) < fewestBytes ? undefined : bytesPattern(secret),
});

const longFirst = (finders: readonly Finder[]): readonly Finder[] =>
  [...finders].sort((one, other) => other.secret.length - one.secret.length);

/** What a client must not let out, whoever sends it back: the credentials, the header they make, and the tokens. */
export class Secrets {
  readonly #credentials: readonly Finder[];
  #tokens: readonly Finder[] = [];
  #finders: readonly Finder[];

  constructor(credentials: { readonly id: string; readonly secret: string } | undefined) {
    const { id = '', secret = '' } = credentials ?? {};
    const basic = Buffer.from(`${id}:${secret}`).toString('base64');
    this.#credentials = secret === '' ? [] : [secret, basic].map(finderOf);
    this.#finders = longFirst(this.#credentials);
  }

  /** Adds a token. */
  add(token: string): void {
    if (this.#tokens.some(({ secret }) => secret === token)) return;
    this.#tokens = [finderOf(token), ...this.#tokens].slice(0, kept);
    this.#finders = longFirst([...this.#credentials, ...this.#tokens]);
  }

  /** Words without any secret, in whatever encoding. */
  masked(words: string): string {
    return this.#mask(words, 1);
  }

  /** A response without any secret that is too long to occur by chance. */
  maskedAnswer(text: string): string {
    return this.#mask(text, shortest);
  }

  #mask(text: string, least: number): string {
    return this.#finders.reduce((clean, { secret, text: asText, bytes }) => {
      const form = secret.length < least ? clean : clean.replaceAll(secret, '…').replace(asText, '…');
      // The encoded form is longer than the secret: 8 characters stand for 6 bytes.
      return bytes === undefined || secret.length * (4 / 3) < least ? form : form.replace(bytes, '…');
    }, text);
  }
}
