import type { JsonLogic } from '../../expression/node.js';
import { sentence } from '../../expression/sentence.js';
import { parseRule } from './parse-rule.js';

/** Returns a rule of JSON logic in English. */
export const describeRule = (rule: JsonLogic): string => sentence(parseRule(rule), 'lumisection');
