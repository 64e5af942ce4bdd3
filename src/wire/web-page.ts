import { QueryError } from '../errors.js';
import type { Target } from '../print/formula.js';

/** The web application of the production registry. */
export const productionSite = 'https://cmsrunregistry.web.cern.ch';

/** A table of a page, with the parameters of its filter and order in URLs. */
export interface PageTable {
  readonly place: 'top' | 'bottom';
  /** The heading of the table. */
  readonly title: string;
  readonly filter: string;
  readonly order: string;
}

/** A page of the web application. */
export interface Page {
  readonly path: string;
  readonly tables: readonly [PageTable, PageTable];
}

/** The page of each target. */
export const pages: Readonly<Record<Target, Page>> = {
  runs: {
    path: '/online/global',
    tables: [
      { place: 'bottom', title: 'Significant runs', filter: 'obf', order: 'obs' },
      { place: 'top', title: 'All runs', filter: 'otf', order: 'ots' },
    ],
  },
  datasets: {
    path: '/offline/datasets/global',
    tables: [
      { place: 'bottom', title: 'Editable datasets', filter: 'ofbf', order: 'ofbs' },
      { place: 'top', title: 'Datasets waiting to appear in DQM GUI', filter: 'oftf', order: 'ofts' },
    ],
  },
};

/** The table that links select. The other table of runs only shows significant ones, and no table shows all datasets. */
export const linkedTable: Readonly<Record<Target, PageTable>> = {
  runs: pages.runs.tables[1],
  datasets: pages.datasets.tables[0],
};

/** Returns the error for a URL that cannot be parsed or written. */
export const badWebUrl = (message: string, hint?: string): QueryError =>
  new QueryError('bad-web-url', message, { hint });

/** The hint for a damaged URL. */
export const copyWhole = 'Copy the complete URL of the page.';

/** The maximum depth of groups in a URL. */
export const maxLevels = 50;

/** A condition of the web application's query builder, or a group of them. */
export type Rule =
  | { readonly field: string; readonly operator: string; readonly value: string }
  | { readonly combinator: 'and' | 'or'; readonly not: boolean; readonly rules: readonly Rule[] };
