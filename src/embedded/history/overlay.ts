/** Events laid over lumisections. */

import { type Bits, flagsByLumisection, toRanges } from '../data/lumisections.js';
import type { StateRange } from '../state.js';
import type { Event, Metadata } from './events.js';

/** A range and what it sets. */
type Overlay = Pick<Event, 'start' | 'end' | 'metadata'>;

/** Ranges of flags after events. A lumisection that no event is about still has no flags. */
export function overlayFlags(ranges: readonly StateRange[], events: readonly Overlay[]): StateRange[] {
  const flags = flagsByLumisection(ranges) as unknown as (Metadata | undefined)[];
  const list = overlay(flags, events, undefined);
  // What is undefined is a range without flags.
  return toRanges(list).filter((range): range is StateRange => Object.keys(range).length > 2);
}

/** OMS bits after events. */
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
      const { err: _err, ...known } = list[index] ?? {};
      list[index] = sorted({ ...known, ...metadata }) as Item;
    }
  }
  return list;
}

/** Keys in the order of jsonb, in which the registry looks at flags: shorter ones first. */
function sorted(object: Metadata): Metadata {
  const entries = Object.entries(object);
  entries.sort(([one], [other]) => one.length - other.length || (one < other ? -1 : 1));
  return Object.fromEntries(entries);
}
