/** Headers by lower-case name. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** A request, independent of HTTP. */
export interface RegistryRequest {
  readonly method: string;
  /** The path as sent, percent-encoded, without the query. */
  readonly path: string;
  /** The query, without `?`. No route reads it. */
  readonly query?: string;
  readonly headers?: Headers;
  /** The bytes of the body, without content encoding. */
  readonly body?: Uint8Array;
}
