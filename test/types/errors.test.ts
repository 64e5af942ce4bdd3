import { describe, expect, test } from 'vitest';
import * as library from '../../src/index.js';
import { textOf } from '../support/refusal.js';
import { header, type Message, openEditor } from './editor.js';
import { goldenCompilerOnly, goldenMethods, goldenNames, goldenValues, runTimeOnly } from './golden-mistakes.js';
import * as mistakes from './mistakes.js';
import { messageIn, thrownBy } from './reported.js';

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

const twoMistakes = [
  ["runs().where('enrgy').gte(6000).where('satte').is('OPEN').orderBy('run_number')", ["'enrgy'", "'satte'"]],
  ["goldenJson().where('run.oms.enrgy').gte(6000).flag('dt-dtt').is('GOOD').lint()", ["'run.oms.enrgy'", "'dt-dtt'"]],
] as const;

editor.prepare([
  ...[...names, ...values, ...compilerOnly].map(([code]) => marked(code).plain),
  ...runTimeOnly,
  ...twoMistakes.map(([code]) => code),
]);

const sentenceOf = (text: string): string => text.split(/\. (?=[A-Z])/)[0] ?? '';
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

test.each(twoMistakes)('two mistakes in one chain give two messages: %s', (code, places) => {
  expect(editor.messages(code).map(({ under }) => under)).toEqual(places);
});
