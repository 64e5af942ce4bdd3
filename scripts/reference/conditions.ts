/** Prints the page of conditions, from the docstrings of `src/expression/conditions.ts`. */
import { operatorMethods } from '../../src/expression/operators.js';
import { code, fence, link, page, table } from './markdown.js';
import { docstring, type Member, membersOf } from './sources.js';

const path = 'expression/conditions.ts';

interface Section {
  readonly name: string;
  /** The interface of the conditions. */
  readonly of: string;
  readonly example: string;
  /** The section that has the other conditions of the interface. */
  readonly like?: string;
  /** A type whose docstring explains the values. */
  readonly values?: string;
}

const sections: readonly Section[] = [
  { name: 'number', of: 'NumberCondition', example: "runs().where('energy').between(6000, 7000);" },
  {
    name: 'run_number',
    of: 'RunNumberCondition',
    like: 'number',
    example: "runs().where('run_number').in([355100, 355101]);",
  },
  { name: 'date', of: 'DateCondition', values: 'DateValue', example: "runs().where('start_time').gte('2018-05');" },
  { name: 'string', of: 'StringCondition', example: "runs().where('class').like('Collisions24%');" },
  { name: 'state', of: 'EnumCondition', example: "runs().where('state').is('SIGNOFF');" },
  { name: 'boolean', of: 'BooleanCondition', example: "runs().where('significant').is(true);" },
  { name: 'list', of: 'ListCondition', example: "runs().where('components').has('TRACKER');" },
  {
    name: 'datasets_in_gui',
    of: 'ElementCondition',
    example: "datasets().where('datasets_in_gui').has('/ZeroBias/Run2018A-PromptReco-v1/DQMIO');",
  },
  { name: 'flag', of: 'FlagCondition', example: "runs().flag('tracker', 'strip').every('GOOD');" },
];

/** Returns the operators of the registry that `where(name, operator, value)` takes for a type. */
function operatorText(name: string): readonly string[] {
  const operators = Object.keys(operatorMethods[name === 'state' ? 'enum' : name] ?? {});
  if (operators.length === 0) return [];
  return [`Operators of \`where(name, operator, value)\`: ${operators.map(code).join(' ')}`];
}

/** The conditions of each kind of attribute, by the heading of its section. */
export type ConditionTypes = Readonly<Record<string, readonly string[]>>;

/** Returns the names of the conditions of each kind of attribute. */
export const conditionTypes = (): ConditionTypes =>
  Object.fromEntries(sections.map(({ name, of }) => [name, membersOf(path, of).map((member) => member.name)]));

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

const line = ({ name, call, text }: Member): string => `- ${code(call ?? name)}: ${oneLine(text)}`;

function sectionText({ name, of, like, values, example }: Section): string {
  const inherited = new Map(
    sections
      .filter((other) => other.name === like)
      .flatMap((other) => membersOf(path, other.of).map((member) => [member.name, member.text])),
  );
  const members = membersOf(path, of).filter((member) => inherited.get(member.name) !== member.text);
  return [
    `## ${name}`,
    docstring(path, of),
    ...(values === undefined ? [] : [`${code(values)}: ${docstring(path, values)}`]),
    ...(like === undefined ? [] : [`The other conditions are those of a ${link(like)}.`]),
    fence('js', example),
    members.map(line).join('\n'),
    ...operatorText(name),
  ].join('\n\n');
}

/** Returns the page of conditions. */
export const conditionsPage = (): string =>
  page(
    '`src/expression/conditions.ts`',
    '# Conditions',
    'The type of an attribute determines its conditions. They are the same for `where(name)` and for handles such as `run.energy`. As in SQL, a condition on null is not true: see [Null](../operators.md#null).',
    'In golden JSON, strings and elements of lists are case-sensitive, `like` only accepts patterns that are equivalent to `eq`, `contains`, `startsWith` or `endsWith`, a flag has only `is` and `isNot`, and `datasets_in_gui` is missing.',
    table(
      ['type', 'conditions'],
      sections.map(({ name, of }) => [
        link(name),
        membersOf(path, of)
          .map((member) => code(member.name))
          .join(' '),
      ]),
    ),
    ...sections.map(sectionText),
  );
