import { applyBounded, startWork } from '../../logic/bounded.js';
import type { Json } from '../state.js';

/**
 * Evaluates a rule as the registry does, with json-logic-js, but without writing to stdout.
 *
 * @throws {WorkLimitError} for a rule that takes too many steps. It fails the job.
 */
export function applyRule(rule: Json, data: object): unknown {
  startWork();
  return applyBounded(rule, data);
}
