import type {
  RegistryState,
  StateDataset,
  StateOmsLumisections,
  StateRange,
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
import { defaultRuns } from './periods.js';
import { planRuns, type RunPlan } from './plan.js';
import { prescalesOf } from './prescales.js';
import { Random, round } from './random.js';
import { rrAttributes } from './rr-attributes.js';
import { workspaceDocuments } from './workspaces.js';

/** Options of a sample. */
export interface SampleOptions {
  /** Number of runs, from 1; 420 by default. Larger samples have shorter runs. */
  readonly runs?: number | undefined;
  /** Another seed generates other runs of the same kinds; 1 by default. */
  readonly seed?: number | undefined;
}

/** Generates the data of a Run Registry. `sampleState()` of `runregistry/embedded` checks its options first. */
export function sampleState({ runs: count = defaultRuns, seed = 1 }: SampleOptions = {}): RegistryState {
  const rows: Rows = { runs: [], datasets: [], rrLumisections: [], omsLumisections: [], version: 0 };
  for (const plan of planRuns(count, seed)) addRun(rows, plan, seed);
  const { version: _version, ...state } = rows;
  const datasets = markDeleted(rows.datasets);
  return {
    ...state,
    datasets,
    workspaces: workspaceDocuments(),
    cycles: cycles(datasets),
    datasetsAccepted: datasetsAccepted(),
  };
}

interface Rows {
  readonly runs: StateRun[];
  readonly datasets: StateDataset[];
  readonly rrLumisections: StateRrLumisections[];
  readonly omsLumisections: StateOmsLumisections[];
  /** The version of the last row. */
  version: number;
}

function addRun(rows: Rows, plan: RunPlan, seed: number): void {
  const random = new Random(seed, 'sample', plan.runNumber);
  // All changes of a registry share one counter, so versions grow by more than one.
  const nextVersion = () => {
    rows.version += random.int(1, 40);
    return rows.version;
  };
  const { runNumber: run_number, lumisections } = plan;
  const { conditions, bits, oms_attributes, rr_attributes } = drawRun(plan, seed);
  const deleted = plan.role === 'deleted';
  rows.runs.push({ run_number, oms_attributes, rr_attributes, version: nextVersion(), deleted });
  rows.datasets.push(datasetRow(run_number, 'online', nextVersion()));
  if (lumisections > 0) {
    // OMS sent the last lumisections after the flags were set.
    const last = plan.role === 'short-flags' ? Math.max(1, lumisections - random.int(2, 20)) : lumisections;
    addLumisections(rows, { run_number, dataset_name: 'online' }, toRanges(conditions.flags, last), bits);
  }
  for (const dataset of offlineDatasets(plan, rr_attributes.state, seed)) {
    const flags = offlineFlags(random, plan, conditions, dataset.certified);
    rows.datasets.push(datasetRow(run_number, dataset.name, nextVersion(), dataset));
    const key = { run_number, dataset_name: dataset.name };
    addLumisections(rows, key, toRanges(flags, lumisections), ownBits(random, plan, dataset, bits));
  }
}

function drawRun(plan: RunPlan, seed: number) {
  const conditions = drawConditions(plan, seed);
  const luminosity = luminosityOf(plan, seed);
  const prescales = prescalesOf(plan, seed);
  const firstPrescale = prescales.findLast(({ start }) => start === 1)?.value.prescale_index ?? null;
  return {
    conditions,
    bits: bitsOf(plan, { conditions, luminosity, prescales }, seed),
    oms_attributes: omsAttributes(plan, luminosity, firstPrescale, seed),
    rr_attributes: rrAttributes(plan, seed),
  };
}

function addLumisections(
  rows: Rows,
  key: { readonly run_number: number; readonly dataset_name: string },
  ranges: readonly StateRange[],
  bits: readonly Bits[] | null,
): void {
  rows.rrLumisections.push({ ...key, rr_lumisection_ranges: ranges });
  if (bits !== null) rows.omsLumisections.push({ ...key, oms_lumisections: bits });
}

function datasetRow(run_number: number, name: string, version: number, plan?: DatasetPlan): StateDataset {
  const dataset_attributes = plan?.attributes ?? {};
  return { run_number, name, dataset_attributes, datasets_in_gui: plan?.inGui ?? [], deleted: false, version };
}

/** Returns the bits of a dataset whose luminosity was recalculated, or `null` if it shares those of `online`. */
function ownBits(
  random: Random,
  { kind }: RunPlan,
  { processing }: DatasetPlan,
  bits: readonly Bits[],
): readonly Bits[] | null {
  if (kind !== 'collisions' || processing === 'Express' || !random.chance(0.06)) return null;
  const factor = random.between(0.97, 1.03);
  const recalculated = (value: unknown) => (typeof value === 'number' ? round(value * factor, 4) : null);
  return bits.map((bit) => ({ ...bit, delivered: recalculated(bit.delivered), recorded: recalculated(bit.recorded) }));
}

/** Marks three datasets as deleted, but never `online`, which is deleted with its run. */
function markDeleted(datasets: readonly StateDataset[]): readonly StateDataset[] {
  const offline = datasets.filter(({ name }) => name !== 'online');
  const deleted = new Set([0.2, 0.5, 0.8].map((part) => offline[Math.floor(offline.length * part)]));
  return datasets.map((row) => (deleted.has(row) ? { ...row, deleted: true } : row));
}
