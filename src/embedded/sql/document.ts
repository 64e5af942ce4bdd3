/** Conditions inside a JSON column: the value of an attribute is a text, cast to what it is compared with. */
import { Clause, isList, type Operator, type Term } from './clause.js';
import { quoteText } from './literal.js';
import { condition, type Subject } from './where.js';

/** All conditions over a JSON column, each on its path. */
export function documentCondition(column: Subject, value: Clause): string {
  const found: string[] = [];
  for (const [operator, operand] of value.operators) {
    found.push(condition({ ...column, whole: true }, Clause.of(operator, operand)));
  }
  for (const [name, item] of value.names) walk(column.sql ?? '', [name], item, found);
  // Empty conditions are not left out here, unlike elsewhere: `{"or":[],">":5}` on an attribute is an SQL syntax error.
  const joined = found.join(' AND ');
  return found.length > 1 ? `(${joined})` : joined;
}

function walk(column: string, path: readonly string[], value: Term, found: string[]): void {
  const last = path.at(-1) ?? '';
  // `energy::float` names the cast.
  const [name = '', cast] = last.includes('::') ? last.split('::') : [last];
  const steps = [...path.slice(0, -1), name];
  const text = `(${column}#>>${quoteText(`{${steps.join(',')}}`)})`;
  const compared = (operator: Operator, operand: Term): string =>
    condition({ sql: castTo(text, cast || castOf(operand)), type: undefined }, Clause.of(operator, operand));
  if (value instanceof Clause) {
    for (const [operator, operand] of value.operators) found.push(compared(operator, operand));
    // An unknown operator is read as one more step of the path: no row has it, and no error tells.
    for (const [step, item] of value.names) walk(column, [...steps, step], item, found);
  } else {
    found.push(compared('=', value));
  }
}

/** The JSON type of the value picks the comparison; of an array, that of its first member. */
function castOf(operand: Term): string | undefined {
  const sample = isList(operand) ? operand[0] : operand;
  if (typeof sample === 'number') return 'double precision';
  return typeof sample === 'boolean' ? 'boolean' : undefined;
}

function castTo(text: string, type: string | undefined): string {
  if (!type) return text;
  // The registry pastes the cast into its SQL as it is; nothing but the name of a type may pass here.
  if (!/^[\w ]+$/.test(type)) throw new Error(`syntax error at or near "${type}"`);
  return `CAST(${text} AS ${type.toUpperCase()})`;
}
