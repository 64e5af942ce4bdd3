import { RunRegistry } from 'runregistry';
import { type EmbeddedRegistry, sampleState, startEmbedded } from 'runregistry/embedded';
import type { Row } from './reference.js';

export interface Setup {
  readonly server: EmbeddedRegistry;
  readonly registry: RunRegistry;
  readonly rows: { readonly runs: readonly Row[]; readonly datasets: readonly Row[] };
}

/** A registry with few rows of many kinds, and all its rows, fetched without the library. */
export async function setUp(runs: number): Promise<Setup> {
  const server = await startEmbedded({ state: sampleState({ runs }) });
  const fetchAll = async (target: 'runs' | 'datasets'): Promise<Row[]> => {
    const answer = await fetch(`${server.url}/${target}_filtered_ordered`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ page: 0, page_size: 1_000_000, sortings: [], filter: {} }),
    });
    return ((await answer.json()) as Record<string, Row[]>)[target] as Row[];
  };
  const rows = { runs: await fetchAll('runs'), datasets: await fetchAll('datasets') };
  return { server, registry: new RunRegistry({ url: server.url }), rows };
}
