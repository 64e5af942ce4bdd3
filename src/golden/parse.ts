import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import { frozenCopy } from '../expression/json-data.js';
import type { JsonLogic } from '../expression/node.js';
import type { Client } from '../query/read.js';
import { checkDocument } from './check.js';
import { Golden } from './golden.js';
import type { Problem } from './problem.js';
import { operation, readRule } from './read-rule.js';

/** Where a text stops being JSON, in lines and columns, from the position that the engine names. */
function placeOf(message: string, text: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return '';
  const lines = text.slice(0, Number(position)).split('\n');
  return ` at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

/** What people paste that is nearly JSON. */
function nearly(text: string): string | undefined {
  if (/\b(True|False|None)\b/.test(text)) return "Python's True, False and None are true, false and null in JSON";
  if (/^\s*(\/\/|#)/m.test(text)) return 'JSON has no comments: remove them';
  if (/^\s*\//.test(text)) return 'remove the line before the rules: the name of the dataset is given to generate()';
  if (/'\s*:/.test(text)) return 'JSON has double quotes';
  return /,\s*[\]}]/.test(text) ? 'remove the comma before the closing bracket' : undefined;
}

function fromText(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    const message = (error as Error).message;
    throw new QueryError(
      'not-json',
      text.trim() === ''
        ? 'the text of the rules is empty'
        : `the text of the rules is not JSON${placeOf(message, text)}`,
      { hint: nearly(text), cause: error },
    );
  }
}

/** Reads a document of JSON logic, or its text, and says what is wrong with it. */
export function parse(client: Client, document: unknown): { golden: Golden; problems: readonly Problem[] } {
  const given = typeof document === 'string' ? fromText(document) : document;
  if (typeof given !== 'object' || given === null)
    throw new QueryError('not-json', `JSON logic is an object, and ${describe(given)} is none`, {
      hint: 'give the document, or its text',
    });
  const rule = frozenCopy(given) as JsonLogic;
  const tree = readRule(rule);
  const isAnd = tree.kind === 'and' && operation(rule)?.operator === 'and';
  const clauses = isAnd ? tree.members : [tree];
  return {
    golden: new Golden(client, { clauses, guards: false, single: !isAnd }),
    // What may well be meant is for lint() to say.
    problems: Object.freeze(checkDocument(rule).filter(({ code }) => code !== 'out-of-range')),
  };
}
