import type { Plan, QuerySpec } from './plan.js';

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escapeCharacter = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  const isControl = code < 32 || code === 127;
  return escapes[character] ?? (isControl ? `\\x${code.toString(16).padStart(2, '0')}` : character);
};

const stringLiteral = (value: string): string => `'${[...value].map(escapeCharacter).join('')}'`;

/** Returns a JSON value as a Python literal. */
function pythonLiteral(value: unknown, indent = ''): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return stringLiteral(value);
  const deeper = `${indent}    `;
  const items = Array.isArray(value)
    ? value.map((item) => pythonLiteral(item, deeper))
    : Object.entries(value).map(([key, item]) => `${stringLiteral(key)}: ${pythonLiteral(item, deeper)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const line = `${open}${items.join(', ')}${close}`;
  return line.length + indent.length <= 100
    ? line
    : `${open}\n${items.map((item) => `${deeper}${item},`).join('\n')}\n${indent}${close}`;
}

const needsCheck = ({ requests }: Plan): boolean => requests.some(({ check }) => check);

function notesOf(plan: Plan): string[] {
  const { requests, order } = plan;
  const notes: string[] = [];
  if (requests.length === 0) notes.push('No row can match.');
  if (requests.length > 1)
    notes.push(`One request cannot express this query: ${requests.length} calls are made, and their rows are merged.`);
  if (needsCheck(plan)) notes.push('The registry returns more rows than match; check each of them.');
  if (order === 'client') notes.push('The registry does not sort in this order; sort the rows yourself.');
  if (order === 'merge') notes.push('Each call returns sorted rows; sort all rows together.');
  return notes.map((note) => `# ${note}`);
}

const withoutDuplicates = {
  runs: "rows = list({row['run_number']: row for row in rows}.values())",
  datasets: "rows = list({(row['run_number'], row['name']): row for row in rows}.values())",
} as const;

/**
 * Prints a query as a call of the Python client. The filter is in the registry's own format with `ignore_filter_transformation=True`,
 * since the client's transformation drops conditions silently.
 */
export function python({ target }: QuerySpec, plan: Plan): string {
  const { requests, order, limit } = plan;
  // Rows that must still be checked or sorted must not be cut before.
  const isFinal = order === 'registry' && !needsCheck(plan);
  // By default the client stops at 40,000 rows, and it applies `limit` only from the second page on.
  const maxRows = isFinal && limit !== undefined ? limit : 1_000_000_000;
  const calls = requests.map(({ body }) =>
    [
      `runregistry.${target === 'runs' ? 'get_runs' : 'get_datasets'}(`,
      `    filter=${pythonLiteral(body.filter, '    ')},`,
      '    ignore_filter_transformation=True,',
      `    limit=${maxRows},`,
      ...(body.sortings.length === 0 ? [] : [`    sortings=${pythonLiteral(body.sortings, '    ')},`]),
      ')',
    ].join('\n'),
  );
  const lines = ['import runregistry', '', ...notesOf(plan)];
  if (calls.length === 1) lines.push(`rows = ${calls[0]}`);
  else lines.push('rows = []', ...calls.map((call) => `rows += ${call}`));
  if (calls.length > 1) lines.push(withoutDuplicates[target]);
  if (limit !== undefined) lines.push(`${isFinal ? '' : '# Then: '}rows = rows[:${limit}]`);
  return `${lines.join('\n')}\n`;
}
