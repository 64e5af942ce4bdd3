/** What the compiler suggests for every name, and what it reports in a program without `strict`. */
import { expect, test } from 'vitest';
import { synonyms } from '../../src/catalogue/generated/synonyms.js';
import { attributeNames } from '../../src/catalogue/lookup.js';
import { attributePaths } from '../../src/catalogue/paths.js';
import type * as library from '../../src/index.js';
import { textOf } from '../support/refusal.js';
import { compilerOptions, header, openEditor } from './editor.js';
import { goldenNames } from './golden-mistakes.js';
import * as mistakes from './mistakes.js';
import { messageIn, thrownBy } from './reported.js';

/** Any name of the first form is valid, the second has another path, and the last has three close names. */
const unsuggested = /_included$|^run\.oms\.run_number$|\.hbhe._ready$/;

/** Names with two letters swapped. */
const swapsOf = (known: readonly string[]) =>
  known.flatMap((name) => {
    const middle = (name.lastIndexOf('.') + 1 + name.length) >> 1;
    const wrong = name.slice(0, middle - 1) + name[middle] + name[middle - 1] + name.slice(middle + 1);
    return wrong === name || unsuggested.test(name) ? [] : [{ name, wrong }];
  });
const swapped = [
  ['runs().where', swapsOf(attributeNames(['run']))] as const,
  ['goldenJson().where', swapsOf(attributePaths())] as const,
].map(([method, each]) => [method, each, each.map(({ wrong }) => `${method}('${wrong}');`).join('\n')] as const);

/** Synonyms of attributes, with their spelling changed. */
const builders = ['runs().where', 'runs().select', 'datasets().where', 'goldenJson().where'];
const respelt = (word: string, index: number): string => (index % 2 === 0 ? word : `${word.toUpperCase()}_`);
const synonymWords = [...new Set(Object.values(synonyms).flat())];
const synonymCalls = builders.map(
  (method) => [method, synonymWords.map((word, index) => `${method}('${respelt(word, index)}');`)] as const,
);

const editor = openEditor();
editor.prepare([...swapped.map(([, , code]) => code), ...synonymCalls.map(([, calls]) => calls.join('\n'))]);

const suggestionsOf = (text: string): string[] =>
  [...text.matchAll(/Did you mean '([^']+)'(?: or '([^']+)')?/g)].flatMap(([, ...names]) => names);

test.each(swapped)('a name with two letters swapped suggests the name: %s()', (_, each, code) => {
  const messages = editor.messages(code);
  expect(messages.map(({ under }) => under)).toEqual(each.map(({ wrong }) => `'${wrong}'`));
  const silent = each.filter(({ name }, index) => !suggestionsOf(messages[index]?.text ?? '').includes(name));
  expect(silent).toEqual([]);
});

test.each(synonymCalls)('a synonym suggests the same attributes in the editor and at run time: %s()', (_, calls) => {
  const messages = editor.messages(calls.join('\n'));
  expect(messages.map(({ line }) => line)).toEqual(calls.map((_call, index) => header.split('\n').length + index));
  const texts = calls.map((call, index) => [
    messageIn(messages[index]?.text ?? ''),
    textOf(thrownBy(call) as library.QueryError),
  ]);
  // Without a suggestion, run time has another hint.
  expect(texts.filter(([inEditor = '', atRunTime = '']) => !atRunTime.startsWith(inEditor))).toEqual([]);
  const suggestions = texts.map(([inEditor = '']) => suggestionsOf(inEditor));
  expect(suggestions.filter((names) => names.length > 0).length).toBeGreaterThan(0.5 * calls.length);
});

test('messages are the same in a program without strict', () => {
  const loose = openEditor({ options: { ...compilerOptions(), strict: false, exactOptionalPropertyTypes: false } });
  const lines = [...new Set([...mistakes.names, ...goldenNames].map(([code]) => code.replaceAll(/[«»]/g, '')))];
  const [strictly, loosely] = [editor, loose].map((each) =>
    each.messages(lines.join('\n')).map(({ line, text }) => [line, messageIn(text)]),
  );
  expect(strictly?.length).toBeGreaterThanOrEqual(lines.length);
  expect(loosely).toEqual(strictly);
});
