/** A server sends the secret or the token back in an encoding chosen at random: no error shows it, however it is decoded. */
import { type RunRegistry, RunRegistryError } from 'runregistry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientId, type FakeRegistry, fakeRegistry } from '../support/fake-registry.js';
import { stringsIn } from '../support/leaks.js';
import { Random } from '../support/random.js';
import { rounds } from '../support/rounds.js';
import type { Reply } from '../support/scripted-server.js';

const seed = process.env.TEST_SEED ?? 'encodings';
/** Cases of each encoding. */
const cases = rounds({ usual: 4, full: 20 });

const secrets = [
  's3cr3t-of-the-application',
  'p&ss<w"ord>/with+signs=',
  'Schlüssel-für-CMS-☃',
  'UPPER_lower-1234567890',
];
/** Long, as tokens of CERN are, and short. */
const tokens = [
  `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('a payload of some length, as tokens have it'.repeat(6)).toString('base64url')}.c2lnbmF0dXJl`,
  't0k3n-number-1',
  'a.token~with+signs/and=ends==',
];

const hexOf = (text: string): string => Buffer.from(text).toString('hex');
const eachChar = (text: string, change: (char: string) => string): string => [...text].map(change).join('');
const unitsOf = (char: string): string[] =>
  Array.from({ length: char.length }, (_, n) => char.charCodeAt(n).toString(16));

type Encoder = (text: string, luck: Random) => string;

/** Encodings character by character. */
const perChar: Readonly<Record<string, Encoder>> = {
  'as it is': (text) => text,
  'for addresses': (text) => encodeURIComponent(text),
  'for addresses, each character': (text) => hexOf(text).replace(/../g, '%$&'),
  'for addresses, upper case and twice': (text) => encodeURIComponent(hexOf(text).toUpperCase().replace(/../g, '%$&')),
  'decimal entities': (text) => eachChar(text, (char) => `&#${char.codePointAt(0)};`),
  'padded hexadecimal entities': (text) => eachChar(text, (char) => `&#x00${char.codePointAt(0)?.toString(16)};`),
  'entities twice': (text) => eachChar(text, (char) => `&amp;#${char.codePointAt(0)};`),
  'named entities': (text) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  'JSON escapes': (text) =>
    eachChar(text, (char) =>
      unitsOf(char)
        .map((unit) => `\\u${unit.padStart(4, '0')}`)
        .join(''),
    ),
  'a JSON string': (text) => JSON.stringify(text).slice(1, -1),
  'a JSON string in a JSON string': (text) => JSON.stringify(JSON.stringify(text)).slice(1, -1),
  'JavaScript escapes': (text) => hexOf(text).replace(/../g, '\\x$&'),
  'some characters as entities': (text, luck) =>
    eachChar(text, (char) => (luck.chance(0.5) ? `&#${char.codePointAt(0)};` : char)),
};

/** Encodings of bytes; the text around the secret shifts its base64. */
const ofBytes: Readonly<Record<string, Encoder>> = {
  hexadecimal: hexOf,
  'upper hexadecimal': (text) => hexOf(text).toUpperCase(),
  'hexadecimal with colons': (text) => hexOf(text).match(/../g)?.join(':') ?? '',
  'a Buffer': (text) => `<Buffer ${hexOf(text).match(/../g)?.join(' ')}>`,
  'a Buffer as JSON': (text) => JSON.stringify([...Buffer.from(text)]),
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64 for addresses': (text) => Buffer.from(text).toString('base64url'),
  'base64 in an address': (text) => encodeURIComponent(Buffer.from(text).toString('base64')),
};

const letterCases: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
];

/** Returns a text decoded with each encoding in turn. */
function readings(text: string): string[] {
  const found = [text];
  const unescaped = text
    .replace(/&amp;/g, '&')
    .replace(/&#x0*([\da-f]+);?/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#0*(\d+);?/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/\\+u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\+x([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/%(?:25)*([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  found.push(unescaped, Buffer.from(unescaped, 'latin1').toString());
  for (const one of [text, unescaped]) {
    for (const [run] of one.matchAll(/[\w+/-]{6,}/g))
      for (let shift = 0; shift < 4; shift++) found.push(Buffer.from(run.slice(shift), 'base64').toString());
    for (const [run] of one.matchAll(/(?:[\da-f]{2}[\s:]?){4,}/gi))
      found.push(Buffer.from(run.replace(/[\s:]/g, ''), 'hex').toString());
    for (const [run] of one.matchAll(/(?:\d{1,3},\s?){3,}\d{1,3}/g))
      found.push(Buffer.from(run.split(',').map(Number)).toString());
  }
  return found;
}

const replies: readonly ((echo: string) => Reply)[] = [
  (echo) => ({ status: 500, json: { err: `could not read ${echo} here` } }),
  (echo) => ({ status: 403, json: { message: echo } }),
  (echo) => ({ status: 502, headers: { 'content-type': 'text/html' }, text: `<p>${echo}</p>` }),
  (echo) => ({ status: 503, text: echo }),
  (echo) => ({ text: echo }),
  (echo) => ({ json: { [echo]: echo } }),
  (echo) => ({ json: { runs: [{ run_number: echo }], count: 1 } }),
];

let reply: Reply;
let token = '';
let registry: FakeRegistry;
beforeAll(async () => {
  registry = await fakeRegistry({
    script: () => reply,
    token: () => ({ json: { access_token: token, expires_in: 1199 } }),
  });
});
afterAll(() => registry.close());

const clients = new Map<string, RunRegistry>();
/** Returns the client of a secret and the current token: the patterns of each take long to compile. */
function clientWith(clientSecret: string): RunRegistry {
  const key = `${clientSecret} ${token}`;
  const client = clients.get(key) ?? registry.client({ clientSecret, retries: 0 });
  clients.set(key, client);
  return client;
}

describe('a response that echoes a secret', () => {
  test.each([...Object.keys(perChar), ...Object.keys(ofBytes)])('hides a secret written as %s', async (name) => {
    const encoder = (perChar[name] ?? ofBytes[name]) as Encoder;
    for (let index = 0; index < cases; index++) {
      const luck = new Random(seed, name, index);
      const clientSecret = luck.one(secrets);
      token = luck.one(tokens);
      const secret = luck.one([clientSecret, token, Buffer.from(`${clientId}:${clientSecret}`).toString('base64')]);
      const around = 'x'.repeat(luck.below(4));
      const echo = encoder(`${around}${luck.one(letterCases)(secret)}${around}`, luck);
      reply = luck.one(replies)(echo);
      const error: unknown = await clientWith(clientSecret)
        .runs()
        .all()
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(RunRegistryError);
      const leaking = [...stringsIn(error)].filter((text) =>
        readings(text).some((reading) => reading.toLowerCase().includes(secret.toLowerCase())),
      );
      expect(leaking, `${name}, case ${index}`).toEqual([]);
    }
  });

  test('leaves rows unchanged that hold no secret', async () => {
    token = 't0k3n-number-1';
    reply = { json: { runs: [], count: 0, pages: 0 } };
    expect(await registry.client().runs().all()).toEqual([]);
  });
});
