/** Rows of the sample as the registry returns them, without a server. */
import { sampleState } from 'runregistry/embedded';
import { countedLumisections, tripletSummary } from '../../src/embedded/data/summaries.js';
import type { Row } from '../property/reference.js';
import { datasetRow, runRow } from './rows.js';

export function sampleRows(count: number): { readonly runs: readonly Row[]; readonly datasets: readonly Row[] } {
  const { runs, datasets, rrLumisections, omsLumisections } = sampleState({ runs: count });
  const key = (row: { run_number: number; dataset_name: string }) => `${row.run_number} ${row.dataset_name}`;
  const ranges = new Map(rrLumisections.map((row) => [key(row), row.rr_lumisection_ranges]));
  const bits = new Map(omsLumisections.map((row) => [key(row), row.oms_lumisections]));
  const runOf = new Map(runs.map((row) => [row.run_number, row]));
  const flagsOf = (run_number: number, name: string) => {
    const own = ranges.get(`${run_number} ${name}`) ?? [];
    const lumisections = bits.get(`${run_number} ${name}`) ?? bits.get(`${run_number} online`) ?? [];
    return tripletSummary(own, countedLumisections(own, lumisections));
  };
  return {
    runs: runs.map(({ run_number, oms_attributes: oms, rr_attributes: rr }) =>
      runRow({ run_number, oms, rr, flags: flagsOf(run_number, 'online') }),
    ),
    datasets: datasets.map(({ run_number, name, dataset_attributes, datasets_in_gui }) => {
      const { oms_attributes: oms = {}, rr_attributes: rr = {} } = runOf.get(run_number) ?? {};
      const flags = flagsOf(run_number, name);
      return datasetRow({ run_number, name, dataset: dataset_attributes, gui: datasets_in_gui, oms, rr, flags });
    }),
  };
}
