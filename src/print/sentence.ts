import { match } from 'ts-pattern';
import type { Attribute } from '../catalogue/attribute.js';
import { likePieces } from '../expression/like.js';
import type { CompareNode, LikeNode, Node } from '../expression/node.js';

const quote = (value: number | string | boolean): string => (typeof value === 'string' ? `'${value}'` : String(value));

const list = (values: readonly (number | string)[]): string => {
  const shown = values.slice(0, 8).map(quote).join(', ');
  return values.length > 8 ? `${shown}, … (${values.length} in all)` : shown;
};

const withUnit = (attribute: Attribute, value: string): string =>
  attribute.type === 'number' && attribute.unit !== undefined && value !== '0' ? `${value} ${attribute.unit}` : value;

function comparison({ attribute, operator, value }: CompareNode, negated: boolean): string {
  const { name } = attribute;
  if (typeof value === 'boolean') {
    if (attribute.absence === 'false') return `${name} is ${value !== negated ? 'true' : 'absent'}`;
    return `${name} is ${value !== negated}`;
  }
  const shown = attribute.type === 'date' ? value : quote(value);
  if (operator === '=') return `${name} is ${negated ? 'not ' : ''}${withUnit(attribute, String(shown))}`;
  const turned = { '>': '<=', '>=': '<', '<': '>=', '<=': '>' } as const;
  return `${name} ${negated ? turned[operator] : operator} ${withUnit(attribute, String(shown))}`;
}

/** What an expression speaks of: rows with all their lumisections, or one lumisection. */
export type Subject = 'rows' | 'lumisection';

const remarkName = { comments: 'comment', causes: 'cause' } as const;

/** JSON logic knows parts of texts and no patterns. */
function part({ attribute, pattern }: LikeNode, negated: boolean): string {
  const pieces = likePieces(pattern);
  const text = pieces.map((piece) => (typeof piece === 'object' ? piece.literal : '')).join('');
  const [open, close] = [pieces[0] === 'any', pieces.at(-1) === 'any'];
  const [does, doesNot] =
    open && close
      ? ['contains', 'does not contain']
      : open
        ? ['ends with', 'does not end with']
        : close
          ? ['starts with', 'does not start with']
          : ['is', 'is not'];
  return `${attribute.name} ${negated ? doesNot : does} '${text}'`;
}

function leaf(tree: Node, negated: boolean, of: Subject): string {
  const not = negated ? 'not ' : '';
  return match(tree)
    .with({ kind: 'compare' }, (node) => comparison(node, negated))
    .with({ kind: 'in' }, ({ attribute, values }) => `${attribute.name} is ${not}one of ${list(values)}`)
    .with({ kind: 'like' }, (node) =>
      of === 'lumisection' ? part(node, negated) : `${node.attribute.name} is ${not}like '${node.pattern}'`,
    )
    .with({ kind: 'null' }, ({ attribute }) => `${attribute.name} is ${not}null`)
    .with(
      { kind: 'has' },
      ({ attribute, value }) => `${attribute.name} ${negated ? 'does not have' : 'has'} '${value}'`,
    )
    .with({ kind: 'count' }, ({ flag, status, operator, value }) => {
      if (of === 'lumisection') return `${flag} is ${(operator === '>=') === negated ? 'not ' : ''}${status}`;
      const least = operator === '>=' ? value : value + 1;
      const atLeast = (operator === '>=') !== negated;
      const most = least - 1;
      if (atLeast)
        return `${flag} is ${status} in at least ${least === 1 ? 'one lumisection' : `${least} lumisections`}`;
      return most === 0
        ? `${flag} is ${status} in no lumisection`
        : `${flag} is ${status} in at most ${most === 1 ? 'one lumisection' : `${most} lumisections`}`;
    })
    .with({ kind: 'every' }, ({ flag, status }) =>
      negated
        ? `${flag} is other than ${status} in some lumisection, or has none`
        : `${flag} is ${status} in every lumisection`,
    )
    .with({ kind: 'remark' }, ({ flag, field, test }) => {
      const what = 'like' in test ? `is like '${test.like}'` : `is '${test.equals}'`;
      return `${negated ? 'no' : 'a'} ${remarkName[field]} on ${flag} ${what}`;
    })
    .with({ kind: 'no-remark' }, ({ flag, field }) => `${flag} has ${negated ? 'a' : 'no'} ${remarkName[field]}`)
    .with({ kind: 'logic' }, ({ rule }) => `${negated ? 'not ' : ''}${JSON.stringify(rule)}`)
    .otherwise(() => '');
}

/** `x >= a` and `x <= b`, one after the other, read better as `x between a and b`. */
function between(first: Node, second: Node | undefined): string | undefined {
  if (first.kind !== 'compare' || second?.kind !== 'compare' || first.attribute.wire !== second.attribute.wire)
    return undefined;
  if (first.operator !== '>=' || second.operator !== '<=') return undefined;
  const { attribute } = first;
  const show = (value: number | string | boolean) => String(value);
  return `${attribute.name} is between ${show(first.value)} and ${withUnit(attribute, show(second.value))}`;
}

const flattened = (kind: 'and' | 'or', members: readonly Node[]): readonly Node[] =>
  members.flatMap((member) => (member.kind === kind ? flattened(kind, member.members) : [member]));

function joined(
  kind: 'and' | 'or',
  members: readonly Node[],
  negated: boolean,
  of: Subject,
): { text: string; single: boolean } {
  const flat = flattened(kind, members);
  const texts: string[] = [];
  for (let i = 0; i < flat.length; i++) {
    const current = flat[i] as Node;
    const pair = kind === 'and' && !negated ? between(current, flat[i + 1]) : undefined;
    if (pair !== undefined) i++;
    texts.push(pair ?? phrase(current, negated, flat.length > 1, of));
  }
  return { text: texts.join((kind === 'and') !== negated ? ' and ' : ' or '), single: texts.length === 1 };
}

function phrase(tree: Node, negated: boolean, nested: boolean, of: Subject): string {
  if (tree.kind === 'not') return phrase(tree.member, !negated, nested, of);
  if (tree.kind === 'named') return `${negated ? 'not ' : ''}${tree.name} (${phrase(tree.member, false, false, of)})`;
  if (tree.kind !== 'and' && tree.kind !== 'or') return leaf(tree, negated, of);
  const { text, single } = joined(tree.kind, tree.members, negated, of);
  return nested && !single ? `(${text})` : text;
}

/**
 * An expression as an English phrase: `energy >= 6000 GeV and dt-dt is GOOD in at least one lumisection`; of one lumisection alone,
 * `dt-dt is GOOD`.
 */
export const sentence = (tree: Node, of: Subject = 'rows'): string => phrase(tree, false, false, of);
