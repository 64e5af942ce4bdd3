import type { Target } from '../../print/formula.js';
import type { JsonObject } from '../../util/json-object.js';
import type { DatasetKey } from './ranges.js';

/** The run and dataset that lumisections belong to, as golden JSON sees them. */
export interface LumisectionContext {
  readonly run: unknown;
  readonly dataset: unknown;
}

/** What is kept of a row whose lumisections are read. */
export interface LumisectionSource extends DatasetKey {
  /** Tells it from the others of its query. */
  readonly key: string;
  readonly owner: LumisectionContext;
}

/** A row of a query as the registry gives it, without what its lumisections do not need. Those of a run are its online dataset's. */
export function lumisectionSource(row: JsonObject, target: Target): LumisectionSource {
  const run_number = row.run_number as number;
  const { oms_attributes: oms, rr_attributes: rr } = (target === 'runs' ? row : row.Run) as JsonObject;
  const name = target === 'runs' ? 'online' : (row.name as string);
  return {
    key: target === 'runs' ? `${run_number}` : `${run_number} ${name}`,
    run_number,
    dataset_name: name,
    owner: {
      run: { run_number, oms, rr },
      dataset: { ...(row.dataset_attributes as JsonObject | undefined), name },
    },
  };
}
