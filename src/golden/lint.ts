import type { Attribute } from '../catalogue/attribute.js';
import { attributeAt, flagAt, flagPrefix } from '../catalogue/paths.js';
import { statuses } from '../catalogue/states.js';
import { pointer } from '../expression/json-data.js';
import type { JsonLogic } from '../expression/node.js';
import { compileValue, isBoolean, isWhollyCovered, pathsOf, type Value } from '../logic/compile-value.js';
import { operation } from '../logic/operation.js';
import { printClauses } from '../print/guards.js';
import { notNull } from '../print/json-logic.js';
import { checkDocument } from './check.js';
import { inWords } from './loss.js';
import { type Finding, type Problem, problem } from './problem.js';
import { readRule } from './read-rule.js';

/** A rule at its place in the document. */
interface Placed {
  readonly rule: JsonLogic;
  readonly path: string;
}

/** Members of an `and`, those of an `and` within it too. */
function conjuncts({ rule, path }: Placed): readonly Placed[] {
  const found = operation(rule);
  if (found?.operator !== 'and') return [{ rule, path }];
  return found.args.flatMap((one, index) => conjuncts({ rule: one, path: pointer(path, 'and', index) }));
}

/** The one thing that a rule asks; undefined where there are several, or none. */
function subject(rule: JsonLogic): string | undefined {
  if (!isWhollyCovered(rule) || !isBoolean(rule)) return undefined;
  const paths = new Set(pathsOf(rule));
  return paths.size === 1 ? [...paths][0] : undefined;
}

/** Data in which one path holds a value. */
function holding(path: string, value: unknown): unknown {
  return path.split('.').reduceRight<unknown>((held, name) => ({ [name]: held }), value);
}

const compiled = new WeakMap<object, Value>();

/** A rule is asked about many values, and is compiled once. */
function holds(rule: JsonLogic, data: unknown): boolean {
  let value = compiled.get(rule as object);
  if (value === undefined) {
    value = compileValue(rule);
    compiled.set(rule as object, value);
  }
  return Boolean(value(data));
}

/** The values that a rule compares with. */
function constants(rule: JsonLogic): readonly (number | string | boolean)[] {
  if (Array.isArray(rule)) return rule.flatMap(constants);
  const found = operation(rule);
  if (found !== undefined) return found.operator === 'var' ? [] : found.args.flatMap(constants);
  return typeof rule === 'number' || typeof rule === 'string' || typeof rule === 'boolean' ? [rule] : [];
}

/** Numbers at which a comparison with the given ones can change its answer: each of them, and one between each pair. */
function numbers(given: readonly number[], [low, high]: readonly [number, number]): readonly number[] {
  const sorted = [...new Set([low, ...given, high])].sort((a, b) => a - b).filter((one) => one >= low && one <= high);
  return sorted.flatMap((one, index) => {
    const next = sorted[index + 1];
    return next === undefined ? [one] : [one, (one + next) / 2];
  });
}

const anyNumber: readonly [number, number] = [-Number.MAX_VALUE / 4, Number.MAX_VALUE / 4];

/**
 * Values that the thing at a path can have, enough of them that rules on it can tell no more apart; undefined where that is not known.
 * `any` takes numbers beyond the range of the attribute too.
 */
function samples(path: string, rules: readonly JsonLogic[], any = false): readonly unknown[] | undefined {
  const given = rules.flatMap(constants);
  if (flagAt(path) !== undefined) return statuses;
  const attribute = attributeAt(path);
  if (attribute === undefined) return undefined;
  const { type, values = [], range = anyNumber } = attribute;
  const texts = [...new Set(given.filter((one) => typeof one === 'string'))];
  switch (type) {
    case 'boolean':
      return attribute.absence === 'false' ? [true, null] : [true, false];
    case 'enum':
      return values;
    case 'number':
      return numbers(
        // A text is compared as the number that it is, if it is one.
        given.map(Number).filter(Number.isFinite),
        any ? anyNumber : range,
      );
    case 'list':
      return [[], texts, ...texts.map((text) => [text])];
    default:
      // Parts of texts are joined, since a text can contain several; two by two where they are not too many.
      return [
        '',
        '\u0001',
        ...texts,
        texts.join('\u0001'),
        ...(texts.length > 30 ? [] : texts.flatMap((one) => texts.map((other) => `${one}\u0001${other}`))),
      ];
  }
}

/** Of a text, the samples may be too few to say that no value passes, but only where parts of it are asked for in many ways. */
const isSure = (attribute: Attribute | undefined, rules: readonly JsonLogic[]): boolean =>
  attribute === undefined || (attribute.type !== 'string' && attribute.type !== 'date') || rules.length <= 2;

const mentionsNull = (rule: JsonLogic): boolean => {
  if (rule === null) return true;
  if (Array.isArray(rule)) return rule.some(mentionsNull);
  return operation(rule)?.args.some(mentionsNull) ?? false;
};

/** Whether null is a value like others: a key is never null, and an absent component is not included. */
const canBeNull = (path: string): boolean => {
  if (flagAt(path) !== undefined) return true;
  const attribute = attributeAt(path);
  return (
    attribute !== undefined &&
    attribute.home !== 'column' &&
    attribute.absence !== 'false' &&
    attribute.name !== 'run_number'
  );
};

/** A rule that holds where its subject is null, though it does not speak of null. */
function nullFinding({ rule }: Placed, safe: ReadonlySet<string>): Finding | undefined {
  const path = subject(rule);
  if (path === undefined || safe.has(path) || !canBeNull(path) || mentionsNull(rule)) return undefined;
  const nothing = holding(path, null);
  if (!holds(rule, nothing)) return undefined;
  // A rule that no condition says is kept as it is, with guards too.
  const guarded = printClauses([readRule(rule)], true).flatMap(({ rules }) => rules);
  return {
    code: 'passes-on-null',
    severity: 'warning',
    message: `'${inWords(rule)}' is true also where ${path} is null or missing`,
    hint: guarded.every((one) => holds(one, nothing))
      ? `join it by and to ${JSON.stringify(notNull(path))}`
      : 'withGuards() keeps null out',
  };
}

function constantFinding({ rule }: Placed): Finding | undefined {
  const path = subject(rule);
  const held = path === undefined ? undefined : samples(path, [rule]);
  if (path === undefined || held === undefined || held.length === 0) {
    if (!isWhollyCovered(rule) || pathsOf(rule).length > 0) return undefined;
    const value = Boolean(compileValue(rule)({}));
    return {
      code: value ? 'always-true' : 'never-true',
      severity: value ? 'warning' : 'error',
      message: `the rule is always ${value}, whatever the lumisection`,
      hint: 'leave it out',
    };
  }
  const isTrueOf = (value: unknown): boolean => holds(rule, holding(path, value));
  if (!held.some(isTrueOf) && !isTrueOf(null))
    return { code: 'never-true', message: `'${inWords(rule)}' can never be true`, hint: 'no lumisection passes' };
  if (samples(path, [rule], true)?.every(isTrueOf) && !mentionsNull(rule))
    return {
      code: 'always-true',
      severity: 'warning',
      message: `'${inWords(rule)}' is true for every value that ${path} can have`,
      hint: 'leave it out',
    };
  return undefined;
}

/** Rules on one thing that no value of it fulfils together, each of which some value does. */
function contradictions(rules: readonly Placed[]): Problem[] {
  const bySubject = new Map<string, Placed[]>();
  for (const placed of rules) {
    const path = subject(placed.rule);
    if (path === undefined) continue;
    const others = bySubject.get(path);
    if (others === undefined) bySubject.set(path, [placed]);
    else others.push(placed);
  }
  return [...bySubject].flatMap(([path, placed]) => {
    const together = placed.map(({ rule }) => rule);
    if (together.length < 2 || !isSure(attributeAt(path), together)) return [];
    const held = samples(path, together);
    if (held === undefined) return [];
    const data = [...held, null].map((value) => holding(path, value));
    const possible = (some: readonly JsonLogic[]): boolean => {
      // The rule that refused one value is asked first about the next, and most often refuses it too.
      let first = 0;
      return data.some((one) => {
        const refusing = some.findIndex((_, index) => !holds(some[(first + index) % some.length] as JsonLogic, one));
        if (refusing > 0) first = (first + refusing) % some.length;
        return refusing === -1;
      });
    };
    if (possible(together) || together.some((rule) => !possible([rule]))) return [];
    const last = placed.at(-1) as Placed;
    return [
      problem(last.path, {
        code: 'contradiction',
        message: `${together.map((rule) => `'${inWords(rule)}'`).join(' and ')} cannot hold together`,
        hint: 'no lumisection passes; join them with or',
      }),
    ];
  });
}

function lowLuminosity({ rule }: Placed): Finding | undefined {
  return JSON.stringify(rule) === `{"==":[{"var":"${flagPrefix}dc-lowlumi"},"GOOD"]}`
    ? {
        code: 'low-luminosity',
        severity: 'warning',
        message: 'dc-lowlumi GOOD asks for lumisections of low luminosity',
        hint: "in dc-lowlumi, BAD means 'not low luminosity': ask for BAD",
      }
    : undefined;
}

function duplicates(rules: readonly Placed[]): Problem[] {
  const first = new Map<string, string>();
  return rules.flatMap(({ rule, path }) => {
    const key = JSON.stringify(rule);
    const before = first.get(key);
    if (before === undefined) first.set(key, path);
    return before === undefined
      ? []
      : [
          problem(path, {
            code: 'duplicate',
            severity: 'warning',
            message: `'${inWords(rule)}' stands here again`,
            hint: `it is at ${before} already`,
          }),
        ];
  });
}

/** Looks at a conjunction, and at every conjunction within its disjunctions. */
function lintRules(placed: Placed, outer: ReadonlySet<string>): Problem[] {
  const rules = conjuncts(placed);
  const safe = new Set(outer);
  for (const { rule } of rules) {
    const path = subject(rule);
    if (path !== undefined && !holds(rule, holding(path, null))) safe.add(path);
  }
  return [
    ...rules.flatMap((one) => {
      const found = operation(one.rule);
      if (found?.operator === 'or') {
        const members = found.args.map((rule, index): Placed => ({ rule, path: pointer(one.path, 'or', index) }));
        return [...members.flatMap((member) => lintRules(member, safe)), ...duplicates(members)];
      }
      if (found?.operator === 'if' || found?.operator === '?:')
        return [
          problem(pointer(one.path, found.operator), {
            code: 'no-loss-report' as const,
            severity: 'warning' as const,
            message: `the loss report of the portal breaks off at '${found.operator}', so that the record is never complete`,
            hint: 'write it with and and or',
          }),
        ];
      return [nullFinding(one, safe), constantFinding(one), lowLuminosity(one)].flatMap((finding) =>
        finding === undefined ? [] : [problem(one.path, finding)],
      );
    }),
    ...duplicates(rules),
    ...contradictions(rules),
  ];
}

/** Pointers in the order of the document: the tenth rule after the second. */
const order = (a: Problem, b: Problem): number => a.path.localeCompare(b.path, 'en', { numeric: true });

/** Everything that is wrong with a document, or probably not meant, in the order of the document. */
export function lintDocument(document: JsonLogic): readonly Problem[] {
  const problems = [...checkDocument(document), ...lintRules({ rule: document, path: '' }, new Set())];
  return Object.freeze(problems.sort(order));
}
