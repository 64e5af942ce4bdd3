/** Prints the page of lint codes. */
import { goldenJson, type JsonLogic, type Problem } from '../../src/index.js';
import { type LintExample, lintExamples } from './examples/lint.js';
import { code, fence, json, link, page, table } from './markdown.js';
import { causeAndFix, literalsOf } from './sources.js';

const linted = (document: JsonLogic): readonly Problem[] => goldenJson.parse(document as object).golden.lint();

/** Returns the problem that an example is about. Fails if the example lacks it, or if the fixed document has any. */
function problemOf(name: string, { document, fixed }: LintExample): Problem {
  const problemOfCode = linted(document).find((problem) => problem.code === name);
  if (problemOfCode === undefined) throw new Error(`Expected the problem ${name} in ${JSON.stringify(document)}`);
  const left = linted(fixed);
  if (left.length > 0) throw new Error(`Expected no problem in ${JSON.stringify(fixed)}, got ${left[0]?.message}`);
  return problemOfCode;
}

const sentence = (message: string, hint = ''): string => code(`${message}. ${hint}`.trim());

function entryOf(name: string, text: string): string {
  const example = lintExamples[name as keyof typeof lintExamples];
  const { cause, fix } = causeAndFix(name, text);
  const { severity, message, hint, path } = problemOf(name, example);
  const where = path === '' ? 'for the whole document' : `at ${code(path)}`;
  return [
    `## ${code(name)}`,
    cause,
    `**Fix:** ${fix}`,
    fence('json', json(example.document)),
    `Reported as ${severity === 'error' ? 'an error' : 'a warning'} ${where}: ${sentence(message, hint)}`,
    'Without the problem:',
    fence('json', json(example.fixed)),
  ].join('\n\n');
}

/** Returns the page of lint codes. */
export function lintPage(): string {
  const problems = literalsOf('golden/lint/problem.ts', 'ProblemCode');
  return page(
    '`src/golden/lint/problem.ts`',
    '# Problems in golden JSON',
    '`goldenJson.parse()` reports mistakes in a document of JSON logic, and `lint()` also reports rules that are probably not intended. Each problem has a `code`, its position as a JSON Pointer in `path`, and in `docs` the path of its entry on this page. An `error` is certainly wrong. A `warning` may be intended.',
    `${code('lint()')} evaluates each rule for the values that matter: null, a missing value, each constant and its neighbours, each status, true and false. The result does not depend on how a rule is written.`,
    table(
      ['code', 'meaning'],
      problems.map(([name, text]) => [link(name), causeAndFix(name, text).cause]),
    ),
    ...problems.map(([name, text]) => entryOf(name, text)),
  );
}
