import type { Compiled } from '../logic/compile.js';
import type { DatasetLumisections } from './lumisection.js';

/** The lumisection that a verdict is asked for: one object for all, since a million of them would cost more than the verdicts. */
interface Seen {
  dataset: unknown;
  run: unknown;
  lumisection: { lumisection_number: number; oms: unknown; rr: unknown };
}

/** Lumisections of a dataset that pass, as ranges in order, neighbours joined. */
export function passing(compiled: Compiled, source: DatasetLumisections, byNumber: boolean): [number, number][] {
  const { dataset, run, ranges } = source;
  const seen: Seen = { dataset, run, lumisection: { lumisection_number: 1, oms: undefined, rr: undefined } };
  const decision = compiled.decide(seen);
  const found: [number, number][] = [];
  if (decision === false) return found;
  const add = (start: number, end: number): void => {
    const last = found.at(-1);
    if (last !== undefined && last[1] + 1 === start) last[1] = end;
    else found.push([start, end]);
  };
  for (const { start, end, oms, rr } of ranges) {
    if (decision === true) {
      add(start, end);
      continue;
    }
    seen.lumisection.oms = oms;
    seen.lumisection.rr = rr;
    const last = byNumber ? end : start;
    for (let number = start; number <= last; number++) {
      seen.lumisection.lumisection_number = number;
      if (decision(seen)) add(number, byNumber ? number : end);
    }
  }
  return found;
}
