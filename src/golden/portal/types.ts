import type { LumiList } from '../../lumi/index.js';
import type { DatasetQuery } from '../../query/builder.js';
import type { LossReport } from '../loss.js';
import type { JsonLogicDocument, LuminosityAmount } from '../types.js';

/** How far a job of the JSON portal has come. */
export interface JobProgress {
  readonly id: number;
  /** `incomplete`: the lists are there, and the losses that `complete` asks for are being worked out. */
  readonly state: 'waiting' | 'active' | 'incomplete' | 'done';
  /** From 0 to 1. */
  readonly progress: number;
}

/** A golden JSON that the portal has made. */
export interface GeneratedJson {
  readonly state: 'done';
  readonly id: number;
  /** The pattern of dataset names. */
  readonly datasetName: string;
  readonly tags: string;
  readonly createdBy: string;
  readonly official: boolean;
  readonly deleted: boolean;
  readonly createdAt: string;
  readonly registryVersion: string;
  readonly jsonLogic: JsonLogicDocument;
  /** The lumisections that pass. Where several datasets of a run match, those that pass in any of them. */
  readonly list: LumiList;
  /** The same, dataset by dataset. */
  readonly byDataset: ReadonlyMap<string, LumiList>;
  /** First and last run of the datasets that matched. */
  readonly runs: { readonly from: number; readonly to: number };
  readonly total: LuminosityAmount;
  readonly kept: LuminosityAmount;
  /** Whether the portal has worked out what is lost; the first answers can come before. */
  readonly complete: boolean;
  /** The lumisections that do not pass; undefined until the record is complete. */
  readonly excluded: LumiList | undefined;
  readonly lost: LuminosityAmount | undefined;
  /** Luminosity of all online datasets between the first and the last run. */
  readonly inRunRange: LuminosityAmount | undefined;
  /** What is lost to which rule; undefined until the record is complete. */
  readonly loss: LossReport | undefined;
}

/** A job that is not done, or never will be. */
export type UnfinishedJson =
  | { readonly state: 'waiting'; readonly id: number }
  | { readonly state: 'active'; readonly id: number; readonly progress: number }
  | { readonly state: 'failed'; readonly id: number; readonly reason: string | undefined };

/** A golden JSON of the portal, in whatever state. */
export type PortalJson = GeneratedJson | UnfinishedJson;

/** How to wait for a job. */
export interface WaitOptions {
  /** Waits until the portal has worked out the losses too; without it, the first record is returned. */
  readonly complete?: boolean;
  /** Called when the portal is first asked and whenever something has changed since; the last time with the state `done`. */
  readonly onProgress?: (progress: JobProgress) => void;
  readonly signal?: AbortSignal;
  /** Milliseconds that all may take; an hour by default. The job goes on after it. */
  readonly timeout?: number;
  /** Milliseconds before the first look; 1,000 by default. Pauses grow by half each time, up to 15,000. */
  readonly pollDelay?: number;
}

/** What the portal is asked for, whatever the datasets. */
interface Asked extends WaitOptions {
  /** Words to find the record by. */
  readonly tags?: string;
}

/** What the portal is asked for: datasets by their names, or by a query. */
export type GenerateOptions = Asked &
  (
    | {
        /** Which datasets, by a pattern of SQL's SIMILAR TO: `%` for any text, `_` for a letter, `(A|B)` for either. */
        readonly datasetName: string;
        readonly query?: undefined;
      }
    | {
        /**
         * A query: only lumisections of its datasets are kept. The portal chooses by name alone, so a rule is added where other runs have
         * datasets of these names. The list and `kept` are then those of the query, while `total`, `lost`, `excluded` and `loss` count
         * the other runs too.
         */
        readonly query: DatasetQuery<unknown>;
        readonly datasetName?: undefined;
      }
  );

/** A job that failed. */
export type FailedJson = Extract<PortalJson, { readonly state: 'failed' }>;

/** Which golden JSONs are listed. */
export interface ListOptions {
  /** All of them (default), those of whoever asks, or the official ones. */
  readonly filter?: 'all' | 'mine' | 'official';
  /** Only those that are done, with a smaller id: the next page. The portal gives ten at a time. */
  readonly before?: number;
  readonly signal?: AbortSignal;
}
