import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import { documentLevels, frozenCopy } from '../expression/json-data.js';
import type { JsonLogic } from '../expression/node.js';
import { operation } from '../logic/operation.js';
import type { Client } from '../query/reading/client.js';
import { readJson } from './document/parse-json.js';
import { parseRule } from './document/parse-rule.js';
import { Golden } from './golden.js';
import { checkDocument } from './lint/check-document.js';
import type { Problem } from './lint/problem.js';

/** Reads a document of JSON logic, or its text, and says what is wrong with it. */
export function parse(client: Client, document: unknown): { golden: Golden; problems: readonly Problem[] } {
  const given = typeof document === 'string' ? readJson(document) : document;
  if (typeof given !== 'object' || given === null)
    throw new QueryError('not-json', `JSON logic is an object, and ${describe(given)} is none`, {
      hint: 'give the document, or its text',
    });
  const rule = frozenCopy(given, 'a document', documentLevels) as JsonLogic;
  const tree = parseRule(rule);
  const isAnd = tree.kind === 'and' && operation(rule)?.operator === 'and';
  const clauses = isAnd ? tree.members : [tree];
  return {
    golden: new Golden(client, { clauses, guards: false, single: !isAnd }),
    // What may well be meant is for lint() to say.
    problems: Object.freeze(checkDocument(rule).filter(({ code }) => code !== 'out-of-range')),
  };
}
