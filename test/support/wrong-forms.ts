/**
 * Finds in a printed filter every form that the registry does not interpret as written, or rejects. Based on measurements of
 * the registry, without the tables of the printer.
 */
import { dataset, run, statuses } from 'runregistry';

type Target = 'runs' | 'datasets';
type Json = { readonly [key: string]: unknown };

interface Info {
  readonly type: string;
  readonly name: string;
}

const stored = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const prefix = /^\d{4}(-\d\d(-\d\d(T\d\d(:\d\d)?)?)?)?$/;
const simple: readonly string[] = ['=', '<>', '>', '>=', '<', '<=', 'like', 'notlike'];
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const columns: Readonly<Record<Target, readonly string[]>> = {
  runs: ['run_number'],
  datasets: ['run_number', 'name', 'datasets_in_gui'],
};

/** Returns the table into which the registry projects a key. */
function projection(key: string, target: Target): string | undefined {
  if (key.startsWith('triplet_summary.')) return 'triplet';
  if (columns[target].includes(key)) return target;
  if (/^(oms|rr)_attributes\./.test(key)) return 'runs';
  return key.startsWith('dataset_attributes.') && target === 'datasets' ? 'datasets' : undefined;
}

function projections(value: unknown, target: Target): Set<string | undefined> {
  if (!isObject(value)) return new Set();
  return new Set(
    Object.entries(value).flatMap(([key, inner]) =>
      key === 'and' || key === 'or'
        ? (inner as Json[]).flatMap((one) => [...projections(one, target)])
        : [projection(key, target)],
    ),
  );
}

/** Returns the problem of one comparison. */
function wrongComparison(key: string, operator: string, value: unknown): string | undefined {
  if (!simple.includes(operator)) return 'an unknown operator';
  if (value === null) {
    if (operator !== '=' && operator !== '<>') return 'a comparison with null that is never true';
    return columns.datasets.includes(key) ? 'null of a column' : undefined;
  }
  if (operator.endsWith('like') && (typeof value !== 'string' || key === 'run_number')) return 'like of no text';
  if (operator.endsWith('like') && /(^|[^\\])(\\\\)*\\$/.test(value as string)) return 'a dangling backslash';
  if (key === 'run_number') return Number.isInteger(value) ? undefined : 'an invalid run number';
  if (key === 'datasets_in_gui' && operator !== '=') return 'an operator that means "contains"';
  if (key === 'name' || key === 'datasets_in_gui') return typeof value === 'string' ? undefined : 'no text';
  const [home = '', ...rest] = key.split('.');
  if (home === 'triplet_summary') return wrongCount(rest.join('.'), operator, value);
  const name = rest.join('.');
  const { info } = (home === 'dataset_attributes' ? dataset : run)[name as never] as { readonly info: Info };
  return wrongValue(info, operator, value);
}

function wrongCount(path: string, operator: string, value: unknown): string | undefined {
  const dot = path.lastIndexOf('.');
  const last = path.slice(dot + 1);
  if (last === 'comments' || last === 'causes')
    return typeof value === 'string' ? undefined : 'a remark that is no text';
  if (!(statuses as readonly string[]).includes(last)) return 'an unknown status';
  if (!Number.isInteger(value)) return 'a count that is no number';
  if (operator.endsWith('like')) return 'like of a count';
  const never =
    (operator === '=' && value === 0) ||
    (operator === '<=' && value === 0) ||
    (operator === '<' && (value as number) <= 1);
  return never && last !== 'EMPTY' ? 'a count of 0, which is absent' : undefined;
}

function wrongValue({ type, name }: Info, operator: string, value: unknown): string | undefined {
  const isText = typeof value === 'string';
  switch (type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'another type for a number';
    case 'boolean':
      if (typeof value !== 'boolean') return 'a boolean with a value of another type';
      if (operator !== '=' && operator !== '<>') return 'a boolean with a comparison';
      return name.endsWith('_included') && value === false ? 'false for what is absent' : undefined;
    case 'list':
      return operator === 'like' || operator === 'notlike' ? undefined : 'a list that is compared';
    case 'date':
      if (!isText || operator.endsWith('like')) return 'a date that is no date';
      if (stored.test(value)) return undefined;
      return prefix.test(value) && (operator === '>=' || operator === '<') ? undefined : 'a date in another form';
    default:
      return isText ? undefined : 'another type for a text';
  }
}

/** Returns the problems of the value of a key. */
function underKey(key: string, condition: unknown): string[] {
  if (!isObject(condition)) return [`${key}: no condition`];
  const operators = Object.keys(condition);
  if (operators.length === 0) return [`${key}: no operator`];
  return operators.flatMap((operator): string[] => {
    const value = condition[operator];
    if (operator !== 'and' && operator !== 'or') {
      const wrong = wrongComparison(key, operator, value);
      return wrong === undefined ? [] : [`${key} ${operator} ${JSON.stringify(value)}: ${wrong}`];
    }
    if (operators.length > 1) return [`${key}: '${operator}' beside other operators`];
    if (!Array.isArray(value) || value.length === 0) return [`${key}: '${operator}' of nothing`];
    if (key === 'datasets_in_gui') return [`${key}: '${operator}' of what means "contains"`];
    const isColumn = columns.datasets.includes(key);
    const typed = value
      .flatMap((one) => Object.values(one as Json))
      .some((one) => one !== null && typeof one !== 'string');
    return [
      ...(typed && !isColumn ? [`${key}: numbers or booleans under '${operator}'`] : []),
      ...value.flatMap((one) => underKey(key, one)),
    ];
  });
}

/** Returns the problems of a filter; empty if the registry interprets it as written. */
export function wrongForms(filter: unknown, target: Target, isTop = true): string[] {
  if (!isObject(filter)) return ['a filter that is no object'];
  const keys = Object.keys(filter);
  if (keys.length === 0) return isTop ? [] : ['an empty filter inside'];
  return keys.flatMap((key): string[] => {
    const value = filter[key];
    if (key === 'and' || key === 'or') {
      if (keys.length > 1) return [`'${key}' beside another key`];
      if (!Array.isArray(value) || value.length === 0) return [`'${key}' of nothing`];
      // At the top, "and" may join projections; anything else must be in one of them.
      const mixed = (one: unknown) => projections(one, target).size > 1;
      const mixture = isTop && key === 'and' ? value.some(mixed) : mixed(filter);
      return [
        ...(mixture ? [`a mixture of projections inside '${key}'`] : []),
        ...value.flatMap((one) => wrongForms(one, target, false)),
      ];
    }
    if (projection(key, target) === undefined) return [`an unknown key '${key}'`];
    return underKey(key, value);
  });
}
