/** Lumisections of a dataset, read from the database. */
import type { Database } from '../database.js';
import type { Bits } from '../lumisections.js';
import { unpack } from '../packed.js';
import { literal } from '../sql/literal.js';
import type { Json, StateRange } from '../state.js';

/** Flags as ranges; none for an unknown dataset. */
export async function rrRanges(
  database: Database,
  run: Json | undefined,
  dataset: Json | undefined,
): Promise<StateRange[]> {
  return (await packed(database, 'RrLumisections', run, dataset)) ?? [];
}

/** OMS bits of a dataset: its own, or those of its run. */
export async function omsLumisections(
  database: Database,
  run: Json | undefined,
  dataset: Json | undefined,
): Promise<Bits[]> {
  const own = dataset === 'online' ? undefined : await packed<Bits>(database, 'OmsLumisections', run, dataset);
  return own !== undefined && own.length > 0 ? own : online(database, run);
}

/** OMS bits that are a dataset's own; none when it takes those of its run. */
export async function ownOmsLumisections(database: Database, run: Json, dataset: Json): Promise<Bits[] | undefined> {
  return packed<Bits>(database, 'OmsLumisections', run, dataset);
}

/** OMS bits that are joined to flags: a dataset with a list of its own, even an empty one, takes none from its run. */
export async function joinedOmsLumisections(database: Database, run: Json, dataset: Json): Promise<Bits[]> {
  const own = dataset === 'online' ? undefined : await packed<Bits>(database, 'OmsLumisections', run, dataset);
  return own ?? online(database, run);
}

async function online(database: Database, run: Json | undefined): Promise<Bits[]> {
  return (await packed(database, 'OmsLumisections', run, 'online')) ?? [];
}

async function packed<Item>(
  database: Database,
  table: string,
  run: Json | undefined,
  dataset: Json | undefined,
): Promise<Item[] | undefined> {
  const texts = await database.column(
    `SELECT packed FROM "${table}" WHERE "name" ${compared('dataset_name', dataset)}
       AND "run_number" ${compared('run_number', run)} ORDER BY "run_number", "name"`,
  );
  return texts.length === 0 ? undefined : texts.flatMap((text) => unpack<Item[]>(text));
}

/** A comparison with a value of a body as SQL; an array means any of its items. */
export function compared(name: string, value: Json | undefined): string {
  if (!Array.isArray(value)) return `= ${given(name, value)}`;
  return `IN (${value.length === 0 ? 'NULL' : value.map((item: Json) => given(name, item)).join(', ')})`;
}

/** A value of a body as SQL; the registry names what is missing. */
export function given(name: string, value: Json | undefined): string {
  if (value === undefined) throw new Error(`Named parameter ":${name}" has no value in the given object.`);
  return literal(typeof value === 'object' && value !== null ? JSON.stringify(value) : value, undefined);
}
