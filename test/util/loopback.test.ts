/** The definition of loopback, which also accepts a raw Host header. */
import { expect, test } from 'vitest';
import { lookupHost } from '../../src/util/lookup-host.js';
import { isLoopback } from '../../src/util/loopback.js';

test.each(['localhost', 'LOCALHOST', 'dev.localhost', 'a-b.c_d.localhost', '127.0.0.1', '127.1.2.3', '[::1]'])(
  '%s is loopback',
  (host) => {
    expect(isLoopback(host)).toBe(true);
  },
);

test.each([
  '',
  'notlocalhost',
  'localhost.',
  'localhost.example',
  '.localhost',
  'a..localhost',
  'x@y.localhost',
  'x/y.localhost',
  'x y.localhost',
  'localhost:80',
  '127.0.0.1.example',
  '128.0.0.1',
  '0.0.0.0',
  '[::]',
  '[::ffff:10.0.0.1]',
  'localhost\n',
])('%j is not loopback', (host) => {
  expect(isLoopback(host)).toBe(false);
});

test.each(['some.thing.localhost', 'Some.LOCALHOST'])('%s resolves to this machine', async (host) => {
  const addresses = await new Promise((resolve, reject) =>
    lookupHost(host, { all: true }, (error, found) => (error === null ? resolve(found) : reject(error))),
  );
  for (const { address } of addresses as { address: string }[]) expect(address).toMatch(/^(127\.|::1$)/);
});
