/** The error code of a kind of file. */
export type SourceCode = 'bad-lumi-list' | 'bad-brilcalc';

/** A string and the file or URL that it was read from. */
export interface StoredText {
  readonly name: string;
  readonly text: string;
}

/** Options of `LumiList.fromUrl`. */
export interface UrlOptions {
  /** Aborts the download; the promise rejects with an AbortError. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for the whole download, 300,000 by default; afterwards the promise rejects with a TimeoutError. */
  readonly timeout?: number | undefined;
}
