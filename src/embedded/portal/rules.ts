/** Rules of json-logic, evaluated as the registry evaluates them, but with a limit of work, and without writing to stdout. */
import { applyBounded, startWork } from '../../logic/bounded.js';
import type { Json } from '../state.js';

/** The value of a rule over data. */
export type Apply = (rule: Json, data: object) => unknown;

/** Evaluates a rule for one lumisection. @throws WorkLimitError for a rule that takes too many steps, which fails the job. */
export const applyRule: Apply = (rule, data) => {
  startWork();
  return applyBounded(rule, data);
};
