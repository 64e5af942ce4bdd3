import { checkOptionNames } from '../../catalogue/options.js';
import { QueryError } from '../../errors.js';
import { describe } from '../../util/describe.js';

/** How a CSV of brilcalc is read. */
export interface BrilcalcOptions {
  /**
   * The HLT path whose rows are read, if the CSV has several; `*` and `?` match as in brilcalc, for the versions of a path:
   * `'HLT_IsoMu24_v*'`. Rows of only other paths are an error.
   */
  readonly hltPath?: string | undefined;
  /** `'compare'` (default): the counts and totals of brilcalc's trailer must agree with the rows. `'ignore'`: not compared. */
  readonly trailer?: 'compare' | 'ignore' | undefined;
}

/** Returns true if the rows of an HLT path are wanted. */
type PathFilter = (path: string) => boolean;

export interface ReadOptions {
  readonly hltPath: string | undefined;
  /** Undefined if all rows are read, which must be of one path then. */
  readonly isWanted: PathFilter | undefined;
  readonly comparesTrailer: boolean;
}

const pathFilter = (pattern: string): PathFilter => {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const expression = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
  return (path) => expression.test(path);
};

/** Checks options, for callers without a type checker. */
export function readOptions(options: unknown, of: string): ReadOptions {
  checkOptionNames(options, ['hltPath', 'trailer'], of);
  const { hltPath, trailer = 'compare' } = options as BrilcalcOptions;
  if (hltPath !== undefined && (typeof hltPath !== 'string' || hltPath === ''))
    throw new QueryError(
      'bad-option',
      `Expected the name of an HLT path for the option 'hltPath', got ${describe(hltPath)}`,
      {
        hint: "Write { hltPath: 'HLT_IsoMu24_v*' }.",
      },
    );
  if (trailer !== 'compare' && trailer !== 'ignore')
    throw new QueryError(
      'bad-option',
      `Expected 'compare' or 'ignore' for the option 'trailer', got ${describe(trailer)}`,
    );
  const isWanted = hltPath === undefined ? undefined : pathFilter(hltPath);
  return { hltPath, isWanted, comparesTrailer: trailer === 'compare' };
}
