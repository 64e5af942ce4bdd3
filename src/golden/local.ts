import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import type { JsonLogic } from '../expression/node.js';
import type { Compiled } from '../logic/compile.js';
import type { Brilcalc, LumiList } from '../lumi/index.js';
import { goOn, onAbort, stoppedBy } from '../signals.js';
import { Generation } from './generation.js';
import type { LossReport } from './loss.js';
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
    if (hasRanges(one)) generation.addDataset(checkRanges(one));
    else generation.addLumisection(checkLumisection(one));
    datasets++;
    onProgress?.({ datasets, total });
  }
  return generation.result();
}
