import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import type { JsonLogic } from '../expression/node.js';
import type { Compiled } from '../logic/compile.js';
import { compileValue } from '../logic/compile-value.js';
import { type Brilcalc, LumiList } from '../lumi/index.js';
import { goOn, onAbort, stoppedBy } from '../signals.js';
import { stretches } from './evaluate.js';
import { type LossReport, LossSums } from './loss.js';
import { checkLumisection, checkRanges, type DatasetLumisections, hasRanges, type Lumisection } from './lumisection.js';
import type { LuminosityAmount } from './portal.js';

/** Lumisections to decide on: one by one, or as datasets with ranges. */
export type Source = Iterable<Lumisection | DatasetLumisections> | AsyncIterable<Lumisection | DatasetLumisections>;

/** How far a local generation has come. */
export interface LocalProgress {
  /** Datasets that are decided; each lumisection that is given by itself counts as one. */
  readonly datasets: number;
  /** How many there will be, where that is known. */
  readonly total: number | undefined;
}

/** Options of a local generation. */
export interface LocalOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LocalProgress) => void;
  /** Luminosities from brilcalc, in the place of those of the registry. */
  readonly luminosity?: Brilcalc;
}

/** One step of a cut-flow. */
export interface CutFlowStep {
  /** The name of the clause. */
  readonly clause: string;
  /** The clause in English. */
  readonly text: string;
  /** What passes this clause and all before it. */
  readonly kept: LuminosityAmount & { readonly lumisections: number };
  /** What passes all before it, and not this one. */
  readonly lost: LuminosityAmount & { readonly lumisections: number };
}

/** What a golden JSON makes of some lumisections. */
export interface LocalResult {
  /** The lumisections that pass. Where several datasets of a run are given, those that pass in any of them. */
  readonly list: LumiList;
  /** The same, dataset by dataset: those of which something passes. */
  readonly byDataset: ReadonlyMap<string, LumiList>;
  /** The lumisections that do not pass. */
  readonly excluded: LumiList;
  readonly total: LuminosityAmount;
  readonly kept: LuminosityAmount;
  readonly lost: LuminosityAmount;
  /** What is lost to which rule, as the JSON portal reports it. */
  readonly loss: LossReport;
  /** What is left after each clause, in their order. */
  readonly cutFlow: readonly CutFlowStep[];
  /** The cut-flow as a table. */
  toString(): string;
}

/** A clause of the document that is decided on. */
export interface Clause {
  readonly name: string;
  readonly text: string;
  /** Its rules, which all must hold. */
  readonly rules: readonly JsonLogic[];
}

/** What is decided by. */
export interface Decider {
  readonly document: JsonLogic;
  readonly compiled: Compiled;
  readonly clauses: readonly Clause[];
}

/** A luminosity as the portal counts it: what is negative or no number counts as nothing. */
export function counted(value: unknown): number {
  const number = Number(value) || 0;
  return number >= 0 ? number : 0;
}

class Sum {
  recorded = 0;
  delivered = 0;
  lumisections = 0;

  add(recorded: number, delivered: number): void {
    this.recorded += recorded;
    this.delivered += delivered;
    this.lumisections++;
  }

  get amount(): LuminosityAmount {
    return Object.freeze({ recorded: this.recorded, delivered: this.delivered });
  }
}

type Ranges = Map<number, [number, number][]>;

function extend(byRun: Ranges, run: number, start: number, end: number): void {
  const ranges = byRun.get(run);
  if (ranges === undefined) byRun.set(run, [[start, end]]);
  else ranges.push([start, end]);
}

const listOf = (byRun: Ranges): LumiList => LumiList.fromJSON(Object.fromEntries(byRun));

/** Lumisections that came twice would count twice, and might be kept and left out at once. */
function givenTwice(
  dataset: string,
  { kept, excluded }: { readonly kept: Ranges; readonly excluded: Ranges },
): QueryError {
  const seen = new Set<string>();
  for (const [run, ranges] of [...kept, ...excluded])
    for (const [start, end] of ranges)
      for (let number = start; number <= end; number++) {
        const key = `${run}, lumisection ${number}`;
        if (seen.has(key))
          return new QueryError('bad-lumisection', `run ${run}, lumisection ${number} of ${dataset} was given twice`, {
            hint: 'give each lumisection of a dataset once',
          });
        seen.add(key);
      }
  return new QueryError('bad-lumisection', `lumisections of ${dataset} were given twice`);
}

/** Decides lumisections as they come, and adds up what is kept and lost. */
class Generation {
  readonly #decider: Decider;
  readonly #luminosity: Brilcalc | undefined;
  readonly #byNumber: boolean;
  readonly #loss: LossSums;
  readonly #datasets = new Map<string, { readonly kept: Ranges; readonly excluded: Ranges; count: number }>();
  readonly #all = new Sum();
  readonly #passed = new Sum();
  readonly #failed = new Sum();
  readonly #steps: readonly {
    readonly clause: Clause;
    readonly holds: (data: unknown) => boolean;
    readonly lost: Sum;
  }[];

  constructor(decider: Decider, luminosity: Brilcalc | undefined) {
    this.#decider = decider;
    this.#luminosity = luminosity;
    this.#byNumber = decider.compiled.reads('lumisection.lumisection_number');
    this.#loss = new LossSums(decider.document);
    this.#steps = decider.clauses.map((clause) => {
      const values = clause.rules.map((rule) => compileValue(rule));
      return { clause, holds: (data) => values.every((value) => Boolean(value(data))), lost: new Sum() };
    });
  }

  add(source: DatasetLumisections): void {
    const { dataset, run, recorded, delivered } = source;
    const known = this.#datasets.get(dataset.name) ?? { kept: new Map(), excluded: new Map(), count: 0 };
    this.#datasets.set(dataset.name, known);
    for (const { start, end, passes, range } of stretches(this.#decider.compiled, source, this.#byNumber)) {
      const luminosities: number[] = [];
      const failed = passes ? undefined : this.#firstFailed(source, start, range);
      for (let number = start; number <= end; number++) {
        const measured = this.#luminosity?.at(run.run_number, number);
        const kept = counted(
          this.#luminosity ? measured?.recorded : recorded ? recorded[number - 1] : range.oms?.recorded,
        );
        const given = counted(
          this.#luminosity ? measured?.delivered : delivered ? delivered[number - 1] : range.oms?.delivered,
        );
        luminosities.push(kept);
        this.#all.add(kept, given);
        (passes ? this.#passed : this.#failed).add(kept, given);
        failed?.lost.add(kept, given);
      }
      known.count += end - start + 1;
      extend(passes ? known.kept : known.excluded, run.run_number, start, end);
      if (!passes) {
        const data = this.#data(source, start, range);
        this.#loss.add(this.#loss.falseRules(data), run.run_number, start, luminosities);
      }
    }
  }

  #data({ dataset, run }: DatasetLumisections, number: number, { oms, rr }: DatasetLumisections['ranges'][number]) {
    return { dataset, run, lumisection: { lumisection_number: number, oms, rr } };
  }

  #firstFailed(source: DatasetLumisections, start: number, range: DatasetLumisections['ranges'][number]) {
    const data = this.#data(source, start, range);
    return this.#steps.find((step) => !step.holds(data)) ?? this.#steps.at(-1);
  }

  #cutFlow(): readonly CutFlowStep[] {
    let { recorded, delivered, lumisections } = this.#all;
    return Object.freeze(
      this.#steps.map(({ clause, lost }): CutFlowStep => {
        recorded -= lost.recorded;
        delivered -= lost.delivered;
        lumisections -= lost.lumisections;
        return Object.freeze({
          clause: clause.name,
          text: clause.text,
          kept: Object.freeze({ recorded, delivered, lumisections }),
          lost: Object.freeze({ ...lost.amount, lumisections: lost.lumisections }),
        });
      }),
    );
  }

  result(): LocalResult {
    const byDataset = new Map<string, LumiList>();
    const excluded: LumiList[] = [];
    for (const [name, known] of this.#datasets) {
      const [kept, left] = [listOf(known.kept), listOf(known.excluded)];
      if (!kept.isEmpty) byDataset.set(name, kept);
      excluded.push(left);
      if (kept.union(left).lumisectionCount !== known.count) throw givenTwice(name, known);
    }
    const cutFlow = this.#cutFlow();
    const all = this.#all;
    return Object.freeze({
      list: LumiList.empty.union(...byDataset.values()),
      byDataset,
      excluded: LumiList.empty.union(...excluded),
      total: all.amount,
      kept: this.#passed.amount,
      lost: this.#failed.amount,
      loss: this.#loss.report(),
      cutFlow,
      toString: () => table(cutFlow, all),
    });
  }
}

/** The cut-flow as a table of texts. */
function table(steps: readonly CutFlowStep[], all: Sum): string {
  const rows = [
    ['clause', 'lumisections', 'recorded', 'lost'],
    ['all', String(all.lumisections), all.recorded.toFixed(3), ''],
    ...steps.map(({ text, kept, lost }) => [
      text.length > 60 ? `${text.slice(0, 57)}…` : text,
      String(kept.lumisections),
      kept.recorded.toFixed(3),
      lost.lumisections === 0 ? '' : lost.recorded.toFixed(3),
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const cell = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}

/** A lumisection by itself, as a dataset with one range. */
const asRanges = ({ dataset, run, lumisection }: Lumisection): DatasetLumisections => {
  const { lumisection_number: number, ...known } = lumisection;
  return { dataset, run, ranges: [{ ...known, start: number, end: number }] };
};

const isIterable = (value: unknown): value is Source =>
  typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value);

const name = 'generateLocally()';

/** A stream that a signal ends also while it keeps silent. */
async function* stoppable<T>(stream: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T, void, undefined> {
  const iterator = stream[Symbol.asyncIterator]();
  let end = (): void => undefined;
  const letGo = onAbort(signal, () => end());
  let state: 'between' | 'asked' | 'over' = 'between';
  try {
    while (!signal.aborted) {
      state = 'asked';
      const next = await new Promise<IteratorResult<T>>((resolve, reject) => {
        end = () => reject(stoppedBy(signal, name));
        iterator.next().then(resolve, (error: unknown) => {
          state = 'over';
          reject(error);
        });
      });
      state = next.done ? 'over' : 'between';
      if (next.done) return;
      yield next.value;
    }
    throw stoppedBy(signal, name);
  } finally {
    letGo();
    if ((state as string) !== 'over') {
      const closed = Promise.resolve(iterator.return?.());
      // One that keeps silent closes when it speaks again.
      if ((state as string) === 'asked') closed.catch(() => undefined);
      else await closed;
    }
  }
}

/** Decides all lumisections of a source. */
export async function generateLocally(
  decider: Decider,
  source: unknown,
  { signal, onProgress, luminosity }: LocalOptions,
  total?: number,
): Promise<LocalResult> {
  if (!isIterable(source))
    throw new QueryError('bad-value', `generateLocally() takes lumisections, and ${describe(source)} are none`, {
      hint: 'give a list or stream of lumisections, or a query such as datasets().where(…)',
    });
  const generation = new Generation(decider, luminosity);
  let datasets = 0;
  goOn(signal, name);
  for await (const one of signal !== undefined && Symbol.asyncIterator in source ? stoppable(source, signal) : source) {
    goOn(signal, name);
    generation.add(hasRanges(one) ? checkRanges(one) : asRanges(checkLumisection(one)));
    datasets++;
    onProgress?.({ datasets, total });
  }
  return generation.result();
}
