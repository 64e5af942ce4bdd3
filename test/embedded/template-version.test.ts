import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { schema } from '../../src/embedded/data/schema.js';
import { countedLumisections, dcsSummary, tripletSummary } from '../../src/embedded/data/summaries.js';
import { templateVersion } from '../../src/embedded/storage/fingerprint.js';
import { sampleState } from '../../src/sample/index.js';

test('templates have another version when their tables or summaries change', () => {
  const state = sampleState({ runs: 30 });
  const summaries = state.rrLumisections.map(({ run_number, dataset_name, rr_lumisection_ranges: ranges }) => {
    const own = state.omsLumisections.find((row) => row.run_number === run_number && row.dataset_name === dataset_name);
    const online = state.omsLumisections.find((row) => row.run_number === run_number && row.dataset_name === 'online');
    const bits = (own ?? online)?.oms_lumisections ?? [];
    const counted = countedLumisections(ranges, bits);
    return [tripletSummary(ranges, counted), dcsSummary(bits, counted)];
  });
  const contents = createHash('sha256').update(schema).update(JSON.stringify(summaries)).digest('hex').slice(0, 16);
  // If this fails on purpose: write the new contents here and increment templateVersion, as stored templates are stale.
  expect({ templateVersion, contents }).toEqual({ templateVersion: '2', contents: 'f3c5e53240116ff2' });
});
