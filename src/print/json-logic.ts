import type { Attribute } from '../catalogue/attribute.js';
import { oneLumisection } from '../catalogue/messages.js';
import { flagPrefix, pathOf } from '../catalogue/paths.js';
import { QueryError } from '../errors.js';
import { likePieces, literalText, matchesAll } from '../expression/like.js';
import type { JsonLogic, Node, NodeOf } from '../expression/node.js';
import { type Visitor, visit } from '../expression/walk.js';

type Rule = { readonly [operator: string]: JsonLogic };

const variable = (path: string): Rule => ({ var: path });
const equal = (left: JsonLogic, right: JsonLogic): Rule => ({ '==': [left, right] });
/** Negates a rule. All public documents use this form, and the portal's loss report shows it as one rule. */
export const isFalse = (rule: JsonLogic): Rule => equal(rule, false);
/** Returns the rule that excludes null. */
export const notNull = (path: string): Rule => isFalse(equal(variable(path), null));

const inexpressible = (message: string, attribute: string, hint: string): QueryError =>
  new QueryError('not-in-json-logic', message, { attribute, hint });

/** Returns the path of an attribute in the data of golden JSON. */
function path(attribute: Attribute): string {
  const jsonPath = pathOf(attribute);
  if (jsonPath !== undefined) return jsonPath;
  throw inexpressible(
    `Golden JSON has no data for '${attribute.name}'`,
    attribute.name,
    "Use datasets() to select datasets, or 'dataset.name'.",
  );
}

function like({ attribute, pattern }: NodeOf<'like'>): Rule {
  const value = variable(path(attribute));
  if (matchesAll(pattern)) return notNull(path(attribute));
  const pieces = likePieces(pattern);
  const [open, close] = [pieces[0] === 'any', pieces.at(-1) === 'any'];
  if (pieces.slice(open ? 1 : 0, close ? -1 : undefined).some((piece) => typeof piece === 'string'))
    throw inexpressible(
      `JSON logic has no wildcards within a string, got '${pattern}' for '${attribute.name}'`,
      attribute.name,
      'Use contains, startsWith or endsWith, joined with and().',
    );
  const text = literalText(pattern);
  if (open && close) return { in: [text, value] };
  if (open) return equal({ substr: [value, -text.length] }, text);
  return equal(close ? { substr: [value, 0, text.length] } : value, text);
}

function compare({ attribute, operator, value }: NodeOf<'compare'>): Rule {
  const actual = variable(path(attribute));
  // A missing value means "not included"; neither is true.
  if (attribute.absence === 'false' && value === false) return isFalse(equal(actual, true));
  return { [operator === '=' ? '==' : operator]: [actual, value] };
}

/** Returns the rule for a status of a flag. A single lumisection has no counts. */
function count({ flag, status, operator, value }: NodeOf<'count'>): Rule {
  const rule = equal(variable(`${flagPrefix}${flag}`), status);
  if (operator === '>=' && value === 1) return rule;
  if (operator === '<=' && value === 0) return isFalse(rule);
  throw inexpressible(
    oneLumisection(`cannot count lumisections of '${flag}'`),
    flag,
    `Write flag('${flag}').is('${status}').`,
  );
}

/** Returns the error for conditions on all lumisections of a flag. */
const ofAllLumisections = (flag: string, what: string): QueryError =>
  inexpressible(oneLumisection(`has no ${what} of '${flag}'`), flag, `Write flag('${flag}').is('GOOD').`);

const joined = ({ kind, members }: NodeOf<'and' | 'or'>): Rule => ({ [kind]: members.map(bareRule) });

const noRemarks = ({ flag, field }: NodeOf<'remark' | 'no-remark'>): never => {
  throw ofAllLumisections(flag, field);
};

const rules: Visitor<JsonLogic> = {
  compare,
  in: ({ attribute, values }) => ({ in: [variable(path(attribute)), values] }),
  like,
  null: ({ attribute }) => equal(variable(path(attribute)), null),
  has: ({ attribute, value }) => ({ in: [value, variable(path(attribute))] }),
  count,
  every: ({ flag }) => {
    throw ofAllLumisections(flag, 'statuses over all lumisections');
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
 * Prints a tree without guards. JSON logic compares null as a number, so `null <= 7000` is true.
 * @throws QueryError for conditions that JSON logic cannot express.
 */
export const bareRule = (tree: Node): JsonLogic => visit(tree, rules, undefined);
