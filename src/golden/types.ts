import type { JsonLogic } from '../expression/node.js';
import type { Compiled } from '../logic/compile.js';
import type { LumiList } from '../lumi/index.js';
import type { LossReport } from './loss-report.js';

/** JSON logic that passes or fails a lumisection. */
export type JsonLogicDocument = { readonly [operator: string]: JsonLogic };

/**
 * Recorded and delivered luminosity. The unit is that of the input: of brilcalc's CSV, if it is given, or of the registry's lumisections,
 * which have the values that brilcalc printed for the registry.
 */
export interface LuminosityAmount {
  /** Luminosity that CMS recorded. */
  readonly recorded: number;
  /** Luminosity that the LHC delivered. */
  readonly delivered: number;
}

/** One step of a cut-flow. */
export interface CutFlowStep {
  /** The name of the clause. */
  readonly clause: string;
  /** The clause in English. */
  readonly text: string;
  /** Lumisections that pass this clause and all before it. */
  readonly kept: LuminosityAmount & {
    /** The number of these lumisections. */
    readonly lumisections: number;
  };
  /** Lumisections that pass all clauses before this one and fail this one. */
  readonly lost: LuminosityAmount & {
    /** The number of these lumisections. */
    readonly lumisections: number;
  };
}

/** The reason why no lumisection passes. */
export interface EmptyReason {
  /** The first clause after which no lumisection is left. Missing if the source has no lumisections. */
  readonly clause?: string;
  /** The clause in English. */
  readonly text?: string;
  /** The number of lumisections that pass all clauses before it. */
  readonly remaining: number;
  /** Rules, in English, that are true for no lumisection. Empty if each rule is true for some lumisection. */
  readonly neverTrue: readonly string[];
  /** The reason as a sentence. */
  readonly message: string;
}

/** The result of a local generation. */
export interface LocalResult {
  /** The lumisections that pass in at least one dataset of their run. */
  readonly list: LumiList;
  /** The lumisections that pass, by dataset. Datasets without any are missing. In JSON, an object. */
  readonly byDataset: ReadonlyMap<string, LumiList>;
  /** The lumisections that fail. */
  readonly excluded: LumiList;
  /** Luminosity of all lumisections of the source. One without a luminosity counts as 0. */
  readonly total: LuminosityAmount;
  /** Luminosity of the lumisections that pass. */
  readonly kept: LuminosityAmount;
  /** Luminosity of the lumisections that fail. */
  readonly lost: LuminosityAmount;
  /** The luminosity lost to each rule, as the JSON portal reports it. */
  readonly loss: LossReport;
  /** The luminosity left after each clause, in order. */
  readonly cutFlow: readonly CutFlowStep[];
  /** The lumisections of the source that the `Brilcalc` of the option `luminosity` lacks: their luminosity counts as 0. */
  readonly withoutLuminosity?: LumiList;
  /** Set if no lumisection passes. */
  readonly emptyReason?: EmptyReason;
  /** Returns the cut-flow as a table, the number of lumisections without luminosity, and the reason if no lumisection passes. */
  toString(): string;
}

/** A clause of the evaluated document. */
export interface Clause {
  readonly name: string;
  readonly text: string;
  /** The rules of the clause, all of which must be true. */
  readonly rules: readonly JsonLogic[];
}

/** A document, compiled, with its clauses. */
export interface Decider {
  readonly document: JsonLogic;
  readonly compiled: Compiled;
  readonly clauses: readonly Clause[];
}
