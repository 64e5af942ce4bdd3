import { type LumiList, listOfBounds } from '../../lumi/lumi-list.js';
import { checkLumisection, checkRun, lastLumisection, lastRun } from '../../lumi/range.js';

/** Collects ranges of lumisections. */
export class RangeCollector {
  /** The run of a range, its first lumisection, the one after its last, and so on: 24 bytes per range. */
  #flat: number[] = [];

  /** Adds a range, and joins it to an adjacent range added before. */
  add(run: number, start: number, end: number): void {
    if (run > lastRun) checkRun(run, 'the run of a lumisection');
    if (end > lastLumisection) checkLumisection(end, `a lumisection of run ${run}`, { run });
    const flat = this.#flat;
    const { length } = flat;
    if (length > 0 && flat[length - 3] === run && flat[length - 1] === start) flat[length - 1] = end + 1;
    else flat.push(run, start, end + 1);
  }

  /** Yields the ranges in the order in which they were added. */
  *ranges(): Generator<readonly [run: number, start: number, end: number], void, undefined> {
    const flat = this.#flat;
    for (let at = 0; at < flat.length; at += 3)
      yield [flat[at] as number, flat[at + 1] as number, (flat[at + 2] as number) - 1];
  }

  toList(): LumiList {
    const flat = this.#flat;
    const byRun = new Map<number, number[]>();
    for (let at = 0; at < flat.length; ) {
      const run = flat[at] as number;
      let end = at;
      while (flat[end] === run) end += 3;
      // Of the right length from the start, because a growing array reserves room for further elements.
      const bounds = new Array<number>((2 * (end - at)) / 3);
      for (let i = 0; at < end; at += 3) {
        bounds[i++] = flat[at + 1] as number;
        bounds[i++] = flat[at + 2] as number;
      }
      const others = byRun.get(run);
      byRun.set(run, others === undefined ? bounds : [...others, ...bounds]);
    }
    return listOfBounds(byRun);
  }
}
