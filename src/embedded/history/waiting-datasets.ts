import { own } from '../../util/own.js';
import type { Database } from '../data/database.js';
import { cacheRow, type LumisectionRow } from '../data/derived-rows.js';
import { documentItems, flagsOf, type Workspace } from '../data/documents.js';
import { isEqual } from '../data/is-equal.js';
import { type Bits, flagNames, flagsByLumisection, toRanges } from '../data/lumisections.js';
import { omsLumisections, ownOmsLumisections, rrRanges } from '../data/stored-lumisections.js';
import { quoteText } from '../sql/literal.js';
import type { FlagStatus, StateRange } from '../state.js';
import type { Change } from './change.js';
import {
  createEvents,
  type Draft,
  type Event,
  eventsOf,
  isManual,
  lumisectionEventsToStore,
  type Metadata,
  type RangeEvent,
  rangesAsEvents,
} from './events.js';
import { overlayBits, overlayFlags } from './overlay.js';

/** The state of a dataset that is not in the DQM GUI yet. */
export const waitingState = 'waiting dqm gui';

interface Accepted {
  readonly name: string;
  readonly class: string;
  readonly enabled: boolean;
  readonly run_from: number;
  readonly run_to: number;
}

/**
 * Returns the change that creates the offline datasets of a run, when it is signed off: those accepted for its class. They wait for
 * the DQM GUI, existing ones again. Their flags and bits are computed from the online ones; manual changes take precedence.
 */
export async function waitingDatasets(database: Database, run: number, runClass: string): Promise<Change> {
  const online = await rrRanges(database, run, 'online');
  const bits = await omsLumisections(database, run, 'online');
  if ((online.at(-1)?.end ?? 0) !== bits.length) {
    throw new Error('Error SIGNING OFF run, creating the datasets from run in OFFLINE');
  }
  const accepted = await documentItems<Accepted>(database, 'datasets_accepted');
  const workspaces = await documentItems<Workspace>(database, 'workspaces/offline');
  const states = Object.fromEntries(
    ['global', ...workspaces.map(({ workspace }) => workspace)].map((name) => [`${name}_state`, waitingState]),
  );
  const names = accepted
    .filter(({ enabled, run_from, run_to }) => enabled && run_from <= run && run <= run_to)
    .filter((dataset) => dataset.class === runClass)
    .map(({ name }) => name);
  const source = { run, online, bits, workspaces, before: await onlineAtCreation(database, run) };
  const events: Event[] = [];
  const datasets: NonNullable<Change['datasets']>[number][] = [];
  const caches: object[] = [];
  const rr: LumisectionRow[] = [];
  const oms: LumisectionRow[] = [];
  for (const name of new Set(names)) {
    const metadata = { ...states, appeared_in: [] };
    const existing = await attributesOf(database, run, name);
    const computed = await compute(database, name, source);
    const drafts: Draft[] = [{ kind: 'dataset', run_number: run, name, metadata }, ...computed.drafts];
    const comment = `dataset ${name} creation after a run ${run} is signed off`;
    const created = await createEvents(database, 'auto@auto', comment, drafts);
    const dataset = { run_number: run, name, version: created[0]?.version ?? 0 };
    const decided = await createEvents(database, 'auto@auto', comment, computed.decided);
    events.push(...computed.past, ...created, ...decided.map((event) => ({ ...event, manual_change: true })));
    datasets.push({ ...dataset, dataset_attributes: { ...existing, ...metadata } });
    caches.push(cacheRow(dataset, computed.flags, computed.bits));
    rr.push({ run_number: run, name, items: computed.flags });
    if (computed.ownsBits) oms.push({ run_number: run, name, items: computed.bits });
  }
  return { events, datasets, caches, rr, oms };
}

interface Source {
  readonly run: number;
  readonly online: readonly StateRange[];
  readonly bits: readonly Bits[];
  readonly workspaces: readonly Workspace[];
  /** Online flags before people edited them. */
  readonly before: readonly StateRange[];
}

interface Computed {
  readonly drafts: readonly Draft[];
  /** Manual changes that the history does not contain yet. */
  readonly decided: readonly Draft[];
  /** Reconstructed events to store, if this is the first change of the dataset. */
  readonly past: readonly Event[];
  readonly flags: readonly StateRange[];
  readonly bits: readonly Bits[];
  readonly ownsBits: boolean;
}

/** Computes flags and bits of a dataset from those of its run. */
async function compute(database: Database, name: string, source: Source): Promise<Computed> {
  const { run, online, bits, workspaces } = source;
  const stored = await rrRanges(database, run, name);
  const automatic = classified(online, workspaces, stored);
  const automaticEvents = rangesAsEvents(automatic);
  const decided = (await wasSignedOff(database, run, name))
    ? []
    : differences(classified(source.before, workspaces, stored), stored);
  const manual = [...decided, ...(await eventsOf(database, 'rr', run, name)).filter(isManual)];
  const ownBits = await ownOmsLumisections(database, run, name);
  const bitEvents = rangesAsEvents(toRanges(bits) as StateRange[]).filter(({ metadata }) => !('err' in metadata));
  const drafts = [
    ...automaticEvents.map((event) => ({ kind: 'rr' as const, run_number: run, name, ...event })),
    ...bitEvents.map((event) => ({ kind: 'oms' as const, run_number: run, name, ...event })),
  ];
  return {
    drafts,
    decided: decided.map((event) => ({ kind: 'rr' as const, run_number: run, name, ...event })),
    past: stored.length === 0 ? [] : await lumisectionEventsToStore(database, run, name),
    flags: overlayFlags(stored, [...automaticEvents, ...manual]),
    bits: overlayBits(ownBits ?? bits, bitEvents),
    ownsBits: ownBits !== undefined,
  };
}

/** Statuses in the rules of the offline flags. */
const classes = new Set(['GOOD', 'BAD', 'STANDBY', 'EXCLUDED', 'NOTSET']);

/**
 * Returns the status of each offline flag: that of the online flag with the same name. A state does not contain the rules of the
 * other ones, so they are unchanged, or `NO VALUE FOUND` in a new dataset.
 */
function classified(
  online: readonly StateRange[],
  workspaces: readonly Workspace[],
  stored: readonly StateRange[],
): StateRange[] {
  const names = flagsOf(workspaces);
  const onlineNames = new Set(flagNames(online));
  const existing = flagsByLumisection(stored);
  const lumisections = flagsByLumisection(online).map((flags, index) => {
    const entries = names.map((name): [string, FlagStatus] => {
      const existingVerdict = onlineNames.has(name) ? undefined : own(existing[index], name);
      const status = own(flags, name)?.status ?? '';
      return [
        name,
        existingVerdict ?? { status: classes.has(status) ? status : 'NO VALUE FOUND', comment: '', cause: '' },
      ];
    });
    return Object.fromEntries(entries);
  });
  return toRanges(lumisections) as StateRange[];
}

/**
 * Returns the manual changes that must precede the history: verdicts of a loaded state that differ from the computed ones.
 */
function differences(computed: readonly StateRange[], stored: readonly StateRange[]): RangeEvent[] {
  const expected = flagsByLumisection(computed);
  return flagsByLumisection(stored).flatMap((flags, index) => {
    const changed = Object.entries(flags ?? {}).filter(([name, verdict]) => {
      const automatic = own(expected[index], name);
      return automatic !== undefined && !isEqual({ ...automatic }, { ...verdict });
    });
    if (changed.length === 0) return [];
    return { start: index + 1, end: index + 1, metadata: Object.fromEntries(changed) as unknown as Metadata };
  });
}

/** Returns the online flags with which a run was created. */
async function onlineAtCreation(database: Database, run: number): Promise<StateRange[]> {
  const events = await eventsOf(database, 'rr', run);
  return overlayFlags(
    [],
    events.filter((event) => !isManual(event)),
  );
}

/** Returns true if a dataset was computed before. Its history then contains the manual changes. */
async function wasSignedOff(database: Database, run: number, name: string): Promise<boolean> {
  const rows = await database.column(
    `SELECT 'x' FROM "Event" WHERE run_number = ${run} AND kind = 'dataset' AND name = ${quoteText(name)}
       AND comment LIKE 'dataset % creation after a run %' LIMIT 1`,
  );
  return rows.length > 0;
}

async function attributesOf(database: Database, run: number, name: string): Promise<Metadata | undefined> {
  const [text] = await database.column(
    `SELECT dataset_attributes::text FROM "Dataset" WHERE run_number = ${run} AND name = ${quoteText(name)}`,
  );
  return text === undefined ? undefined : (JSON.parse(text) as Metadata);
}
