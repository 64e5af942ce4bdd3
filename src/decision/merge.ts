import type { JsonLogic } from '../expression/node.js';
import { operation, pathIn } from '../expression/operation.js';
import type { Formula } from './formula.js';

/** Fewer equalities are as fast separately. */
const minMerged = 50;

/** Returns the path and string of `{"==":[{"var":path},string]}`; undefined for any other rule. */
export function stringEquality(rule: JsonLogic): { readonly path: string; readonly text: string } | undefined {
  const parsed = operation(rule);
  const [left, text, ...more] = parsed?.operator === '==' ? parsed.args : [];
  const path = pathIn(left);
  return path !== undefined && typeof text === 'string' && more.length === 0 ? { path, text } : undefined;
}

/** Merges many equalities of one attribute to one `in`. */
export function mergeEqualities(formula: Formula): Formula {
  if (formula.kind === 'atom') return formula;
  if (formula.members.length < minMerged) return { ...formula, members: formula.members.map(mergeEqualities) };
  const negated = formula.kind === 'and';
  const byPath = new Map<string, string[]>();
  const rest: Formula[] = [];
  for (const member of formula.members) {
    const equality = member.kind === 'atom' && member.negated === negated ? stringEquality(member.rule) : undefined;
    if (equality === undefined) rest.push(mergeEqualities(member));
    else {
      const texts = byPath.get(equality.path);
      if (texts === undefined) byPath.set(equality.path, [equality.text]);
      else texts.push(equality.text);
    }
  }
  const merged = [...byPath].map(
    ([path, texts]): Formula => ({ kind: 'atom', rule: { in: [{ var: path }, texts] }, negated }),
  );
  return { kind: formula.kind, members: [...merged, ...rest] };
}
