import type {
  RegistryState,
  StateDataset,
  StateOmsLumisections,
  StateRrLumisections,
  StateRun,
} from '../embedded/state.js';
import { cycles, datasetsAccepted } from './certification.js';
import { drawConditions } from './conditions.js';
import { type DatasetPlan, offlineDatasets } from './datasets.js';
import { toRanges } from './history.js';
import { luminosityOf } from './luminosity.js';
import { type Bits, bitsOf } from './lumisections.js';
import { offlineFlags } from './offline-flags.js';
import { omsAttributes } from './oms-attributes.js';
import { DEFAULT_RUNS, MAX_RUNS } from './periods.js';
import { planRuns, type RunPlan } from './plan.js';
import { prescalesOf } from './prescales.js';
import { Random, round } from './random.js';
import { rrAttributes } from './rr-attributes.js';
import { workspaceDocuments } from './workspaces.js';

/** What to make. */
export interface SampleOptions {
  /** How many runs, from 1; 420 unless told. Larger samples have shorter runs. */
  readonly runs?: number;
  /** Another seed makes other runs of the same kinds; 1 unless told. */
  readonly seed?: number;
}

/**
 * A Run Registry that is invented but shaped like the real one: runs of 2018, 2022 and 2024 with their datasets, flags
 * and DCS bits. The same options give the same data on every machine. Lumisections with equal bits may share one
 * object: the state is to be read, not changed.
 *
 * One run has `online` but no lumisections (`ls_duration` 0). Its dataset has **no entry** in `rrLumisections` nor in
 * `omsLumisections`. Such a dataset has no row in the registry's cache of counts, so a registry that loads the state
 * must leave it out of lists, while `GET /runs/:n` knows it.
 *
 * @throws {RangeError} when `runs` is not an integer from 1 to the number of run numbers of the periods.
 * @example
 * sampleState({ runs: 5000 }).runs.length; // 5000
 */
export function sampleState({ runs: count = DEFAULT_RUNS, seed = 1 }: SampleOptions = {}): RegistryState {
  if (!Number.isInteger(count) || count < 1 || count > MAX_RUNS) {
    throw new RangeError(`A sample has 1 to ${MAX_RUNS} runs, not ${count}.`);
  }
  const runs: StateRun[] = [];
  const datasets: StateDataset[] = [];
  const rrLumisections: StateRrLumisections[] = [];
  const omsLumisections: StateOmsLumisections[] = [];
  let version = 0;
  for (const plan of planRuns(count, seed)) {
    const random = new Random(seed, 'sample', plan.runNumber);
    // One counter for every change of the registry, so versions grow but not by ones.
    const nextVersion = () => {
      version += random.int(1, 40);
      return version;
    };
    const { runNumber: run_number } = plan;
    const conditions = drawConditions(plan, seed);
    const luminosity = luminosityOf(plan, seed);
    const prescales = prescalesOf(plan, seed);
    const bits = bitsOf(plan, conditions, luminosity, prescales, seed);
    const firstPrescale = prescales.findLast(({ start }) => start === 1)?.value.prescale_index ?? null;
    const rr_attributes = rrAttributes(plan, seed);
    const oms_attributes = omsAttributes(plan, luminosity, firstPrescale, seed);
    runs.push({ run_number, oms_attributes, rr_attributes, version: nextVersion(), deleted: plan.role === 'deleted' });
    datasets.push(datasetRow(run_number, 'online', nextVersion()));
    if (plan.lumisections > 0) {
      // Flags stop before the bits do where OMS sent its last lumisections after the flags were made.
      const last = plan.role === 'short-flags' ? Math.max(1, plan.lumisections - random.int(2, 20)) : plan.lumisections;
      rrLumisections.push({
        run_number,
        dataset_name: 'online',
        rr_lumisection_ranges: toRanges(conditions.flags, last),
      });
      omsLumisections.push({ run_number, dataset_name: 'online', oms_lumisections: bits });
    }
    for (const dataset of offlineDatasets(plan, rr_attributes.state, seed)) {
      const flags = offlineFlags(random, plan, conditions, dataset.certified);
      datasets.push(datasetRow(run_number, dataset.name, nextVersion(), dataset));
      rrLumisections.push({
        run_number,
        dataset_name: dataset.name,
        rr_lumisection_ranges: toRanges(flags, plan.lumisections),
      });
      const own = ownBits(random, plan, dataset, bits);
      if (own !== null) omsLumisections.push({ run_number, dataset_name: dataset.name, oms_lumisections: own });
    }
  }
  const marked = markDeleted(datasets);
  return {
    runs,
    datasets: marked,
    rrLumisections,
    omsLumisections,
    workspaces: workspaceDocuments(),
    cycles: cycles(marked),
    datasetsAccepted: datasetsAccepted(),
  };
}

function datasetRow(run_number: number, name: string, version: number, plan?: DatasetPlan): StateDataset {
  const dataset_attributes = plan?.attributes ?? {};
  return { run_number, name, dataset_attributes, datasets_in_gui: plan?.inGui ?? [], deleted: false, version };
}

/** Bits of a dataset whose luminosity was computed anew, or `null` where the bits of `online` hold for it. */
function ownBits(
  random: Random,
  { kind }: RunPlan,
  { processing }: DatasetPlan,
  bits: readonly Bits[],
): readonly Bits[] | null {
  if (kind !== 'collisions' || processing === 'Express' || !random.chance(0.06)) return null;
  const factor = random.between(0.97, 1.03);
  const again = (value: unknown) => (typeof value === 'number' ? round(value * factor, 4) : null);
  return bits.map((bit) => ({ ...bit, delivered: again(bit.delivered), recorded: again(bit.recorded) }));
}

/** Three datasets deleted, far apart; never `online`, which goes with its run. */
function markDeleted(datasets: readonly StateDataset[]): readonly StateDataset[] {
  const offline = datasets.filter(({ name }) => name !== 'online');
  const doomed = new Set([0.2, 0.5, 0.8].map((part) => offline[Math.floor(offline.length * part)]));
  return datasets.map((row) => (doomed.has(row) ? { ...row, deleted: true } : row));
}
