import { describe, expect, test } from 'vitest';
import { synonyms } from '../../src/catalogue/generated/synonyms.js';
import { attributeNames } from '../../src/catalogue/lookup.js';
import { attributePaths } from '../../src/catalogue/paths.js';
import * as library from '../../src/index.js';
import { textOf } from '../support/refusal.js';
import { isFull } from '../support/rounds.js';
import { compilerOptions, header, imported, type Message, openEditor } from './editor.js';
import { goldenCompilerOnly, goldenMethods, goldenNames, goldenValues, runTimeOnly } from './golden-mistakes.js';
import * as mistakes from './mistakes.js';

const editor = openEditor();
const checked = new Map<string, Message[]>();
/** Returns what the compiler reports of a program. */
function messagesOf(code: string): Message[] {
  const messages = checked.get(code) ?? editor.messages(code);
  checked.set(code, messages);
  return messages;
}

const names = [...mistakes.names, ...goldenNames];
const values = [...mistakes.values, ...goldenMethods, ...goldenValues];
const compilerOnly = [...mistakes.compilerOnly, ...goldenCompilerOnly];

/** Returns code without the marks, and the position of the mistake between them. */
function marked(code: string): { plain: string; place: Omit<Message, 'text'> } {
  const [before = '', under, after = ''] = code.split(/[«»]/);
  if (under === undefined) throw new Error(`No mistake is marked in: ${code}`);
  const line = header.split('\n').length;
  return { plain: before + under + after, place: { line, column: before.length + 1, under } };
}

/** Any name of the first form is valid, the second has another path, and the last has three close names. */
const unsuggested = /_included$|^run\.oms\.run_number$|\.hbhe._ready$/;

/** Names with two letters swapped. */
const swapsOf = (known: readonly string[]) =>
  known
    .filter((_, index) => isFull || index % 20 === 0)
    .flatMap((name) => {
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
const synonymWords = [...new Set(Object.values(synonyms).flat())].filter((_, index) => isFull || index % 3 === 0);
const synonymCalls = builders.map(
  (method) => [method, synonymWords.map((word, index) => `${method}('${respelt(word, index)}');`)] as const,
);

const twoMistakes = [
  ["runs().where('enrgy').gte(6000).where('satte').is('OPEN').orderBy('run_number')", ["'enrgy'", "'satte'"]],
  ["goldenJson().where('run.oms.enrgy').gte(6000).flag('dt-dtt').is('GOOD').lint()", ["'run.oms.enrgy'", "'dt-dtt'"]],
] as const;

editor.prepare([
  ...[...names, ...values, ...compilerOnly].map(([code]) => marked(code).plain),
  ...runTimeOnly,
  ...swapped.map(([, , code]) => code),
  ...synonymCalls.map(([, calls]) => calls.join('\n')),
  ...twoMistakes.map(([code]) => code),
]);

const exported = new Map(Object.entries(library));

/** Runs the code and returns what it throws. */
function thrownBy(code: string): unknown {
  try {
    new Function(...imported, code)(...imported.map((name) => exported.get(name)));
  } catch (error) {
    return error;
  }
  throw new Error(`Expected an error from: ${code}`);
}

const sentenceOf = (text: string): string => text.split(/\. (?=[A-Z])/)[0] ?? '';
const suggestionsOf = (text: string): string[] =>
  [...text.matchAll(/Did you mean '([^']+)'(?: or '([^']+)')?/g)].flatMap(([, ...names]) => names);

describe.each<[string, readonly mistakes.Mistake[]]>([
  ['an unknown name or operator', names],
  ['an invalid value or an unknown method', values],
  ['a mistake that only the compiler finds', compilerOnly],
])('%s', (_, each) => {
  test.each(each)('is one message at its position: %s', (code, sentence) => {
    const { plain, place } = marked(code);
    const messages = messagesOf(plain);
    expect(messages).toEqual([{ ...place, text: expect.stringContaining(sentence) }]);
  });
});

test('the compiler reports the recorded messages', async () => {
  const records = [...names, ...values, ...compilerOnly].map(([code]) => {
    const [text = ''] = messagesOf(marked(code).plain).map((message) => message.text);
    // The number of members changes with each new method.
    return `${code}\n${text.replace(/^/gm, '    ').replace(/\band \d+ more\b/g, 'and … more')}\n`;
  });
  await expect(records.join('\n')).toMatchFileSnapshot('./mistakes.txt');
});

/** Returns the message in an error of the compiler: the type of the property that no argument has. */
const messageIn = (text: string): string => /\[mistake\]: "(.*?)"; \}/.exec(text)?.[1] ?? '';

test.runIf(isFull)('messages are the same in a program without strict', () => {
  const options = { ...compilerOptions(), strict: false, exactOptionalPropertyTypes: false };
  const codes = [...new Set(names.map(([code]) => marked(code).plain))];
  const messages = openEditor({ options }).messages(codes.join('\n'));
  const first = header.split('\n').length;
  const texts = codes.map((_, index) => messages.filter(({ line }) => line === first + index).map(({ text }) => text));
  const ofEach = (all: readonly string[]): string[] => all.map(messageIn);
  expect(texts.map(ofEach)).toEqual(codes.map((code) => ofEach(messagesOf(code).map(({ text }) => text))));
});

describe('an error at run time', () => {
  test.each(names)('has the message of the compiler: %s', (code) => {
    const { plain } = marked(code);
    const error = thrownBy(plain);
    expect(error).toBeInstanceOf(library.QueryError);
    const { suggestions = [] } = error as library.QueryError;
    const message = textOf(error as library.QueryError);
    const [text = ''] = messagesOf(plain).map((found) => found.text);
    const compilerMessage = messageIn(text);
    expect(text.split('\n')).toHaveLength(1);
    expect(compilerMessage).toContain(sentenceOf(message));
    // Run time also lists the valid names if none is close.
    expect(message.startsWith(compilerMessage)).toBe(true);
    if (suggestions.length > 0) expect(compilerMessage).toBe(message);
    expect(suggestions.length).toBeLessThanOrEqual(2);
  });
});

test('the message for a wrong scope has at most three lines', () => {
  const ofScopes = [...values, ...compilerOnly].filter(([, says]) =>
    /one of|one lumisection at a time|got a query/.test(says),
  );
  expect(ofScopes.length).toBeGreaterThan(15);
  const lines = ofScopes.map(([code]) => messagesOf(marked(code).plain)[0]?.text.split('\n').length ?? 0);
  expect(Math.max(...lines)).toBeLessThanOrEqual(3);
});

test('every value and method that the compiler rejects is an error at run time', () => {
  const accepted = values.map(([code]) => marked(code).plain).filter((code) => !(thrownBy(code) instanceof Error));
  expect(accepted).toEqual([]);
});

test('errors at run time have the recorded messages', async () => {
  const records = [...goldenValues.map(([code]) => code), ...runTimeOnly].map((code) => {
    const error = thrownBy(code.replaceAll(/[«»]/g, ''));
    expect(error).toBeInstanceOf(library.QueryError);
    return `${code}\n  ${textOf(error as library.QueryError)}\n`;
  });
  await expect(records.join('\n')).toMatchFileSnapshot('../messages/mistakes-at-run-time.txt');
});

test.each(runTimeOnly)('the compiler does not find this mistake: %s', (code) => {
  expect(editor.messages(code)).toEqual([]);
});

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

test.each(twoMistakes)('two mistakes in one chain give two messages: %s', (code, places) => {
  expect(editor.messages(code).map(({ under }) => under)).toEqual(places);
});
