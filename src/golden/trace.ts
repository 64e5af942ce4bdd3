import { describe } from '../expression/describe.js';
import type { JsonLogic } from '../expression/node.js';
import { compileValue, pathsOf } from '../logic/compile-value.js';
import { operation } from '../logic/operation.js';
import { isTruthy } from '../logic/reference.js';
import { describeRule } from './document/describe-rule.js';

/** A rule with its verdict for one lumisection. */
export interface TracedRule {
  readonly rule: JsonLogic;
  /** The rule in English. */
  readonly text: string;
  readonly passes: boolean;
  /** Set behind a rule that returns an empty list: JSON logic stops there, and the portal takes the list for a pass. */
  readonly skipped?: true;
  /** The values that the rule reads, by path; null for what is missing. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Of an `and` or `or`, each member; else none. */
  readonly members: readonly TracedRule[];
}

/** A clause with its verdict. */
export interface TracedClause {
  readonly name: string;
  readonly text: string;
  readonly passes: boolean;
  /** Set where an empty list ends the rules before this clause. */
  readonly skipped?: true;
  readonly rules: readonly TracedRule[];
}

/** Every clause with its verdict for one lumisection. As a text, it is what to read to see why the lumisection failed. */
export interface Trace {
  readonly run: number;
  readonly lumisection: number;
  readonly dataset: string;
  readonly passes: boolean;
  readonly clauses: readonly TracedClause[];
  /** The clauses that are evaluated and fail. */
  readonly failed: readonly TracedClause[];
  toString(): string;
}

/** How far a rule is looked at. */
interface Tracing {
  readonly data: unknown;
  /** Whether the value of the rule is that of the document, of which the portal takes an empty list for a pass. */
  readonly decides: boolean;
}

/** Traces rules that `and` or `or` joins. */
function tracedAll(kind: 'and' | 'or', rules: readonly JsonLogic[], { data, decides }: Tracing): TracedRule[] {
  const each: TracedRule[] = [];
  let ended = false;
  let isOver = false;
  for (const [index, rule] of rules.entries()) {
    if (isOver) {
      each.push(notEvaluated(rule));
      continue;
    }
    const value = compileValue(rule)(data);
    const ends: boolean = !ended && (isTruthy(value) === (kind === 'or') || index === rules.length - 1);
    ended ||= ends;
    isOver = decides && ends && kind === 'and' && isEmptyList(value);
    each.push(traced(rule, value, { data, decides: decides && ends }));
  }
  return each;
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const textOf = (rule: JsonLogic): string => {
  const operator = operation(rule)?.operator;
  return operator === 'or' ? 'any of' : operator === 'and' ? 'all of' : describeRule(rule);
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

function traced(rule: JsonLogic, value: unknown, tracing: Tracing): TracedRule {
  const found = operation(rule);
  const members =
    found?.operator === 'and' || found?.operator === 'or' ? tracedAll(found.operator, found.args, tracing) : [];
  const paths = members.length > 0 ? [] : [...new Set(pathsOf(rule))];
  return Object.freeze({
    rule,
    text: textOf(rule),
    passes: tracing.decides ? Boolean(value) : isTruthy(value),
    values: Object.freeze(Object.fromEntries(paths.map((path) => [path, compileValue({ var: path })(tracing.data)]))),
    members: Object.freeze(members),
  });
}

const mark = ({ passes, skipped }: { readonly passes: boolean; readonly skipped?: true }): string =>
  skipped ? '–' : passes ? '✓' : '✗';

/** A value as JSON, or in words where it has none. */
function json(value: unknown): string {
  try {
    return JSON.stringify(value) ?? describe(value);
  } catch {
    return describe(value);
  }
}

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? `'${value}'` : json(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

function lines(one: TracedRule, indent: string): string[] {
  const { text, values, members, skipped } = one;
  const read = Object.values(values).map(shown).join(', ');
  const note = skipped ? 'not evaluated: an empty list ended the rules and counts as a pass' : read;
  return [
    `${indent}${mark(one)} ${text}${note === '' ? '' : `   (${note})`}`,
    ...members.flatMap((member) => lines(member, `${indent}  `)),
  ];
}

/** A name is worth a line of its own where it is not in the text of the only rule. */
function clauseLines(clause: TracedClause): string[] {
  const { name, text, rules } = clause;
  const [only] = rules;
  if (only !== undefined && rules.length === 1 && !text.startsWith(`${name} (`)) return lines(only, '  ');
  return [`  ${mark(clause)} ${name}`, ...rules.flatMap((rule) => lines(rule, '    '))];
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
  const each = tracedAll(
    'and',
    clauses.flatMap(({ rules }) => rules),
    { data, decides: true },
  );
  let next = 0;
  const all = clauses.map(({ name, text, rules: own }): TracedClause => {
    const rules = each.slice(next, next + own.length);
    next += own.length;
    const skipped = rules.length > 0 && rules.every((one) => one.skipped);
    const holds = !skipped && rules.every((one) => one.passes || one.skipped);
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
    [Symbol.for('nodejs.util.inspect.custom')]: print,
  });
}
