/** Tokens that a server may still send back; older ones are forgotten. */
const kept = 4;

/** Shorter texts occur in rows by chance: they are masked in the words of errors alone. */
const shortest = 12;

/** A secret, and how else it may be written: in an address, in base64, in JSON. */
const formsOf = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('base64url'),
  JSON.stringify(secret).slice(1, -1),
];

const longFirst = (forms: Iterable<string>): readonly string[] =>
  [...new Set(forms)].filter((form) => form !== '').sort((one, other) => other.length - one.length);

/** What a client must not let out, whoever sends it back: the credentials, the header they make, and the tokens. */
export class Secrets {
  readonly #credentials: readonly string[];
  #tokens: readonly string[] = [];
  #forms: readonly string[];

  constructor(credentials: { readonly id: string; readonly secret: string } | undefined) {
    const { id = '', secret = '' } = credentials ?? {};
    const basic = Buffer.from(`${id}:${secret}`).toString('base64');
    this.#credentials = secret === '' ? [] : [secret, basic].flatMap(formsOf);
    this.#forms = longFirst(this.#credentials);
  }

  /** Adds a token. */
  add(token: string): void {
    if (this.#tokens.includes(token)) return;
    this.#tokens = [token, ...this.#tokens].slice(0, kept);
    this.#forms = longFirst([...this.#credentials, ...this.#tokens.flatMap(formsOf)]);
  }

  /** Words without any secret. */
  masked(words: string): string {
    return this.#forms.reduce((clean, form) => clean.replaceAll(form, '…'), words);
  }

  /** An answer without any secret that is too long to occur by chance. */
  maskedAnswer(text: string): string {
    return this.#forms.reduce(
      (clean, form) => (form.length >= shortest && clean.includes(form) ? clean.replaceAll(form, '…') : clean),
      text,
    );
  }
}
