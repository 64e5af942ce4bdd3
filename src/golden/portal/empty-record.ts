import { firstQuoted } from '../../catalogue/nearest.js';
import { neverTrue } from '../loss-report.js';
import type { EmptyRecordReason, GeneratedJson } from './types.js';

const locally = 'generateLocally() over the same datasets names the clause that excludes the last lumisections.';

type Losses = Pick<GeneratedJson, 'excluded' | 'loss'>;

function messageOf({ excluded, loss }: Losses, rules: readonly string[]): string {
  if (loss === undefined)
    return `No lumisection passes. Wait with { complete: true } for the losses of each rule. ${locally}`;
  if (excluded?.isEmpty) return 'The datasets have no lumisections.';
  const parts = ['No lumisection passes.', locally];
  if (rules.length > 0) parts.splice(1, 0, `True for no lumisection: ${firstQuoted(rules)}.`);
  else if (loss.combinations.length > 0) parts.splice(1, 0, 'Each rule is true for some lumisection.');
  return parts.join(' ');
}

/** Returns why the list of a record is empty. The portal reports which rules are false, but not an order of clauses. */
export function emptyRecordReason(losses: Losses): EmptyRecordReason {
  const rules = losses.loss === undefined ? [] : neverTrue(losses.loss);
  return Object.freeze({ neverTrue: Object.freeze(rules), message: messageOf(losses, rules) });
}
