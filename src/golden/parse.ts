import { QueryError } from '../errors.js';
import { documentLevels, frozenCopy } from '../expression/json-data.js';
import type { JsonLogic } from '../expression/node.js';
import { operation } from '../expression/operation.js';
import type { Client } from '../query/reading/client.js';
import { describe } from '../util/describe.js';
import { parseJson } from './document/parse-json.js';
import { parseRule } from './document/parse-rule.js';
import { Golden } from './golden.js';
import { checkDocument } from './lint/check-document.js';
import type { Problem } from './lint/problem.js';

/** Parses a document of JSON logic, as data or as JSON, and returns its problems too. */
export function parse(client: Client, document: unknown): { golden: Golden; problems: readonly Problem[] } {
  const data = typeof document === 'string' ? parseJson(document) : document;
  if (typeof data !== 'object' || data === null)
    throw new QueryError('not-json', `Expected a document of JSON logic, got ${describe(data)}`, {
      hint: 'Pass the document as an object or as JSON.',
    });
  const rule = frozenCopy(data, 'a document', documentLevels) as JsonLogic;
  const tree = parseRule(rule);
  const isAnd = tree.kind === 'and' && operation(rule)?.operator === 'and';
  const clauses = isAnd ? tree.members : [tree];
  return {
    golden: new Golden(client, { clauses, guards: false, single: !isAnd }),
    // Unlike lint(), without warnings for values that may be intended.
    problems: Object.freeze(checkDocument(rule).filter(({ code }) => code !== 'out-of-range')),
  };
}
