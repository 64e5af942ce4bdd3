/** Prints the page of errors. */
import { type ErrorExample, errorExamples } from './examples/errors.js';
import { situations } from './examples/situations.js';
import { code, comment, fence, link, page, table } from './markdown.js';
import { runExample } from './run-example.js';
import { causeAndFix, docstring, type Member, membersOf } from './sources.js';

const path = 'error-codes.ts';
const classes = Object.keys(errorExamples) as (keyof typeof errorExamples)[];
const detailsOf = (name: string): string => (name === 'RunRegistryError' ? 'OtherErrorDetails' : `${name}Details`);
const common = membersOf(path, 'ErrorDetails');
const base = membersOf('errors.ts', 'RunRegistryError');

/** A code of a class. */
interface Entry {
  readonly name: string;
  readonly member: Member;
  readonly example: ErrorExample;
}

const entriesOf = (name: keyof typeof errorExamples): readonly Entry[] => {
  const examples: Readonly<Record<string, ErrorExample>> = errorExamples[name];
  return membersOf(path, detailsOf(name)).map((member) => {
    const example = examples[member.name];
    if (example === undefined) throw new Error(`Expected an example of ${member.name}`);
    return { name, member, example };
  });
};

/** Returns the members that errors of other codes or classes lack. */
const without = (members: readonly Member[], usual: readonly Member[]): readonly Member[] =>
  members.filter(({ name }) => !usual.some((other) => other.name === name));

const fieldText = ({ name, text }: Member): string =>
  `${code(name)}${text === '' ? '' : `: ${text.replaceAll('\n', ' ')}`}`;

/** Returns when the example throws, unless it always does. */
const condition = (example: ErrorExample): readonly string[] =>
  typeof example !== 'string' && 'while' in example ? [`While ${situations[example.while].words}:`] : [];

/** Runs the example of a code, and prints it with the error as a comment. */
async function exampleText({ name, member, example }: Entry): Promise<string> {
  const shown = typeof example === 'string' ? example : example.code;
  const thrown = await runExample(example);
  if (thrown === undefined) return fence('js', shown);
  if (thrown.name !== name || thrown.code !== member.name)
    throw new Error(`Expected ${name} ${member.name} from ${shown}, got ${thrown.code}: ${thrown.text}`);
  return [...condition(example), fence('js', `${shown}\n${comment(thrown.text)}`)].join('\n\n');
}

const fieldList = (fields: readonly Member[]): readonly string[] =>
  fields.length === 0 ? [] : ['Fields:', fields.map((field) => `- ${fieldText(field)}`).join('\n')];

async function caseText(entry: Entry, isOnly: boolean): Promise<string> {
  const { cause, fix } = causeAndFix(entry.member.name, entry.member.text);
  return [
    isOnly ? cause : `${code(entry.name)}: ${cause}`,
    `**Fix:** ${fix}`,
    ...fieldList(without(entry.member.members(), common)),
    await exampleText(entry),
  ].join('\n\n');
}

/** Prints a class with its codes. A code of several classes is printed once, with the first of them. */
async function sectionText(name: keyof typeof errorExamples, all: readonly Entry[]): Promise<string> {
  const own = all.filter((entry) => entry.name === name);
  const isFirst = ({ member }: Entry) => all.find((other) => other.member.name === member.name)?.name === name;
  const elsewhere = own.filter((entry) => !isFirst(entry));
  const parts: string[] = [];
  for (const { member } of own.filter(isFirst)) {
    parts.push(`### ${code(member.name)}`);
    const cases = all.filter((other) => other.member.name === member.name);
    for (const entry of cases) parts.push(await caseText(entry, cases.length === 1));
  }
  return [
    `## ${name}`,
    docstring('errors.ts', name),
    ...(name === 'RunRegistryError' ? [] : fieldList(without(membersOf('errors.ts', name), base))),
    ...(elsewhere.length === 0
      ? []
      : [`It also has the codes ${elsewhere.map(({ member }) => link(member.name)).join(' ')}.`]),
    ...parts,
  ].join('\n\n');
}

/** Returns the page of errors. Runs all examples. */
export async function errorsPage(): Promise<string> {
  const all = classes.flatMap(entriesOf);
  const sections: string[] = [];
  for (const name of classes) sections.push(await sectionText(name, all));
  return page(
    '`src/error-codes.ts`',
    '# Errors',
    'Every error is a `RunRegistryError` with a `code`, a `message` and often a `hint`. `docs` is the path of its entry on this page, from the root of your project. `error.is(code)` narrows the type to the fields of that code; the type `ErrorCode` has all codes. For symptoms without an error, see [Troubleshooting](../troubleshooting.md).',
    'Any error can have these fields:',
    common.map((member) => `- ${fieldText(member)}`).join('\n'),
    'Examples are JavaScript, because TypeScript rejects most of them. They leave out imports. `registry` is `new RunRegistry()`.',
    table(
      ['class', 'codes'],
      classes.map((name) => [
        `[${code(name)}](#${name.toLowerCase()})`,
        entriesOf(name)
          .map(({ member }) => link(member.name))
          .join(' '),
      ]),
    ),
    ...sections,
  );
}
