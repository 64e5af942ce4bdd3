import { NotFoundError, QueryError } from '../errors.js';

/** Creates the error of `one()` for a query that no row or several rows match. */
export const notOneRow = (rows: readonly unknown[], sentence: string): NotFoundError | QueryError =>
  rows.length === 0
    ? new NotFoundError('no-row', `Expected one row, got none: ${sentence}`, {
        hint: 'Change the conditions, or write first(), which returns undefined if no row matches.',
      })
    : new QueryError('several-rows', `Expected one row, got several: ${sentence}`, {
        hint: 'Add conditions that only one row meets, or write first() or all().',
      });
