import { describe, expect, test } from 'vitest';
import { attributeNames } from '../../src/catalogue/lookup.js';
import * as library from '../../src/index.js';
import { header, type Message, openEditor } from './editor.js';
import { compilerOnly, type Mistake, names, values } from './mistakes.js';

const editor = openEditor();

/** The message that the code with the marked mistake must give, the text aside. */
function marked(code: string): { plain: string; place: Omit<Message, 'text'> } {
  const [before = '', under, after = ''] = code.split(/[«»]/);
  if (under === undefined) throw new Error(`no mistake is marked in: ${code}`);
  const line = header.split('\n').length;
  return { plain: before + under + after, place: { line, column: before.length + 1, under } };
}

/** Runs the code and returns what it throws. */
function thrownBy(code: string): unknown {
  const { RunRegistry, and, attribute, dataset, datasets, flag, lumisection, not, or, run, runs } = library;
  const scope = { RunRegistry, and, attribute, dataset, datasets, flag, lumisection, not, or, run, runs };
  try {
    new Function(...Object.keys(scope), code)(...Object.values(scope));
  } catch (error) {
    return error;
  }
  throw new Error(`nothing was thrown by: ${code}`);
}

const sentenceOf = (text: string): string => text.split('; ')[0] ?? '';
const suggestionsOf = (text: string): string[] =>
  [...text.matchAll(/did you mean '([^']+)'/g)].map(([, name]) => name ?? '');

describe.each<[string, readonly Mistake[]]>([
  ['a name or an operator that does not exist', names],
  ['a value or a method that does not fit', values],
  ['a row that has something else', compilerOnly],
])('%s: one mistake, one message, at its place', (_, mistakes) => {
  test.each(mistakes)('%s', (code, sentence) => {
    const { plain, place } = marked(code);
    const messages = editor.messages(plain);
    expect(messages).toEqual([{ ...place, text: expect.stringContaining(sentence) }]);
  });
});

describe('run time says of a name what the compiler says', () => {
  test.each(names)('%s', (code, sentence) => {
    const { plain } = marked(code);
    const error = thrownBy(plain);
    expect(error).toBeInstanceOf(library.QueryError);
    const { message, suggestions = [] } = error as library.QueryError;
    // The compiler quotes its sentence as the only text that would do; one with several suggestions, several times.
    const [text = ''] = editor.messages(plain).map((found) => found.text);
    const quoted = [...(text.split('parameter of type')[1] ?? '').matchAll(/"([^"]*)"/g)].map(([, said = '']) => said);
    expect([...new Set(quoted.map(sentenceOf))]).toEqual([sentenceOf(message)]);
    expect(suggestions).toEqual(expect.arrayContaining(suggestionsOf(text)));
    if (suggestionsOf(sentence).length > 0) expect(suggestionsOf(text)).toEqual(suggestionsOf(sentence));
  });
});

test('run time refuses every value and method that the compiler refuses', () => {
  const accepted = values.map(([code]) => marked(code).plain).filter((code) => !(thrownBy(code) instanceof Error));
  expect(accepted).toEqual([]);
});

test('a name with two letters swapped suggests the name', () => {
  const swapped = attributeNames(['run']).flatMap((name) => {
    const middle = name.length >> 1;
    const wrong = name.slice(0, middle - 1) + name[middle] + name[middle - 1] + name.slice(middle + 1);
    return wrong === name || wrong.endsWith('_included') ? [] : [{ name, wrong }];
  });
  const messages = editor.messages(swapped.map(({ wrong }) => `runs().orderBy('${wrong}');`).join('\n'));
  expect(messages.map(({ under }) => under)).toEqual(swapped.map(({ wrong }) => `'${wrong}'`));
  const silent = swapped.filter(({ name }, index) => !suggestionsOf(messages[index]?.text ?? '').includes(name));
  expect(silent).toEqual([]);
});

test('two mistakes in one chain give two messages', () => {
  const messages = editor.messages("runs().where('enrgy').gte(6000).where('satte').is('OPEN').orderBy('run_number')");
  expect(messages.map(({ under }) => under)).toEqual(["'enrgy'", "'satte'"]);
});
