import { firstQuoted } from '../../catalogue/nearest.js';
import { shortened } from '../../util/strings.js';
import { type LossReport, neverTrue } from '../loss-report.js';
import type { CutFlowStep, EmptyReason } from '../types.js';
import type { Sum } from './cut-flow.js';

/** Returns the name of a named clause, else its text. */
const label = (clause: string, text: string): string => (text.startsWith(`${clause} (`) ? clause : shortened(text));

const reason = (parts: EmptyReason): EmptyReason =>
  Object.freeze({ ...parts, neverTrue: Object.freeze(parts.neverTrue) });

/** Returns why no lumisection of a source passes. */
export function emptyReason(
  all: Sum,
  datasets: number,
  cutFlow: readonly CutFlowStep[],
  loss: LossReport,
): EmptyReason {
  const last = cutFlow.find(({ kept }) => kept.lumisections === 0);
  if (all.lumisections === 0 || last === undefined)
    return reason({
      remaining: 0,
      neverTrue: [],
      message: datasets === 0 ? 'The source has no datasets or lumisections.' : 'The source has no lumisections.',
    });
  const { clause, text, lost } = last;
  const rules = neverTrue(loss);
  const alone =
    rules.length === 0 ? 'Each rule is true for some lumisection.' : `True for no lumisection: ${firstQuoted(rules)}.`;
  const excluded =
    lost.lumisections === all.lumisections
      ? `all ${lost.lumisections}`
      : `the last ${lost.lumisections} of ${all.lumisections}`;
  return reason({
    clause,
    text,
    remaining: lost.lumisections,
    neverTrue: rules,
    message: `No lumisection passes. '${label(clause, text)}' excludes ${excluded}. ${alone}`,
  });
}
