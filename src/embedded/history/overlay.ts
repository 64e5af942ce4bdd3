import { type Bits, flagsByLumisection, toRanges } from '../data/lumisections.js';
import type { StateRange } from '../state.js';
import type { Event, Metadata } from './events.js';

/** A range, and the flags or bits that it sets. */
type Overlay = Pick<Event, 'start' | 'end' | 'metadata'>;

/** Returns the ranges of flags after events. A lumisection without flags and events still has none. */
export function overlayFlags(ranges: readonly StateRange[], events: readonly Overlay[]): StateRange[] {
  const flags = flagsByLumisection(ranges) as unknown as (Metadata | undefined)[];
  const list = overlay(flags, events, undefined);
  // A range that only has `start` and `end` has no flags.
  return toRanges(list).filter((range): range is StateRange => Object.keys(range).length > 2);
}

/** Returns the OMS bits after events. */
export function overlayBits(lumisections: readonly Bits[], events: readonly Overlay[]): Bits[] {
  return overlay<Bits>(lumisections, events, { err: 'No data available for this lumisection' });
}

function overlay<Item extends Metadata | undefined>(
  items: readonly Item[],
  events: readonly Overlay[],
  hole: Item,
): Item[] {
  const list = [...items];
  for (const { start = 1, end = 0, metadata } of events) {
    while (list.length < end) list.push(hole);
    for (let index = start - 1; index < end; index++) {
      const { err: _err, ...before } = list[index] ?? {};
      list[index] = sorted({ ...before, ...metadata }) as Item;
    }
  }
  return list;
}

/** Sorts keys as jsonb does, and hence the registry: shorter ones first. */
function sorted(object: Metadata): Metadata {
  const entries = Object.entries(object);
  entries.sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}
