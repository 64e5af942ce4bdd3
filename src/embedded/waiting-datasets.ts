/** Offline datasets, which come to be when a run is signed off, and then wait for the DQM GUI. */
import { type Change, cacheRow, packedRow } from './change.js';
import type { Database } from './database.js';
import { type Draft, type Event, happen, type Metadata } from './events.js';
import { type Flags, flagsByLumisection, toRanges } from './lumisections.js';
import { document } from './routes/documents.js';
import { omsLumisections, rrRanges } from './routes/stored-lumisections.js';
import { quoteText } from './sql/literal.js';
import type { StateRange } from './state.js';

/** The state of a dataset that the DQM GUI does not know yet. */
export const WAITING = 'waiting dqm gui';

interface Accepted {
  readonly name: string;
  readonly class: string;
  readonly enabled: boolean;
  readonly run_from: number;
  readonly run_to: number;
}

interface Workspace {
  readonly workspace: string;
  readonly columns: readonly string[];
}

/**
 * The datasets that are accepted for a class, for one run. Those that are there already wait anew, and keep their flags.
 * A new one has for each offline flag the status of the online one, or NOTSET where there is none: the rules by which
 * the real registry decides are not known here.
 */
export async function waitingDatasets(database: Database, run: number, runClass: string): Promise<Change> {
  const online = await rrRanges(database, run, 'online');
  const bits = await omsLumisections(database, run, 'online');
  if ((online.at(-1)?.end ?? 0) !== bits.length) {
    throw new Error('Error SIGNING OFF run, creating the datasets from run in OFFLINE');
  }
  const accepted = await documentOf<Accepted>(database, 'datasets_accepted');
  const workspaces = await documentOf<Workspace>(database, 'workspaces/offline');
  const flags = offlineFlags(online, workspaces);
  const states = Object.fromEntries(
    ['global', ...workspaces.map(({ workspace }) => workspace)].map((name) => [`${name}_state`, WAITING]),
  );
  const names = accepted
    .filter(({ enabled, run_from, run_to }) => enabled && run_from <= run && run <= run_to)
    .filter((dataset) => dataset.class === runClass)
    .map(({ name }) => name);
  const events: Event[] = [];
  const datasets: NonNullable<Change['datasets']>[number][] = [];
  const caches: object[] = [];
  const rr: ReturnType<typeof packedRow>[] = [];
  for (const name of new Set(names)) {
    const metadata = { ...states, appeared_in: [] };
    const existing = await attributesOf(database, run, name);
    const drafts: Draft[] = [{ kind: 'dataset', run_number: run, name, metadata }];
    if (existing === undefined) {
      for (const [kind, ranges] of [
        ['rr', flags],
        ['oms', toRanges(bits)],
      ] as const) {
        for (const { start, end, ...values } of ranges as StateRange[]) {
          if (!('err' in values))
            drafts.push({ kind, run_number: run, name, start, end, metadata: values as unknown as Metadata });
        }
      }
    }
    const comment = `dataset ${name} creation after a run ${run} is signed off`;
    const happened = await happen(database, 'auto@auto', comment, drafts);
    const dataset = { run_number: run, name, version: happened[0]?.version ?? 0 };
    events.push(...happened);
    datasets.push({ ...dataset, dataset_attributes: { ...existing, ...metadata } });
    if (existing !== undefined) continue;
    caches.push(cacheRow(dataset, flags, bits));
    rr.push(packedRow(run, name, flags));
  }
  return { events, datasets, caches, rr };
}

function offlineFlags(online: readonly StateRange[], workspaces: readonly Workspace[]): StateRange[] {
  const names = workspaces.flatMap(({ workspace, columns }) => columns.map((column) => `${workspace}-${column}`));
  const made = new Map<Flags | undefined, Flags>();
  const lumisections = flagsByLumisection(online).map((flags) => {
    const verdict = (name: string) => ({ status: flags?.[name]?.status ?? 'NOTSET', comment: '', cause: '' });
    const found = made.get(flags) ?? Object.fromEntries(names.map((name) => [name, verdict(name)]));
    made.set(flags, found);
    return found;
  });
  return toRanges(lumisections) as StateRange[];
}

async function documentOf<Item>(database: Database, name: string): Promise<Item[]> {
  return JSON.parse((await document(database, name)) ?? '[]') as Item[];
}

async function attributesOf(database: Database, run: number, name: string): Promise<Metadata | undefined> {
  const [text] = await database.column(
    `SELECT dataset_attributes::text FROM "Dataset" WHERE run_number = ${run} AND name = ${quoteText(name)}`,
  );
  return text === undefined ? undefined : (JSON.parse(text) as Metadata);
}
