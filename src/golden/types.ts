import type { JsonLogic } from '../expression/node.js';
import type { Compiled } from '../logic/compile.js';
import type { LumiList } from '../lumi/index.js';
import type { LossReport } from './loss.js';

/** JSON logic that decides on a lumisection. */
export type JsonLogicDocument = { readonly [operator: string]: JsonLogic };

/** Recorded and delivered luminosity, in the unit of the registry's lumisections. */
export interface LuminosityAmount {
  readonly recorded: number;
  readonly delivered: number;
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
