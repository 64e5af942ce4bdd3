import { RunRegistry } from 'runregistry';
import { inject } from 'vitest';
import type { Row } from './reference.js';

export interface Setup {
  readonly url: string;
  readonly registry: RunRegistry;
  readonly rows: { readonly runs: readonly Row[]; readonly datasets: readonly Row[] };
}

/** Returns a registry, by default the shared one of few runs, with all its rows, fetched without the library. */
export async function setUp(url = inject('smallUrl')): Promise<Setup> {
  const fetchAll = async (target: 'runs' | 'datasets'): Promise<Row[]> => {
    const response = await fetch(`${url}/${target}_filtered_ordered`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ page: 0, page_size: 1_000_000, sortings: [], filter: {} }),
    });
    return ((await response.json()) as Record<string, Row[]>)[target] as Row[];
  };
  const rows = { runs: await fetchAll('runs'), datasets: await fetchAll('datasets') };
  return { url, registry: new RunRegistry({ url }), rows };
}
