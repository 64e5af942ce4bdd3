/** What the panels show of a query and of a golden JSON. */
import { lookUp } from '../../../../src/catalogue/lookup.js';
import type { Golden } from '../../../../src/golden/golden.js';
import { accessorOf, valueIn } from '../../../../src/print/row.js';
import { Query } from '../../../../src/query/query.js';
import { isObject, type JsonObject } from '../../../../src/util/json-object.js';
import { shortened, textOf } from './console.js';
import { formatJson } from './format.js';
import { type DatasetQuery, datasets, type RunQuery, runs } from './library.js';
import type { Panel, Rows, Shown } from './messages.js';

/** Rows of the first page: few enough to read, and to fetch after each key. */
const maxRows = 20;

/** Characters of a panel and of a sentence. */
const maxPanel = 200_000;
const maxSentence = 5000;

/** Returns a string, or the error for a query that cannot be printed so. */
function attempt(print: () => string): string {
  try {
    return print();
  } catch (error) {
    return textOf(error);
  }
}

const panel = (name: string, print: () => string): Panel => ({
  name,
  text: shortened(attempt(print), maxPanel),
});

function requestsOf(query: Query): string {
  const { requests } = query.explain();
  if (requests.length === 0) return 'No request is sent.';
  return requests.map(({ method, path, body }) => `${method} ${path}\n${formatJson(body)}`).join('\n\n');
}

function queryPanels(query: Query): Omit<Shown, 'line'> {
  let notes: readonly string[] = [];
  const sentence = attempt(() => {
    const explanation = query.explain();
    notes = explanation.warnings;
    return explanation.sentence;
  });
  return {
    kind: 'query',
    sentence: shortened(sentence, maxSentence),
    notes,
    panels: [
      panel('Requests', () => requestsOf(query)),
      panel('Plan', () => formatJson(query.plan())),
      panel('TypeScript', () => query.toTypeScript()),
      panel('SQL', () => String(query.toSql({ dialect: 'duckdb' }))),
      panel('Python', () => query.toPython()),
      panel('curl', () => query.toCurl()),
      panel('Web', () => query.toWebUrl()),
      panel('JSON', () => formatJson(query.toJSON())),
    ],
  };
}

function lintOf(golden: Golden): string {
  const problems = golden.lint();
  if (problems.length === 0) return 'No problems.';
  return problems
    .map(({ severity, code, path, message, hint }) =>
      [`${severity} ${code}`, `at ${path === '' ? 'the document' : path}`, message, ...(hint ? [hint] : [])].join(
        '\n  ',
      ),
    )
    .join('\n\n');
}

const sqlOf = (golden: Golden): string =>
  `-- The lumisections of all datasets that pass.
-- For some datasets: golden.toSql({ dialect: 'duckdb', query: datasets().where(…) })
${golden.toSql({ dialect: 'duckdb' })}`;

const notePrefix = 'note: ';

function goldenPanels(golden: Golden): Omit<Shown, 'line'> {
  const lines = attempt(() => golden.explain()).split('\n');
  return {
    kind: 'golden',
    sentence: shortened(lines.filter((line) => !line.startsWith(notePrefix)).join('\n'), maxSentence),
    notes: lines.flatMap((line) => (line.startsWith(notePrefix) ? [line.slice(notePrefix.length)] : [])),
    panels: [
      panel('JSON logic', () => formatJson(golden.toJsonLogic())),
      panel('Lint', () => lintOf(golden)),
      panel('TypeScript', () => golden.toTypeScript()),
      panel('SQL', () => sqlOf(golden)),
    ],
  };
}

/** Returns the panels of a query or a golden JSON. */
export const panelsOf = (value: Query | Golden): Omit<Shown, 'line'> =>
  value instanceof Query ? queryPanels(value) : goldenPanels(value);

/** Collects the values of a key at any depth. */
function valuesOf(json: unknown, key: string): string[] {
  if (!isObject(json) && !Array.isArray(json)) return [];
  return Object.entries(json).flatMap(([name, value]) =>
    name === key && typeof value === 'string' ? [value] : valuesOf(value, key),
  );
}

/** The parts of a query as JSON. */
interface QueryParts {
  readonly version: 1;
  readonly target: 'runs' | 'datasets';
  readonly where?: unknown;
  readonly orderBy?: readonly (readonly [name: string, direction: string])[];
  readonly limit?: number;
  readonly select?: readonly string[];
  readonly [key: string]: unknown;
}

const cell = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** Formats the summary of a flag: `GOOD 12, BAD 3`. */
const flagCell = (summary: object | undefined): string =>
  Object.entries(summary ?? {})
    .flatMap(([status, count]) => (typeof count === 'number' && count > 0 ? [`${status} ${count}`] : []))
    .join(', ');

/** Fetches the first rows of a query, with the columns that it selects or mentions. */
export async function rowsOf(query: Query): Promise<Rows> {
  const { select, ...json } = query.toJSON() as QueryParts;
  const { target, limit = maxRows } = json;
  const first = { ...json, limit: Math.min(limit, maxRows) };
  const limited: RunQuery | DatasetQuery = target === 'runs' ? runs.fromJSON(first) : datasets.fromJSON(first);
  const [rows, total] = await Promise.all([limited.all({ compress: false }), query.count()]);
  const keys = target === 'runs' ? ['run_number', 'class'] : ['run_number', 'dataset_name'];
  const ordered = json.orderBy?.map(([name]) => name) ?? [];
  const names = [...new Set(select ?? [...keys, ...valuesOf(json.where, 'attribute'), ...ordered])];
  const flags = select === undefined ? [...new Set(valuesOf(json.where, 'flag'))] : [];
  const attributes = names.map((name) => lookUp(name, target === 'runs' ? ['run'] : ['run', 'dataset'], target));
  const accessor = accessorOf(target);
  return {
    columns: [...names, ...flags],
    rows: (rows as unknown as JsonObject[]).map((row) => [
      ...attributes.map((attribute) => cell(valueIn(accessor, row, attribute))),
      ...flags.map((name) => flagCell(accessor.flag(row, name))),
    ]),
    total,
  };
}
