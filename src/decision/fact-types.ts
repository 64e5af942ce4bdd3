/** What a formula can be. Undefined instead of it: undecided. */
export interface Facts {
  /** Whether some expected values make it true, null included. */
  readonly canPass: boolean;
  /** Whether some values make it false; null counts only for variables that it compares with null. */
  readonly canFail: boolean;
  /** Whether any values make it true, and whether any make it false: null and values beyond the expected ones included. */
  readonly canEver: { readonly pass: boolean; readonly fail: boolean };
  /** Paths whose null makes it true although another value, all else equal, makes it false. */
  readonly deciding: ReadonlySet<string>;
  /** Paths whose null makes it false, whatever the others are. */
  readonly excluding: ReadonlySet<string>;
  /** Paths that it compares with null. */
  readonly explicit: ReadonlySet<string>;
  /** Paths that it reads. */
  readonly paths: ReadonlySet<string>;
  /** Whether claims about all values are certain. */
  readonly isExact: boolean;
}
