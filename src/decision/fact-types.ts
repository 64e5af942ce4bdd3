/** The possible truth values of a formula. */
export interface Facts {
  /** True if some expected values, including null, make it true. */
  readonly canPass: boolean;
  /** True if some values make it false. Null only counts for variables that it compares with null. */
  readonly canFail: boolean;
  /** True if any values, including null and unexpected ones, make it true or false. */
  readonly canEver: { readonly pass: boolean; readonly fail: boolean };
  /** Paths whose null makes it true although another value, all else equal, makes it false. */
  readonly deciding: ReadonlySet<string>;
  /** Paths whose null makes it false for all values of the other paths. */
  readonly excluding: ReadonlySet<string>;
  /** Paths that it compares with null. */
  readonly explicit: ReadonlySet<string>;
  /** Paths that it reads. */
  readonly paths: ReadonlySet<string>;
  /** True if claims about all values are certain. */
  readonly isExact: boolean;
}
