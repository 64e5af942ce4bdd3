import { QueryError } from '../errors.js';
import type { JsonLogic } from '../expression/node.js';
import { operation } from '../expression/operation.js';
import { compileValue, pathsOf } from '../logic/compile-value.js';
import { isEmptyList, isTruthy } from '../logic/truthy.js';
import { describe } from '../util/describe.js';
import { inspect } from '../util/inspect.js';
import { shortened } from '../util/strings.js';
import { describeRule } from './document/describe-rule.js';

/** A rule with its verdict for one lumisection. */
export interface TracedRule {
  /** The rule in JSON logic. */
  readonly rule: JsonLogic;
  /** The rule in English. */
  readonly text: string;
  /** True if the rule is true for the lumisection. */
  readonly passes: boolean;
  /**
   * Set for a rule that is not evaluated, because an earlier one decides: after a rule that returns an empty list, where JSON logic stops
   * and the portal passes the lumisection, or for a rule that JSON logic cannot evaluate.
   */
  readonly skipped?: true;
  /** The values that the rule reads, by path; null for a missing value. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The members of an `and` or `or`; empty for other rules. */
  readonly members: readonly TracedRule[];
}

/** A clause with its verdict. */
export interface TracedClause {
  /** The name of the clause, as in `clauses` of the golden JSON. */
  readonly name: string;
  /** The clause in English. */
  readonly text: string;
  /** True if all rules of the clause pass. */
  readonly passes: boolean;
  /** Set if no rule of the clause is evaluated. */
  readonly skipped?: true;
  /** The rules of the clause, in order. */
  readonly rules: readonly TracedRule[];
}

/** Every clause with its verdict for one lumisection. Print it to see why a lumisection fails. */
export interface Trace {
  /** CMS run number. */
  readonly run: number;
  /** The number of the lumisection, from 1. */
  readonly lumisection: number;
  /** The name of the dataset. */
  readonly dataset: string;
  /** True if the lumisection passes: the result of `evaluate`. */
  readonly passes: boolean;
  /** Every clause, in order. */
  readonly clauses: readonly TracedClause[];
  /** The clauses that are evaluated and fail. */
  readonly failed: readonly TracedClause[];
  /** Returns a line for each clause and rule, with the values that the rule reads. */
  toString(): string;
}

/** The lumisection and the position of a traced rule. */
interface TraceContext {
  readonly data: unknown;
  /** True if the value of the rule is the value of the document: the portal passes an empty list. */
  readonly decides: boolean;
}

/** A rule that was evaluated. */
interface Evaluated {
  readonly value: unknown;
}

/** Evaluates a rule. Undefined if JSON logic does not reach it and could not evaluate it. */
function evaluated(rule: JsonLogic, data: unknown, isReached: boolean): Evaluated | undefined {
  try {
    return { value: compileValue(rule)(data) };
  } catch (error) {
    if (isReached || !(error instanceof QueryError)) throw error;
    return undefined;
  }
}

/** Traces the members of an `and` or `or`. */
function traceMembers(kind: 'and' | 'or', rules: readonly JsonLogic[], { data, decides }: TraceContext): TracedRule[] {
  const members: TracedRule[] = [];
  let ended = false;
  let isOver = false;
  for (const [index, rule] of rules.entries()) {
    const result: Evaluated | undefined = isOver ? undefined : evaluated(rule, data, !ended);
    if (result === undefined) {
      members.push(notEvaluated(rule));
      continue;
    }
    const value: unknown = result.value;
    const ends: boolean = !ended && (isTruthy(value) === (kind === 'or') || index === rules.length - 1);
    ended ||= ends;
    isOver = decides && ends && kind === 'and' && isEmptyList(value);
    members.push(traceRule(rule, value, { data, decides: decides && ends }));
  }
  return members;
}

const textOf = (rule: JsonLogic): string => {
  const operator = operation(rule)?.operator;
  if (operator === 'or') return 'any of';
  return operator === 'and' ? 'all of' : describeRule(rule);
};

const notEvaluated = (rule: JsonLogic): TracedRule =>
  Object.freeze({
    rule,
    text: describeRule(rule),
    passes: false,
    skipped: true,
    values: Object.freeze({}),
    members: Object.freeze([]),
  });

function traceRule(rule: JsonLogic, value: unknown, context: TraceContext): TracedRule {
  const parts = operation(rule);
  const members =
    parts?.operator === 'and' || parts?.operator === 'or' ? traceMembers(parts.operator, parts.args, context) : [];
  const paths = members.length > 0 ? [] : [...new Set(pathsOf(rule))];
  return Object.freeze({
    rule,
    text: textOf(rule),
    passes: context.decides ? Boolean(value) : isTruthy(value),
    values: Object.freeze(Object.fromEntries(paths.map((path) => [path, compileValue({ var: path })(context.data)]))),
    members: Object.freeze(members),
  });
}

const mark = ({ passes, skipped }: { readonly passes: boolean; readonly skipped?: true }): string => {
  if (skipped) return '–';
  return passes ? '✓' : '✗';
};

/** Prints a value as JSON, or in words if it has no JSON. */
function json(value: unknown): string {
  try {
    return JSON.stringify(value) ?? describe(value);
  } catch {
    return describe(value);
  }
}

const printValue = (value: unknown): string => shortened(typeof value === 'string' ? `'${value}'` : json(value));

function ruleLines(rule: TracedRule, indent: string): string[] {
  const { text, values, members, skipped } = rule;
  const read = Object.values(values).map(printValue).join(', ');
  const note = skipped ? 'not evaluated: an earlier rule decides' : read;
  return [
    `${indent}${mark(rule)} ${text}${note === '' ? '' : `   (${note})`}`,
    ...members.flatMap((member) => ruleLines(member, `${indent}  `)),
  ];
}

/** Prints a clause. Its name has a separate line unless the text of its only rule includes it. */
function clauseLines(clause: TracedClause): string[] {
  const { name, text, rules } = clause;
  const [only] = rules;
  if (only !== undefined && rules.length === 1 && !text.startsWith(`${name} (`)) return ruleLines(only, '  ');
  return [`  ${mark(clause)} ${name}`, ...rules.flatMap((rule) => ruleLines(rule, '    '))];
}

/** Traces clauses for one lumisection. */
export function trace(
  clauses: readonly { readonly name: string; readonly text: string; readonly rules: readonly JsonLogic[] }[],
  data: {
    readonly run: { readonly run_number: number };
    readonly dataset: { readonly name: string };
    readonly lumisection: { readonly lumisection_number: number };
  },
  passes: boolean,
): Trace {
  const traced = traceMembers(
    'and',
    clauses.flatMap(({ rules }) => rules),
    { data, decides: true },
  );
  let next = 0;
  const all = clauses.map(({ name, text, rules: own }): TracedClause => {
    const rules = traced.slice(next, next + own.length);
    next += own.length;
    const skipped = rules.length > 0 && rules.every((rule) => rule.skipped);
    const holds = !skipped && rules.every((rule) => rule.passes || rule.skipped);
    return Object.freeze({ name, text, passes: holds, ...(skipped && { skipped }), rules: Object.freeze(rules) });
  });
  const failed = all.filter((clause) => !clause.skipped && !clause.passes);
  const { run_number: run } = data.run;
  const { lumisection_number: lumisection } = data.lumisection;
  const head = `run ${run}, lumisection ${lumisection}, ${data.dataset.name}: ${
    passes ? 'passes' : `fails ${failed.length} of ${all.length} clauses`
  }`;
  const print = (): string => [head, ...all.flatMap(clauseLines)].join('\n');
  return Object.freeze({
    run,
    lumisection,
    dataset: data.dataset.name,
    passes,
    clauses: Object.freeze(all),
    failed: Object.freeze(failed),
    toString: print,
    [inspect]: print,
  });
}
