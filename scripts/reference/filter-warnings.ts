/** Prints the page of warnings of filters. */
import { datasets, type FilterWarning, type ParsedFilter, runs } from '../../src/index.js';
import type { Query } from '../../src/query/query.js';
import { type FilterCase, type FilterExample, filterExamples } from './examples/filter-warnings.js';
import { code, fence, json, link, page, table } from './markdown.js';
import { causeAndFix, literalsOf } from './sources.js';

const site = 'https://cmsrunregistry.web.cern.ch/online/global?';

type Read = ParsedFilter<Pick<Query, 'plan'>>;

const read = (example: FilterExample): Read =>
  'runs' in example
    ? runs.parse(example.runs)
    : 'datasets' in example
      ? datasets.parse(example.datasets)
      : runs.fromWebUrl(site + example.address);

const shown = (example: FilterExample): string =>
  'address' in example
    ? fence('text', site + example.address.replaceAll('&', '\n  &'))
    : fence('json', json('runs' in example ? example.runs : example.datasets));

/** Returns the warning that an example is about. Fails if it has none, or another one. */
function warningOf(name: string, { warnings }: Read): FilterWarning {
  const [warning] = warnings;
  if (warning?.code !== name || warnings.length > 1)
    throw new Error(`Expected only the warning ${name}, got ${warnings.map((one) => one.code).join(', ') || 'none'}`);
  return warning;
}

/** Returns the filters that the query of an example sends. Fails if one of them has a warning, and its rows are not checked. */
function sentText(example: FilterExample, { query }: Read): string {
  const { requests } = query.plan();
  const { parse } = 'datasets' in example ? datasets : runs;
  for (const { body, check } of requests)
    if (!check && parse(body.filter ?? {}).warnings.length > 0) throw new Error(`The fix has a warning: ${json(body)}`);
  const filters = requests.map(({ body }) => json(body.filter)).join('\n');
  const words = requests.length === 1 ? 'the filter' : `${requests.length} filters, and merges their rows`;
  const check = requests.some((request) => request.check) ? ', and checks each row client-side' : '';
  return [`${code('query')} sends ${words}${check}:`, fence('json', filters)].join('\n\n');
}

function exampleText(name: string, example: FilterExample): readonly string[] {
  const result = read(example);
  const { message, path } = warningOf(name, result);
  return [
    shown(example),
    `Reported ${path === '' ? 'for the whole filter' : `at ${code(path)}`}: ${code(message)}`,
    sentText(example, result),
  ];
}

const isList = <T>(value: T | readonly T[]): value is readonly T[] => Array.isArray(value);

/** Returns the entry of a code: its cause and fix with an example, or an example and a fix for each of its causes. */
function entryOf(name: string, text: string): string {
  const example = filterExamples[name as keyof typeof filterExamples];
  const { cause, fix } = causeAndFix(name, text);
  const examples = isList<FilterExample | FilterCase>(example)
    ? (example as readonly FilterCase[]).flatMap((one) => [
        `### ${one.title}`,
        `**Fix:** ${one.fix}`,
        ...exampleText(name, one),
      ])
    : [`**Fix:** ${fix}`, ...exampleText(name, example as FilterExample)];
  return [`## ${code(name)}`, cause, ...examples].join('\n\n');
}

/** Returns the page of warnings of filters. */
export function filterWarningsPage(): string {
  const codes = literalsOf('wire/filter-warning.ts', 'FilterWarningCode');
  return page(
    '`src/wire/filter-warning.ts`',
    '# Warnings of filters',
    '`runs.parse()`, `runs.fromWebUrl()` and those of `datasets` return a `query` and its `warnings`. The query means the filter as written, so its rows are correct. A warning reports that the registry returns other rows, or an error, if a script sends the filter itself. Each warning has a `code`, its position as a JSON Pointer in `path`, and in `docs` the path of its entry on this page.',
    fence('js', 'const { query, warnings } = runs.parse(filter);'),
    'The fix is for scripts that send the filter. To use the library instead, call `query.toTypeScript()`, which prints the query as code.',
    table(
      ['code', 'meaning'],
      codes.map(([name, text]) => [link(name), causeAndFix(name, text).cause]),
    ),
    ...codes.map(([name, text]) => entryOf(name, text)),
  );
}
