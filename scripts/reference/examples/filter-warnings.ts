/** A filter or an address with each warning. `npm run generate` checks them. */
import type { FilterWarningCode } from '../../../src/wire/place.js';

/** A filter of runs or datasets, or the parameters of an address of runs. */
export type FilterExample = { readonly runs: object } | { readonly datasets: object } | { readonly address: string };

const cosmics = { 'rr_attributes.class': { '=': 'Cosmics22' } };
const hasBadDt = { 'triplet_summary.dt-dt.BAD': { '>': 0 } };
const rule = (field: string, operator: string, value: string) =>
  `obf[combinator]=and&obf[rules][0][field]=${field}&obf[rules][0][operator]=${operator}&obf[rules][0][value]=${value}`;

/** Examples by code. A code without one does not compile. */
export const filterExamples: Readonly<Record<FilterWarningCode, FilterExample>> = {
  'read-as-and': { runs: { or: [cosmics, hasBadDt] } },
  dropped: { runs: { run_number: { or: [{ '=': 355100 }, { '=': 355105 }], '>': 355101 } } },
  'compared-as-text': { runs: { 'oms_attributes.energy': { '>': '6500' } } },
  'never-matches': { runs: { 'triplet_summary.dt-dt.BAD': { '<=': 3 } } },
  'read-as-contains': { datasets: { run_number: 355100, datasets_in_gui: { '<>': '/ZeroBias/Run2022A-v1/DQMIO' } } },
  'server-error': { runs: { 'oms_attributes.energy': [6500, 6800] } },
  'upper-case': { runs: { 'rr_attributes.class': { NOTLIKE: '%Cosmics%' } } },
  'web-application': { address: `${rule('rr_attributes.class', '=', 'Cosmics22')}&obf[not]=true` },
  'unknown-parameter': { address: `${rule('rr_attributes.class', '=', 'Cosmics22')}&run_number=355555` },
};
