import type { Plan, QuerySpec } from './plan.js';

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const letter = (one: string): string => {
  const code = one.codePointAt(0) ?? 0;
  return escapes[one] ?? (code < 32 || code === 127 ? `\\x${code.toString(16).padStart(2, '0')}` : one);
};

const text = (value: string): string => `'${[...value].map(letter).join('')}'`;

/** A JSON value as Python writes it. */
function pythonLiteral(value: unknown, indent = ''): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return text(value);
  const deeper = `${indent}    `;
  const items = Array.isArray(value)
    ? value.map((item) => pythonLiteral(item, deeper))
    : Object.entries(value).map(([key, item]) => `${text(key)}: ${pythonLiteral(item, deeper)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const line = `${open}${items.join(', ')}${close}`;
  return line.length + indent.length <= 100
    ? line
    : `${open}\n${items.map((item) => `${deeper}${item},`).join('\n')}\n${indent}${close}`;
}

/**
 * The query as a call of the Python client. The filter is printed in the registry's own form with
 * `ignore_filter_transformation=True`, since the transformation drops conditions without a word.
 */
export function python(spec: QuerySpec, { requests, order, limit }: Plan): string {
  const { target } = spec;
  const name = target === 'runs' ? 'get_runs' : 'get_datasets';
  const lines = ['import runregistry', ''];
  const notes: string[] = [];
  if (requests.length === 0) notes.push('No row can match.');
  if (requests.length > 1)
    notes.push(`One request cannot say this: ${requests.length} are made, and their rows are united.`);
  if (requests.some((request) => request.check))
    notes.push('The registry answers more rows than are meant here; check each of them.');
  if (order === 'client') notes.push('The registry would sort by this as text, or not at all: sort the rows yourself.');
  if (order === 'merge') notes.push('Each request is in order; sort all rows together.');
  lines.push(...notes.map((note) => `# ${note}`));
  lines.push(requests.length === 1 ? '' : 'rows = []');
  // Rows that are still to be checked or sorted must not be cut before.
  const asTheyCome = order === 'registry' && !requests.some((request) => request.check);
  // The client stops at 40,000 rows unless told otherwise, and trims to `limit` only from the second page on.
  const most = asTheyCome && limit !== undefined ? limit : 1_000_000_000;
  for (const { body } of requests) {
    const call = [
      `runregistry.${name}(`,
      `    filter=${pythonLiteral(body.filter, '    ')},`,
      '    ignore_filter_transformation=True,',
      `    limit=${most},`,
      ...(body.sortings.length === 0 ? [] : [`    sortings=${pythonLiteral(body.sortings, '    ')},`]),
      ')',
    ].join('\n');
    lines.push(requests.length === 1 ? `rows = ${call}` : `rows += ${call}`);
  }
  if (requests.length > 1)
    lines.push(
      target === 'runs'
        ? "rows = list({row['run_number']: row for row in rows}.values())"
        : "rows = list({(row['run_number'], row['name']): row for row in rows}.values())",
    );
  if (limit !== undefined) lines.push(`${asTheyCome ? '' : '# Then: '}rows = rows[:${limit}]`);
  return `${lines.filter((line, index) => line !== '' || index === 1).join('\n')}\n`;
}
