/** A registry with numbers that `JSON.stringify` and columns do not preserve. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { flag, RunRegistry } from 'runregistry';
import { type Mirror, openMirror, updateMirror, writeMirror } from 'runregistry/mirror';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { temporaryDirectory } from './fixture.js';

/** Replaces numbers of runs, of their flags and of lumisections. */
const changed = (json: string): string =>
  json
    .replace(/"energy": ?[\d.]+/g, '"energy":1e400,"unknown":[-1e400,-0]')
    .replace(/"b_field": ?[\d.]+/g, '"b_field":-0')
    .replace(/"GOOD": ?\d+/g, '"GOOD":5000000000')
    .replace(/"recorded": ?[\d.]+/g, '"recorded":-1e400');

let proxy: Server;
let registry: RunRegistry;
beforeAll(async () => {
  proxy = createServer((request, response) => {
    const forward = async (): Promise<void> => {
      const { method = 'GET' } = request;
      const body = await text(request);
      const forwarded = await fetch(new URL(request.url ?? '', inject('smallUrl')), {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body !== '' && { body }),
      });
      response.writeHead(forwarded.status, { 'content-type': 'application/json' });
      response.end(changed(await forwarded.text()));
    };
    forward().catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  registry = new RunRegistry({ url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
});
afterAll(() => {
  proxy?.close();
});

describe('a mirror of numbers that JSON does not preserve', () => {
  test('returns them as the registry', async () => {
    const runs = await registry.runs().flag('dt-dt').is('GOOD').limit(2).select('run_number').all();
    const numbers = runs.map(({ run_number }) => run_number);
    const directory = temporaryDirectory();
    const query = registry.runs().where('run_number').in(numbers);
    await writeMirror(directory, query);
    expect(await updateMirror(directory, query)).toMatchObject({ changed: 0 });
    await using mirror = await openMirror(directory);
    const read = async (client: RunRegistry | Mirror) => {
      const of = client.runs().where('run_number').in(numbers);
      const datasets = client.datasets().where('run_number').in(numbers);
      return [
        await of.all({ compress: false }),
        await of.all(),
        await datasets.all({ compress: false }),
        await of.select('run_number', 'energy', 'b_field').all(),
        (await of.lumisections({ luminosity: true }).all()).map(({ ranges }) => ranges),
      ];
    };
    const [rows, ...others] = await read(mirror);
    const [liveRows, ...liveOthers] = await read(registry);
    expect(JSON.stringify(rows)).toContain('"GOOD":5000000000');
    expect(rows).toContainEqual(
      expect.objectContaining({
        oms_attributes: expect.objectContaining({ energy: Infinity, unknown: [-Infinity, -0], b_field: -0 }),
      }),
    );
    expect(rows).toEqual(liveRows);
    expect(others).toEqual(liveOthers);
    // The embedded registry has other numbers, so only the mirror evaluates conditions on them.
    expect(await mirror.runs().where('energy').gte(1e300).count()).toBe(numbers.length);
    expect(await mirror.runs().where('dt_included').is(true).count()).toBeGreaterThan(0);
    expect(await mirror.runs().where(flag('dt-dt').is('GOOD')).count()).toBe(numbers.length);
  });
});
