import { QueryError } from '../../errors.js';
import { isTruthValue } from '../../expression/truth-value.js';
import { type Brilcalc, LumiList } from '../../lumi/index.js';
import { jsonMap } from '../../util/hidden-methods.js';
import { freezeGenerated } from '../freeze-generated.js';
import type { DatasetLumisections, Lumisection } from '../lumisection.js';
import type { Decider, LocalResult } from '../types.js';
import { CutFlow, type Step, Sum, table } from './cut-flow.js';
import { emptyReason } from './empty-reason.js';
import { type Combination, LossSums } from './loss-sums.js';
import { Luminosities, type LuminositySource } from './luminosities.js';
import { RangeCollector } from './ranges.js';
import { RuleValues } from './rule-values.js';

/** The lumisections of one dataset. */
interface DatasetTally {
  readonly kept: RangeCollector;
  readonly excluded: RangeCollector;
  count: number;
}

/** Why lumisections fail: the clause of the cut-flow and the rules of the loss report. */
interface Failure {
  readonly step: Step | undefined;
  readonly combination: Combination;
}

/** Consecutive lumisections of a run with the same verdict, and their luminosity. */
interface Span extends LuminositySource {
  readonly run: number;
  start: number;
  end: number;
}

/** Creates the error for a repeated lumisection: it would count twice, and could be both included and excluded. */
function repeatedLumisection(dataset: string, { kept, excluded }: DatasetTally): QueryError {
  const seen = new Set<string>();
  for (const [run, start, end] of [...kept.ranges(), ...excluded.ranges()])
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

/** Returns a note on the lumisections that a CSV lacks. */
function missingNotes(missing: LumiList | undefined): readonly string[] {
  const count = missing?.lumisectionCount ?? 0;
  if (count === 0) return [];
  const subject = count === 1 ? 'lumisection is' : 'lumisections are';
  return [`${count} ${subject} not in the CSV of brilcalc: missing luminosities count as 0.`];
}

/** Evaluates lumisections as they arrive, and sums the luminosity that passes and that is lost to each clause and rule. */
export class Generation {
  readonly #decider: Decider;
  readonly #brilcalc: Brilcalc | undefined;
  readonly #readsNumber: boolean;
  readonly #isBoolean: boolean;
  readonly #values = new RuleValues();
  readonly #loss: LossSums;
  readonly #cutFlow: CutFlow;
  readonly #datasets = new Map<string, DatasetTally>();
  readonly #all = new Sum();
  readonly #passed = new Sum();
  readonly #failed = new Sum();
  readonly #luminosities = new Luminosities();

  constructor(decider: Decider, brilcalc: Brilcalc | undefined) {
    this.#decider = decider;
    this.#brilcalc = brilcalc;
    this.#readsNumber = decider.compiled.reads('lumisection.lumisection_number');
    this.#isBoolean = isTruthValue(decider.document);
    this.#loss = new LossSums(decider.document, this.#values);
    this.#cutFlow = new CutFlow(decider.clauses, this.#values);
  }

  /** Adds one lumisection. */
  addLumisection(data: Lumisection): void {
    const { dataset, run, lumisection } = data;
    const { lumisection_number: number, oms } = lumisection;
    this.#add(
      this.#tally(dataset.name),
      { run: run.run_number, start: number, end: number, all: oms },
      this.#decider.compiled.passes(data) ? undefined : this.#failure(data),
    );
  }

  /** Adds all lumisections of a dataset. A range has one verdict, unless the document reads the lumisection number. */
  addDataset({ dataset, run, ranges, recorded, delivered }: DatasetLumisections): void {
    const tally = this.#tally(dataset.name);
    // One object each for all: creating a million of them would cost more than evaluating them.
    const lumisection: { lumisection_number: number; oms: unknown; rr: unknown } = {
      lumisection_number: 1,
      oms: undefined,
      rr: undefined,
    };
    const data = { dataset, run, lumisection };
    const span: Span = { run: run.run_number, start: 1, end: 1, recorded, delivered, all: undefined };
    const decision = this.#decider.compiled.decide(data);
    for (const { start, end, oms, rr } of ranges) {
      lumisection.oms = oms;
      lumisection.rr = rr;
      span.all = oms;
      // The false rules can differ within a range even if the run alone decides that it fails.
      const length = this.#readsNumber && decision !== true ? 1 : end - start + 1;
      for (let first = start; first <= end; first += length) {
        lumisection.lumisection_number = first;
        span.start = first;
        span.end = first + length - 1;
        const passes = typeof decision === 'boolean' ? decision : decision(data);
        this.#add(tally, span, passes ? undefined : this.#failure(data));
      }
    }
  }

  #tally(dataset: string): DatasetTally {
    let tally = this.#datasets.get(dataset);
    if (tally === undefined) {
      tally = { kept: new RangeCollector(), excluded: new RangeCollector(), count: 0 };
      this.#datasets.set(dataset, tally);
    }
    return tally;
  }

  #failure(data: object): Failure {
    this.#values.start(data);
    const combination = this.#loss.combination(data);
    if (!this.#isBoolean) return { step: this.#cutFlow.firstFailed(), combination };
    // The combination decides which clauses are false.
    combination.step ??= this.#cutFlow.firstFailed();
    return { step: combination.step, combination };
  }

  #add(tally: DatasetTally, span: Span, failure: Failure | undefined): void {
    const { run, start, end } = span;
    const luminosities = this.#luminosities;
    const side = failure === undefined ? this.#passed : this.#failed;
    for (let next = start; next <= end; ) {
      next +=
        this.#brilcalc === undefined
          ? luminosities.read(span, next, end)
          : luminosities.readBrilcalc(this.#brilcalc, run, next, end);
      this.#all.add(luminosities);
      side.add(luminosities);
      failure?.step?.lost.add(luminosities);
      failure?.combination.add(luminosities);
    }
    tally.count += end - start + 1;
    failure?.combination.ranges.add(run, start, end);
    (failure === undefined ? tally.kept : tally.excluded).add(run, start, end);
  }

  result(): LocalResult {
    const byDataset = jsonMap<LumiList>();
    const excluded: LumiList[] = [];
    for (const [name, tally] of this.#datasets) {
      const [kept, failing] = [tally.kept.toList(), tally.excluded.toList()];
      if (!kept.isEmpty) byDataset.set(name, kept);
      excluded.push(failing);
      const isOnce = kept.lumisectionCount + failing.lumisectionCount === tally.count;
      if (!isOnce || !kept.intersect(failing).isEmpty) throw repeatedLumisection(name, tally);
    }
    const all = this.#all;
    const cutFlow = this.#cutFlow.steps(all, this.#passed);
    const loss = this.#loss.report();
    const reason = byDataset.size > 0 ? undefined : emptyReason(all, this.#datasets.size, cutFlow, loss);
    const lists = {
      list: LumiList.empty.union(...byDataset.values()),
      excluded: LumiList.empty.union(...excluded),
    };
    const withoutLuminosity = this.#brilcalc && lists.list.union(lists.excluded).subtract(this.#brilcalc.lumisections);
    const unit = this.#brilcalc?.unit;
    const notes = [...missingNotes(withoutLuminosity), ...(reason === undefined ? [] : [reason.message])];
    return freezeGenerated({
      ...lists,
      byDataset,
      total: all.amount,
      kept: this.#passed.amount,
      lost: this.#failed.amount,
      loss,
      cutFlow,
      ...(withoutLuminosity && { withoutLuminosity }),
      ...(reason && { emptyReason: reason }),
      toString: () => [table(cutFlow, all, unit), ...notes].join('\n'),
    });
  }
}
