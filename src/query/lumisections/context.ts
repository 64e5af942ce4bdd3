import type { Target } from '../../print/formula.js';
import type { JsonObject } from '../../util/json-object.js';
import type { DatasetKey } from './ranges.js';

/** The run and dataset of lumisections, as golden JSON accesses them. */
export interface LumisectionContext {
  readonly run: unknown;
  readonly dataset: unknown;
}

/** The part of a row that is needed to read its lumisections. */
export interface LumisectionSource extends DatasetKey {
  /** Identifies the row within its query. */
  readonly key: string;
  readonly context: LumisectionContext;
}

/** Returns the lumisection source of a row in the shape of the response. The lumisections of a run are those of its online dataset. */
export function lumisectionSource(row: JsonObject, target: Target): LumisectionSource {
  const run_number = row.run_number as number;
  const { oms_attributes: oms, rr_attributes: rr } = (target === 'runs' ? row : row.Run) as JsonObject;
  const name = target === 'runs' ? 'online' : (row.name as string);
  return {
    key: target === 'runs' ? `${run_number}` : `${run_number} ${name}`,
    run_number,
    dataset_name: name,
    context: {
      run: { run_number, oms, rr },
      dataset: { ...(row.dataset_attributes as JsonObject | undefined), name },
    },
  };
}
