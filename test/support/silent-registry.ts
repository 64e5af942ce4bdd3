import { type DatasetQuery, type RunQuery, RunRegistry } from 'runregistry';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type ScriptedServer, scripted } from './scripted-server.js';

/** Creates a registry that must receive no request: invalid calls throw before they send one. */
export function silentRegistry(): {
  runs(): RunQuery;
  datasets(): DatasetQuery;
  readonly url: string;
} {
  let server: ScriptedServer;
  let registry: RunRegistry;
  beforeAll(async () => {
    server = await scripted(() => ({ status: 500, json: { err: 'nothing should be sent' } }));
    registry = new RunRegistry({ url: server.url });
  });
  afterEach(() => expect(server.received).toEqual([]));
  afterAll(() => server.close());
  return {
    runs: () => registry.runs(),
    datasets: () => registry.datasets(),
    get url() {
      return server.url;
    },
  };
}
