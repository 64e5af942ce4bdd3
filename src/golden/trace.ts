import type { JsonLogic } from '../expression/node.js';
import { compileValue, pathsOf } from '../logic/compile-value.js';
import { operation } from '../logic/operation.js';
import { inWords } from './loss.js';

/** A rule with its verdict for one lumisection. */
export interface TracedRule {
  readonly rule: JsonLogic;
  /** The rule in English. */
  readonly text: string;
  readonly passes: boolean;
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
  readonly rules: readonly TracedRule[];
}

/** Every clause with its verdict for one lumisection. As a text, it is what to read to see why the lumisection failed. */
export interface Trace {
  readonly run: number;
  readonly lumisection: number;
  readonly dataset: string;
  readonly passes: boolean;
  readonly clauses: readonly TracedClause[];
  /** The clauses that fail. */
  readonly failed: readonly TracedClause[];
  toString(): string;
}

function traced(rule: JsonLogic, data: unknown): TracedRule {
  const found = operation(rule);
  const members =
    found?.operator === 'and' || found?.operator === 'or' ? found.args.map((one) => traced(one, data)) : [];
  const paths = members.length > 0 ? [] : [...new Set(pathsOf(rule))];
  return Object.freeze({
    rule,
    text: found?.operator === 'or' ? 'any of' : found?.operator === 'and' ? 'all of' : inWords(rule),
    passes: Boolean(compileValue(rule)(data)),
    values: Object.freeze(Object.fromEntries(paths.map((path) => [path, compileValue({ var: path })(data)]))),
    members: Object.freeze(members),
  });
}

const mark = (passes: boolean): string => (passes ? '✓' : '✗');

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? 'null');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

function lines({ text, passes, values, members }: TracedRule, indent: string): string[] {
  const held = Object.values(values).map(shown).join(', ');
  return [
    `${indent}${mark(passes)} ${text}${held === '' ? '' : `   (${held})`}`,
    ...members.flatMap((member) => lines(member, `${indent}  `)),
  ];
}

/** A name is worth a line of its own where it is not in the text of the only rule. */
function clauseLines({ name, text, passes, rules }: TracedClause): string[] {
  const [only] = rules;
  if (only !== undefined && rules.length === 1 && !text.startsWith(`${name} (`)) return lines(only, '  ');
  return [`  ${mark(passes)} ${name}`, ...rules.flatMap((rule) => lines(rule, '    '))];
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
  const all = clauses.map(({ name, text, rules }): TracedClause => {
    const each = rules.map((rule) => traced(rule, data));
    return Object.freeze({ name, text, passes: each.every((one) => one.passes), rules: Object.freeze(each) });
  });
  const failed = all.filter((clause) => !clause.passes);
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
