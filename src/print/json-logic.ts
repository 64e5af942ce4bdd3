import { match } from 'ts-pattern';
import type { Attribute } from '../catalogue/attribute.js';
import { flagPrefix, pathOf } from '../catalogue/paths.js';
import { QueryError } from '../errors.js';
import { likePieces } from '../expression/like.js';
import type {
  AndNode,
  CompareNode,
  CountNode,
  JsonLogic,
  LikeNode,
  Node,
  NoRemarkNode,
  OrNode,
  RemarkNode,
} from '../expression/node.js';
import { type Visitor, visit } from '../expression/walk.js';

type Rule = { readonly [operator: string]: JsonLogic };

const variable = (path: string): Rule => ({ var: path });
const equal = (left: JsonLogic, right: JsonLogic): Rule => ({ '==': [left, right] });
/** Every public document writes a negation so, and the portal's loss report shows it as one rule. */
export const isFalse = (rule: JsonLogic): Rule => equal(rule, false);
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

const joined = ({ kind, members }: AndNode | OrNode): Rule => ({ [kind]: members.map(bareRule) });

const noRemarks = ({ flag, field }: RemarkNode | NoRemarkNode): never => {
  throw ofAllLumisections(flag, `the ${field}`);
};

const rules: Visitor<JsonLogic> = {
  compare,
  in: ({ attribute, values }) => ({ in: [variable(path(attribute)), values] }),
  like,
  null: ({ attribute }) => equal(variable(path(attribute)), null),
  has: ({ attribute, value }) => ({ in: [value, variable(path(attribute))] }),
  count: (tree) => {
    const { rule, negated } = status(tree);
    return negated ? isFalse(rule) : rule;
  },
  every: ({ flag }) => {
    throw ofAllLumisections(flag, 'every status');
  },
  remark: noRemarks,
  'no-remark': noRemarks,
  and: joined,
  or: joined,
  not: ({ member }) => isFalse(bareRule(member)),
  named: ({ member }) => bareRule(member),
  logic: ({ rule }) => rule,
};

/**
 * The rule of a tree, operator by operator, without guards: JSON logic compares null as a number, and `null <= 7000` is true.
 * @throws QueryError for what JSON logic cannot express.
 */
export const bareRule = (tree: Node): JsonLogic => visit(tree, rules, undefined);
