import { QueryError } from '../../errors.js';
import { type Brilcalc, LumiList } from '../../lumi/index.js';
import type { DatasetLumisections, Lumisection } from '../lumisection.js';
import type { Decider, LocalResult } from '../types.js';
import { CutFlow, type Step, Sum, table } from './cut-flow.js';
import { emptyReason } from './empty-reason.js';
import { type Combination, LossSums } from './loss-sums.js';
import { appendRange, type RangesByRun } from './ranges.js';

/** The lumisections of one dataset. */
interface DatasetTally {
  readonly kept: RangesByRun;
  readonly excluded: RangesByRun;
  count: number;
}

/** Why lumisections fail: the clause of the cut-flow and the rules of the loss report. */
interface Failure {
  readonly step: Step | undefined;
  readonly combination: Combination;
}

/** Consecutive lumisections of a run with the same verdict, and their luminosity by number. */
interface Span {
  readonly run: number;
  readonly start: number;
  readonly end: number;
  readonly recorded: (number: number) => unknown;
  readonly delivered: (number: number) => unknown;
}

/** Converts a luminosity as the portal does: negative and non-numeric values are 0. */
function toLuminosity(value: unknown): number {
  if (typeof value === 'number') return value >= 0 ? value : 0;
  try {
    return Math.max(Number(value) || 0, 0);
  } catch {
    return 0;
  }
}

const listOf = (byRun: RangesByRun): LumiList => LumiList.fromJSON(Object.fromEntries(byRun));

/** Creates the error for a repeated lumisection: it would count twice, and could be both included and excluded. */
function repeatedLumisection(dataset: string, { kept, excluded }: DatasetTally): QueryError {
  const seen = new Set<string>();
  for (const [run, ranges] of [...kept, ...excluded])
    for (const [start, end] of ranges)
      for (let number = start; number <= end; number++) {
        const key = `${run}, lumisection ${number}`;
        if (seen.has(key))
          return new QueryError('bad-lumisection', `Run ${run}, lumisection ${number} of '${dataset}' occurs twice`, {
            hint: 'Pass each lumisection of a dataset once.',
            dataset,
            run,
            lumisection: number,
          });
        seen.add(key);
      }
  return new QueryError('bad-lumisection', `Lumisections of '${dataset}' occur twice`, { dataset });
}

/** Evaluates lumisections as they arrive, and sums the luminosity that passes and that is lost to each clause and rule. */
export class Generation {
  readonly #decider: Decider;
  readonly #luminosity: Brilcalc | undefined;
  readonly #readsNumber: boolean;
  readonly #loss: LossSums;
  readonly #cutFlow: CutFlow;
  readonly #datasets = new Map<string, DatasetTally>();
  readonly #all = new Sum();
  readonly #passed = new Sum();
  readonly #failed = new Sum();

  constructor(decider: Decider, luminosity: Brilcalc | undefined) {
    this.#decider = decider;
    this.#luminosity = luminosity;
    this.#readsNumber = decider.compiled.reads('lumisection.lumisection_number');
    this.#loss = new LossSums(decider.document);
    this.#cutFlow = new CutFlow(decider.clauses);
  }

  /** Adds one lumisection. */
  addLumisection(data: Lumisection): void {
    const { dataset, run, lumisection } = data;
    const { lumisection_number: number, oms } = lumisection;
    this.#add(
      this.#tally(dataset.name),
      {
        run: run.run_number,
        start: number,
        end: number,
        recorded: () => oms?.recorded,
        delivered: () => oms?.delivered,
      },
      this.#decider.compiled.passes(data) ? undefined : this.#failure(data),
    );
  }

  /** Adds all lumisections of a dataset. A range has one verdict, unless the document reads the lumisection number. */
  addDataset({ dataset, run, ranges, recorded, delivered }: DatasetLumisections): void {
    const tally = this.#tally(dataset.name);
    // One object for all: creating a million of them would cost more than evaluating them.
    const lumisection: { lumisection_number: number; oms: unknown; rr: unknown } = {
      lumisection_number: 1,
      oms: undefined,
      rr: undefined,
    };
    const data = { dataset, run, lumisection };
    const decision = this.#decider.compiled.decide(data);
    for (const { start, end, oms, rr } of ranges) {
      lumisection.oms = oms;
      lumisection.rr = rr;
      // The false rules can differ within a range even if the run alone decides that it fails.
      const length = this.#readsNumber && decision !== true ? 1 : end - start + 1;
      for (let first = start; first <= end; first += length) {
        lumisection.lumisection_number = first;
        const passes = typeof decision === 'boolean' ? decision : decision(data);
        this.#add(
          tally,
          {
            run: run.run_number,
            start: first,
            end: first + length - 1,
            recorded: (number) => (recorded ? recorded[number - 1] : oms?.recorded),
            delivered: (number) => (delivered ? delivered[number - 1] : oms?.delivered),
          },
          passes ? undefined : this.#failure(data),
        );
      }
    }
  }

  #tally(dataset: string): DatasetTally {
    let tally = this.#datasets.get(dataset);
    if (tally === undefined) {
      tally = { kept: new Map(), excluded: new Map(), count: 0 };
      this.#datasets.set(dataset, tally);
    }
    return tally;
  }

  #failure(data: unknown): Failure {
    return { step: this.#cutFlow.firstFailed(data), combination: this.#loss.combination(data) };
  }

  #add(tally: DatasetTally, span: Span, failure: Failure | undefined): void {
    const { run, start, end } = span;
    const side = failure === undefined ? this.#passed : this.#failed;
    for (let number = start; number <= end; number++) {
      const measured = this.#luminosity?.at(run, number);
      const recorded = toLuminosity(this.#luminosity ? measured?.recorded : span.recorded(number));
      const delivered = toLuminosity(this.#luminosity ? measured?.delivered : span.delivered(number));
      this.#all.add(recorded, delivered);
      side.add(recorded, delivered);
      failure?.step?.lost.add(recorded, delivered);
      failure?.combination.add(recorded);
    }
    tally.count += end - start + 1;
    failure?.combination.addRange(run, start, end);
    appendRange(failure === undefined ? tally.kept : tally.excluded, run, start, end);
  }

  result(): LocalResult {
    const byDataset = new Map<string, LumiList>();
    const excluded: LumiList[] = [];
    for (const [name, tally] of this.#datasets) {
      const [kept, failing] = [listOf(tally.kept), listOf(tally.excluded)];
      if (!kept.isEmpty) byDataset.set(name, kept);
      excluded.push(failing);
      if (kept.union(failing).lumisectionCount !== tally.count) throw repeatedLumisection(name, tally);
    }
    const all = this.#all;
    const cutFlow = this.#cutFlow.steps(all);
    const loss = this.#loss.report();
    const reason = byDataset.size > 0 ? undefined : emptyReason(all, this.#datasets.size, cutFlow, loss);
    return Object.freeze({
      list: LumiList.empty.union(...byDataset.values()),
      byDataset,
      excluded: LumiList.empty.union(...excluded),
      total: all.amount,
      kept: this.#passed.amount,
      lost: this.#failed.amount,
      loss,
      cutFlow,
      ...(reason && { emptyReason: reason }),
      toString: () => [table(cutFlow, all), ...(reason === undefined ? [] : [reason.message])].join('\n'),
    });
  }
}
