import type { Compiled } from '../../logic/compile.js';
import type { DatasetLumisections } from '../lumisection.js';

/** The lumisection under evaluation: one object, since creating a million of them would cost more than evaluating them. */
interface Current {
  dataset: unknown;
  run: unknown;
  lumisection: { lumisection_number: number; oms: unknown; rr: unknown };
}

/** Returns the passing lumisections of a dataset as ordered ranges, adjacent ones joined. */
export function passingRanges(compiled: Compiled, source: DatasetLumisections, byNumber: boolean): [number, number][] {
  const { dataset, run, ranges } = source;
  const current: Current = { dataset, run, lumisection: { lumisection_number: 1, oms: undefined, rr: undefined } };
  const decision = compiled.decide(current);
  const passing: [number, number][] = [];
  if (decision === false) return passing;
  const add = (start: number, end: number): void => {
    const last = passing.at(-1);
    if (last !== undefined && last[1] + 1 === start) last[1] = end;
    else passing.push([start, end]);
  };
  for (const { start, end, oms, rr } of ranges) {
    if (decision === true) {
      add(start, end);
      continue;
    }
    current.lumisection.oms = oms;
    current.lumisection.rr = rr;
    const last = byNumber ? end : start;
    for (let number = start; number <= last; number++) {
      current.lumisection.lumisection_number = number;
      if (decision(current)) add(number, byNumber ? number : end);
    }
  }
  return passing;
}
