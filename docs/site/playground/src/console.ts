import { formatJson } from './format.js';

/** Characters of a printed value. More cannot be read, and would fill the page. */
export const maxCharacters = 50_000;

const inspect = Symbol.for('nodejs.util.inspect.custom');

/** Shortens a string to a limit. */
export const shortened = (text: string, limit = maxCharacters): string =>
  text.length <= limit ? text : `${text.slice(0, limit)}… ${text.length - limit} more characters`;

/** Returns a copy of a value as JSON can represent it, without cycles and without more parts than can be read. */
function plain(value: unknown, ancestors: readonly object[], budget: { parts: number }): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function' || typeof value === 'symbol') return labelOf(value);
  if (typeof value !== 'object' || value === null) return value;
  if (ancestors.includes(value)) return '[Circular]';
  if (ancestors.length > 50 || budget.parts <= 0) return '…';
  const inner = [...ancestors, value];
  const child = (item: unknown): unknown => {
    budget.parts--;
    return plain(item, inner, budget);
  };
  if (value instanceof Date || value instanceof Error || hasOwnText(value)) return textOf(value);
  if (value instanceof Map || value instanceof Set) return plain([...value], ancestors, budget);
  if (Array.isArray(value)) return value.slice(0, Math.max(budget.parts, 0)).map(child);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, child(item)]));
}

const labelOf = (value: unknown): string =>
  typeof value === 'function' ? `[Function: ${value.name || 'anonymous'}]` : String(value);

/** Tests if the class of an object says how it is printed. */
function hasOwnText(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return (
    prototype !== null &&
    prototype !== Object.prototype &&
    !Array.isArray(value) &&
    Object.hasOwn(prototype, 'toString')
  );
}

/** Converts a value to a string. Objects without a prototype and hostile ones have no string. */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return '[object]';
  }
}

/** Formats a value as `console.log` of Node does, roughly. */
export function format(value: unknown): string {
  if (typeof value === 'string') return shortened(value);
  if (typeof value === 'function') return labelOf(value);
  if (typeof value !== 'object' || value === null) return textOf(value);
  const custom = (value as Record<symbol, unknown>)[inspect];
  if (typeof custom === 'function') return shortened(String(custom.call(value)));
  const copy = plain(value, [], { parts: 5000 });
  return shortened(typeof copy === 'string' ? copy : formatJson(copy));
}

/** Rows of a table that are drawn. */
const maxRows = 1000;

/** Draws rows as `console.table` of Node does. */
export function formatTable(value: unknown): string {
  if (typeof value !== 'object' || value === null) return format(value);
  const entries = Object.entries(value);
  const rows = entries.slice(0, maxRows);
  const isObject = (row: unknown): row is object => typeof row === 'object' && row !== null;
  const names = [...new Set(rows.flatMap(([, row]) => (isObject(row) ? Object.keys(row) : [])))];
  const hasValues = rows.some(([, row]) => !isObject(row));
  const cell = (item: unknown): string =>
    item === undefined ? '' : typeof item === 'string' ? `'${item}'` : format(item);
  const table = [
    ['(index)', ...names, ...(hasValues ? ['Values'] : [])],
    ...rows.map(([index, row]) => [
      index,
      ...names.map((name) => (isObject(row) ? cell((row as Record<string, unknown>)[name]) : '')),
      ...(hasValues ? [isObject(row) ? '' : cell(row)] : []),
    ]),
  ];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right;
  const [head, ...body] = table.map(
    (row) => `│${row.map((text, column) => ` ${text.padEnd(widths[column] ?? 0)} `).join('│')}│`,
  );
  const more = entries.length > maxRows ? [`… ${entries.length - maxRows} more rows`] : [];
  return shortened([line('┌', '┬', '┐'), head, line('├', '┼', '┤'), ...body, line('└', '┴', '┘'), ...more].join('\n'));
}
