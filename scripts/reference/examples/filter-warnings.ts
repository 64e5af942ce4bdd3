/** Filters and addresses with each warning. `npm run generate` checks them. */
import type { FilterWarningCode } from '../../../src/wire/filter-warning.js';

/** A filter of runs or datasets, or the parameters of an address of runs. */
export type FilterExample = { readonly runs: object } | { readonly datasets: object } | { readonly address: string };

/** One of several causes of a warning. */
export type FilterCase = FilterExample & {
  /** The cause, as a heading. */
  readonly title: string;
  /** The fix, as a sentence. */
  readonly fix: string;
};

const cosmics = { 'rr_attributes.class': { '=': 'Cosmics22' } };
const hasBadDt = { 'triplet_summary.dt-dt.BAD': { '>': 0 } };
const rule = (field: string, operator: string, value: string) =>
  `obf[combinator]=and&obf[rules][0][field]=${field}&obf[rules][0][operator]=${operator}&obf[rules][0][value]=${value}`;

/** Examples by code. A code without one does not compile. */
export const filterExamples: Readonly<Record<FilterWarningCode, FilterExample | readonly FilterCase[]>> = {
  'read-as-and': [
    {
      title: 'An OR of members in several tables',
      fix: 'Send one filter for each member of the OR, and merge the rows.',
      runs: { or: [cosmics, hasBadDt] },
    },
    {
      title: 'An OR next to a condition on another table',
      fix: 'Write one `and`. Each of its elements is about one table.',
      runs: { ...cosmics, or: [hasBadDt, { 'triplet_summary.csc-csc.BAD': { '>': 0 } }] },
    },
  ],
  dropped: [
    {
      title: 'A condition next to and or or of a key',
      fix: 'Write one `and` at the top, with each condition as an element.',
      runs: { run_number: { or: [{ '=': 355100 }, { '=': 355105 }], '>': 355101 } },
    },
    {
      title: 'An operator in two spellings',
      fix: 'Write one `and` at the top, with each condition as an element, in lower case.',
      runs: { 'rr_attributes.class': { like: '%Collisions%', LIKE: '%22' } },
    },
    {
      title: 'Several values of datasets_in_gui',
      fix: 'Write one `or`, with a condition for each value.',
      datasets: { datasets_in_gui: ['/ZeroBias/Run2022A-v1/DQMIO', '/JetHT/Run2022A-v1/DQMIO'] },
    },
  ],
  'compared-as-text': [
    {
      title: 'A number in quotes',
      fix: "Write the number without quotes. As strings, `'10'` sorts before `'9'`.",
      runs: { 'oms_attributes.energy': { '>': '6500' } },
    },
    {
      title: 'A date in another form',
      fix: 'Write an instant such as `2018-05-25T19:16:05Z`. The beginning of one works with `>=` and `<` only.',
      runs: { 'oms_attributes.start_time': { '>': '2018-05' } },
    },
    {
      title: 'An element of a list',
      fix: 'Write `like` with the element in double quotes, because a list is compared as JSON.',
      runs: { 'oms_attributes.components': { like: '%DT%' } },
    },
    {
      title: 'A whole list',
      fix: 'Write `like` with the element in double quotes.',
      runs: { 'oms_attributes.components': 'DT' },
    },
    {
      title: 'A pattern for a comment',
      fix: 'Write `%…%` without quotes, or check the rows yourself: all comments of a flag are compared as one JSON array.',
      runs: { 'triplet_summary.dt-dt.comments': { like: 'HV%' } },
    },
  ],
  'never-matches': [
    {
      title: 'A number of lumisections that may be 0',
      fix: 'Join the condition with `= null` by `or`: a status that does not occur is missing, not 0.',
      runs: { 'triplet_summary.dt-dt.BAD': { '<=': 3 } },
    },
    {
      title: 'A component that is not included',
      fix: 'Write `null` instead of `false`: the registry stores true or nothing.',
      runs: { 'oms_attributes.dt_included': { '=': false } },
    },
    {
      title: 'A flag without comments',
      fix: "Write `= null` or `= '[]'`, joined by `or`: the list is missing or empty.",
      runs: { 'triplet_summary.dt-dt.comments': null },
    },
    {
      title: 'A value of datasets_in_gui without an operator',
      fix: 'Write `{ "=": "…" }`, which the registry reads as "contains".',
      datasets: { datasets_in_gui: '/ZeroBias/Run2022A-v1/DQMIO' },
    },
  ],
  'read-as-contains': { datasets: { run_number: 355100, datasets_in_gui: { '<>': '/ZeroBias/Run2022A-v1/DQMIO' } } },
  'server-error': [
    {
      title: 'A list without an operator',
      fix: 'Write one `or` at the top, with a condition for each value.',
      runs: { 'oms_attributes.energy': [6500, 6800] },
    },
    {
      title: 'Numbers in an OR of a key',
      fix: 'Write the `or` at the top, with the key in each element.',
      runs: { 'oms_attributes.energy': { or: [{ '=': 6500 }, { '=': 6800 }] } },
    },
    {
      title: 'A column that needs an integer',
      fix: 'Write digits only.',
      runs: { run_number: { '=': '3e5' } },
    },
    {
      title: 'The operator contains',
      fix: 'Write `like` with the element in double quotes.',
      runs: { 'oms_attributes.components': { contains: 'DT' } },
    },
    {
      title: 'A joiner without a list',
      fix: 'Write a list, or the condition alone.',
      runs: { or: cosmics },
    },
  ],
  'upper-case': [
    {
      title: 'NOTLIKE',
      fix: 'Write `notlike`.',
      runs: { 'rr_attributes.class': { NOTLIKE: '%Cosmics%' } },
    },
    {
      title: 'AND and OR',
      fix: 'Write `and` and `or`.',
      runs: { AND: [cosmics, hasBadDt] },
    },
  ],
  'web-application': [
    {
      title: 'A negated group',
      fix: 'Negate the condition itself.',
      address: `${rule('rr_attributes.class', '=', 'Cosmics22')}&obf[not]=true`,
    },
    {
      title: 'The operator <> of a flag',
      fix: 'Write `.flag(…).isNot(…)`.',
      address: rule('triplet_summary.dt-dt', '<>', 'BAD'),
    },
    {
      title: 'A rule without a value',
      fix: 'Enter a value, or remove the rule.',
      address: rule('rr_attributes.class', '=', ''),
    },
  ],
  'unknown-parameter': { address: `${rule('rr_attributes.class', '=', 'Cosmics22')}&run_number=355555` },
};
