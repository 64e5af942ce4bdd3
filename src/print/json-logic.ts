import { match } from 'ts-pattern';
import type { Attribute } from '../catalogue/attribute.js';
import { flagPrefix, pathOf } from '../catalogue/paths.js';
import { QueryError } from '../errors.js';
import { likePieces } from '../expression/like.js';
import type { AndNode, CompareNode, CountNode, JsonLogic, LikeNode, Node, OrNode } from '../expression/node.js';

type Rule = { readonly [operator: string]: JsonLogic };

const variable = (path: string): Rule => ({ var: path });
const equal = (left: JsonLogic, right: JsonLogic): Rule => ({ '==': [left, right] });
/** Every public document writes a negation so, and the portal's loss report shows it as one rule. */
const isFalse = (rule: JsonLogic): Rule => equal(rule, false);
/** The rule that keeps null out. */
export const notNull = (path: string): Rule => isFalse(equal(variable(path), null));

const inexpressible = (what: string, attribute: string, hint: string): QueryError =>
  new QueryError('not-in-json-logic', `golden JSON cannot be asked ${what}`, { attribute, hint });

/** The path of an attribute in the data that golden JSON is decided on. */
function path(attribute: Attribute): string {
  const found = pathOf(attribute);
  if (found !== undefined) return found;
  throw inexpressible(
    `by '${attribute.name}', which is not in the data that the portal decides on`,
    attribute.name,
    "use datasets() to choose datasets, or 'dataset.name'",
  );
}

/** What a pattern asks for, where JSON logic has a word for it. */
type Text =
  | { readonly kind: 'contains' | 'starts' | 'ends' | 'equals'; readonly text: string }
  | { readonly kind: 'any' };

function textOf({ attribute, pattern }: LikeNode): Text {
  const pieces = likePieces(pattern);
  const open = pieces[0] === 'any';
  const close = pieces.length > 1 && pieces.at(-1) === 'any';
  const inner = pieces.slice(open ? 1 : 0, close ? -1 : undefined);
  const text = inner.map((piece) => (typeof piece === 'object' ? piece.literal : undefined));
  if (text.includes(undefined))
    throw inexpressible(
      `whether '${attribute.name}' is like '${pattern}': JSON logic knows no wildcards within a text`,
      attribute.name,
      'use contains, startsWith or endsWith, joined with and()',
    );
  if (text.length === 0) return open ? { kind: 'any' } : { kind: 'equals', text: '' };
  const kind = open && close ? 'contains' : open ? 'ends' : close ? 'starts' : 'equals';
  return { kind, text: text.join('') };
}

function like(node: LikeNode): Rule {
  const held = variable(path(node.attribute));
  return match(textOf(node))
    .with({ kind: 'any' }, () => notNull(path(node.attribute)))
    .with({ kind: 'contains' }, ({ text }): Rule => ({ in: [text, held] }))
    .with({ kind: 'starts' }, ({ text }) => equal({ substr: [held, 0, text.length] }, text))
    .with({ kind: 'ends' }, ({ text }) => equal({ substr: [held, -text.length] }, text))
    .with({ kind: 'equals' }, ({ text }) => equal(held, text))
    .exhaustive();
}

function compare({ attribute, operator, value }: CompareNode): Rule {
  const held = variable(path(attribute));
  // Absent means "not included": neither is true.
  if (attribute.absence === 'false' && value === false) return isFalse(equal(held, true));
  return { [operator === '=' ? '==' : operator]: [held, value] };
}

/** Of one lumisection, a flag has a status or has it not; how often is no question. */
function status({ flag, status, operator, value }: CountNode): { readonly rule: Rule; readonly negated: boolean } {
  const rule = equal(variable(`${flagPrefix}${flag}`), status);
  if (operator === '>=' && value === 1) return { rule, negated: false };
  if (operator === '<=' && value === 0) return { rule, negated: true };
  throw inexpressible(
    `for a number of lumisections of '${flag}': it decides on one lumisection at a time`,
    flag,
    `write flag('${flag}').is('${status}')`,
  );
}

/** What is not known of one lumisection alone. */
const ofAllLumisections = (flag: string, what: string): QueryError =>
  inexpressible(
    `for ${what} of '${flag}': it decides on one lumisection at a time`,
    flag,
    `write flag('${flag}').is('GOOD')`,
  );

/**
 * The rule of a tree, each operator in its place and nothing beside it: null is compared as JSON logic compares it, where it is less
 * than 7000.
 * @throws QueryError for what JSON logic has no word for.
 */
export function bareRule(tree: Node): JsonLogic {
  switch (tree.kind) {
    case 'compare':
      return compare(tree);
    case 'in':
      return { in: [variable(path(tree.attribute)), tree.values] };
    case 'like':
      return like(tree);
    case 'null':
      return equal(variable(path(tree.attribute)), null);
    case 'has':
      return { in: [tree.value, variable(path(tree.attribute))] };
    case 'count': {
      const { rule, negated } = status(tree);
      return negated ? isFalse(rule) : rule;
    }
    case 'every':
      throw ofAllLumisections(tree.flag, 'every status');
    case 'remark':
    case 'no-remark':
      throw ofAllLumisections(tree.flag, `the ${tree.field}`);
    case 'and':
    case 'or':
      return { [tree.kind]: tree.members.map(bareRule) };
    case 'not':
      return isFalse(bareRule(tree.member));
    case 'named':
      return bareRule(tree.member);
    case 'logic':
      return tree.rule;
  }
}

/** A condition on one thing, and what it says of null. */
interface Leaf {
  readonly rule: JsonLogic;
  /** The path of the one thing that can be null; undefined where null is no question. */
  readonly path: string | undefined;
  /** Whether the rule is true where that is null. */
  readonly passesNull: boolean;
}

/** What a comparison of JavaScript, hence of JSON logic, makes of null. */
const nullIs = (operator: CompareNode['operator'], value: number | string | boolean): boolean => {
  const nothing = null as unknown as number;
  const other = value as number;
  return match(operator)
    .with('=', () => false)
    .with('>', () => nothing > other)
    .with('>=', () => nothing >= other)
    .with('<', () => nothing < other)
    .with('<=', () => nothing <= other)
    .exhaustive();
};

const likeNull = (node: LikeNode): boolean => {
  const text = textOf(node);
  // `substr` makes the text `null` of null.
  if (text.kind === 'starts') return 'null'.startsWith(text.text);
  return text.kind === 'ends' && 'null'.endsWith(text.text);
};

/** A column is never null. */
const nullablePath = (attribute: Attribute): string | undefined =>
  attribute.absence === 'false' || pathOf(attribute) === undefined || isKey(attribute) ? undefined : path(attribute);

const isKey = ({ home, name }: Attribute): boolean => home === 'column' || name === 'run_number';

function leafOf(tree: Node, negated: boolean): Leaf {
  const rule = negated ? isFalse(bareRule(tree)) : bareRule(tree);
  const asks = (where: string | undefined, nullHolds: boolean): Leaf => ({
    rule,
    path: where,
    passesNull: where !== undefined && nullHolds !== negated,
  });
  switch (tree.kind) {
    case 'compare':
      return asks(nullablePath(tree.attribute), nullIs(tree.operator, tree.value));
    case 'in':
    case 'has':
      return asks(nullablePath(tree.attribute), false);
    case 'like':
      return asks(nullablePath(tree.attribute), likeNull(tree));
    case 'count': {
      const { rule: has, negated: hasNot } = status(tree);
      const isNot = hasNot !== negated;
      return { rule: isNot ? isFalse(has) : has, path: `${flagPrefix}${tree.flag}`, passesNull: isNot };
    }
    case 'null':
      // Who asks for null means it; who asks for a value keeps null out.
      return { rule, path: negated ? nullablePath(tree.attribute) : undefined, passesNull: false };
    default:
      return { rule, path: undefined, passesNull: false };
  }
}

type Joined = AndNode | OrNode;

/** `and` or `or` of the members that a tree becomes when `not` is pushed down to its conditions; undefined for a condition. */
function joinedOf(tree: Node, negated: boolean): { kind: Joined['kind']; members: readonly Signed[] } | undefined {
  if (tree.kind === 'not') return joinedOf(tree.member, !negated);
  if (tree.kind === 'named') return joinedOf(tree.member, negated);
  if (tree.kind !== 'and' && tree.kind !== 'or') return undefined;
  const kind = (tree.kind === 'and') === negated ? 'or' : 'and';
  return { kind, members: tree.members.map((member) => ({ tree: member, negated })) };
}

interface Signed {
  readonly tree: Node;
  readonly negated: boolean;
}

function conditionOf({ tree, negated }: Signed): Signed {
  if (tree.kind === 'not') return conditionOf({ tree: tree.member, negated: !negated });
  return tree.kind === 'named' ? conditionOf({ tree: tree.member, negated }) : { tree, negated };
}

/** Paths of which some condition of a conjunction already keeps null out. */
function keptOut(members: readonly Signed[], outer: ReadonlySet<string>): Set<string> {
  const found = new Set(outer);
  for (const member of members) {
    if (joinedOf(member.tree, member.negated) !== undefined) continue;
    const condition = conditionOf(member);
    const leaf = leafOf(condition.tree, condition.negated);
    if (leaf.path !== undefined && !leaf.passesNull) found.add(leaf.path);
  }
  return found;
}

/** The rules of a member of a conjunction, with a guard before it where null would pass; one guard serves what follows. */
function conjuncts(member: Signed, safe: Set<string>): readonly JsonLogic[] {
  const joined = joinedOf(member.tree, member.negated);
  if (joined !== undefined) return [joinedRule(joined.kind, joined.members, safe)];
  const condition = conditionOf(member);
  const leaf = leafOf(condition.tree, condition.negated);
  if (!leaf.passesNull || leaf.path === undefined || safe.has(leaf.path)) return [leaf.rule];
  safe.add(leaf.path);
  return [notNull(leaf.path), leaf.rule];
}

function joinedRule(kind: Joined['kind'], members: readonly Signed[], outer: ReadonlySet<string>): JsonLogic {
  if (kind === 'and') {
    const safe = keptOut(members, outer);
    return { and: members.flatMap((member) => conjuncts(member, safe)) };
  }
  return {
    or: members.map((member) => {
      const rules = conjuncts(member, new Set(outer));
      return rules.length === 1 ? (rules[0] as JsonLogic) : { and: rules };
    }),
  };
}

/** A clause at the top of a golden JSON, and what it is written as. */
export interface PrintedClause {
  readonly clause: Node;
  /** Rules that all must hold. */
  readonly rules: readonly JsonLogic[];
}

/** The members of an `and` with a name stand side by side in the document. */
const spread = (clause: Node): readonly Node[] => {
  if (clause.kind === 'named') return spread(clause.member);
  return clause.kind === 'and' ? clause.members : [clause];
};

/**
 * The rules of clauses that all must hold. With guards, a rule is true exactly where its clause is true under the three-valued logic of
 * SQL: where JSON logic would let null pass, a rule before it keeps null out, unless another does so already.
 * @throws QueryError for what JSON logic has no word for.
 */
export function printClauses(clauses: readonly Node[], guards: boolean): readonly PrintedClause[] {
  const members = clauses.map((clause) => ({
    clause,
    members: (clause.kind === 'named' ? spread(clause) : [clause]).map((tree): Signed => ({ tree, negated: false })),
  }));
  const safe = keptOut(
    members.flatMap((one) => one.members),
    new Set(),
  );
  return members.map(({ clause, members: own }) => ({
    clause,
    rules: guards ? own.flatMap((member) => conjuncts(member, safe)) : own.map(({ tree }) => bareRule(tree)),
  }));
}
