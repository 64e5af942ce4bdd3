/** Conformance cases over a small synthetic state: every quirk of the real server, without the recordings. */
import { readdirSync, readFileSync } from 'node:fs';
import { type EmbeddedRegistry, type Json, type RegistryState, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** A request, and expectations of the response. They apply to any server with the data of `state.json`. */
interface Case {
  readonly title: string;
  /** A list, with the parts of its body; `request` is the whole body. */
  readonly list?: 'runs' | 'datasets';
  readonly filter?: Json;
  readonly sortings?: Json;
  readonly page?: Json;
  readonly page_size?: Json;
  readonly request?: Json;
  /** Or a path, with a JSON body or a string of the given type. */
  readonly get?: string;
  readonly post?: string;
  readonly json?: Json;
  readonly text?: string;
  readonly type?: string;
  /** 200 by default. */
  readonly status?: number;
  readonly count?: number;
  readonly pages?: number | null;
  /** Rows of a list in their order: the run number, and the name of a dataset after a blank. */
  readonly keys?: readonly string[];
  readonly err?: string;
  readonly errStart?: string;
  readonly html?: string;
  readonly body?: Json;
  readonly contains?: { readonly [key: string]: Json };
  readonly length?: number;
}

interface Rows {
  readonly count: number;
  readonly pages: number | null;
  readonly runs?: readonly Row[];
  readonly datasets?: readonly Row[];
}

interface Row {
  readonly run_number: number;
  readonly name?: string;
}

const FOLDER = new URL('./cases/', import.meta.url);
const read = <Content>(url: URL): Content => JSON.parse(readFileSync(url, 'utf8')) as Content;

let registry: EmbeddedRegistry;
beforeAll(async () => {
  registry = await startEmbedded({ state: read<RegistryState>(new URL('./state.json', import.meta.url)) });
});
afterAll(() => registry?.close());

for (const file of readdirSync(FOLDER).sort()) {
  const { about, cases } = read<{ about: string; cases: readonly Case[] }>(new URL(file, FOLDER));
  describe(`responses of the real server: ${about}`, () => {
    test.each(cases.map((one) => [one.title, one] as const))('%s', async (_title, one) => {
      const response = await send(one);
      const text = await response.text();
      expect(response.status, text).toBe(one.status ?? 200);
      if (one.html !== undefined) return expect(text).toContain(`<pre>${one.html}</pre>`);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      const found: unknown = JSON.parse(text);
      if (one.err !== undefined) expect(found).toEqual({ err: one.err });
      if (one.errStart !== undefined) expect(found).toEqual({ err: expect.stringMatching(`^${one.errStart}`) });
      if (one.body !== undefined) expect(found).toEqual(one.body);
      if (one.contains !== undefined) expect(found).toMatchObject(one.contains);
      if (one.length !== undefined) expect(found).toHaveLength(one.length);
      if (one.list !== undefined && response.status === 200) expectRows(one, found as Rows);
    });
  });
}

function expectRows(one: Case, found: Rows): void {
  const rows = found.runs ?? found.datasets ?? [];
  if (one.keys !== undefined) {
    expect(
      rows.map(({ run_number, name }) => (name === undefined ? `${run_number}` : `${run_number} ${name}`)),
    ).toEqual(one.keys);
  }
  expect(found.count).toBe(one.count);
  if (one.pages !== undefined) expect(found.pages).toBe(one.pages);
}

function send(one: Case): Promise<Response> {
  if (one.get !== undefined) return fetch(registry.url + one.get);
  const { filter = {}, sortings = [], page = 0, page_size = 50 } = one;
  const body = one.text ?? JSON.stringify(one.json ?? one.request ?? { page, page_size, sortings, filter });
  return fetch(registry.url + (one.post ?? `/${one.list}_filtered_ordered`), {
    method: 'POST',
    headers: { 'content-type': one.type ?? 'application/json' },
    body,
  });
}
