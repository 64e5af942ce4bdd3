import type { FlagsByName } from '../../catalogue/flags.js';
import type { Status } from '../../catalogue/states.js';
import type { LumisectionAttributes } from '../../catalogue/tables.js';
import { describe } from '../../util/describe.js';
import { isIntegerIn } from '../../util/integer.js';
import { isObject, type JsonObject } from '../../util/json-object.js';
import { own } from '../../util/own.js';
import type { Client } from '../reading/client.js';
import { unexpectedResponse } from '../reading/response.js';
import type { AttributeValues } from '../reading/rows.js';

/** A flag of a lumisection. */
export interface FlagVerdict {
  /** Undefined if the flag has no status in the lumisection. */
  readonly status: Status | undefined;
  /** Comment on the status; an empty string if there is none. */
  readonly comment: string;
  /** Cause of the status; an empty string if there is none. */
  readonly cause: string;
}

/** Flags of a lumisection by name, `<workspace>-<column>`. */
export type FlagVerdicts = { readonly [Name in keyof FlagsByName]?: FlagVerdict };

/** Bits and numbers of a lumisection from OMS. */
export type LumisectionOms = Partial<AttributeValues<Omit<LumisectionAttributes, 'lumisection_number'>>>;

/** Consecutive lumisections, both ends included. */
export interface Span {
  /** First lumisection, from 1. */
  readonly start: number;
  /** Last lumisection, included. */
  readonly end: number;
}

/** Flags of one lumisection. */
export interface RrLumisection {
  /** Number of the lumisection in its run, from 1. */
  readonly lumisection_number: number;
  /** Flags of the lumisection. */
  readonly rr: FlagVerdicts;
}

/** Consecutive lumisections with equal flags. */
export interface RrRange extends Span {
  /** Flags of each lumisection of the range. */
  readonly rr: FlagVerdicts;
}

type OmsData =
  | {
      /** Bits and numbers; undefined in a gap. */
      readonly oms: LumisectionOms;
      /** Undefined, because OMS has data. */
      readonly gap?: undefined;
    }
  | {
      /** Undefined, because OMS has no data. */
      readonly oms?: undefined;
      /** OMS's message: `No data available for this lumisection`. */
      readonly gap: string;
    };

/** Bits of one lumisection, or OMS's message in `gap` if it has no data. */
export type OmsLumisection = {
  /** Number of the lumisection in its run, from 1. */
  readonly lumisection_number: number;
} & OmsData;

/** Consecutive lumisections with equal bits, or with OMS's message in `gap` if it has no data. */
export type OmsRange = Span & OmsData;

/** Consecutive lumisections with the same value of one flag. */
export interface FlagRange extends Span, FlagVerdict {}

/** Consecutive lumisections with the same value of one bit or number; undefined if it is missing or OMS has no data. */
export interface BitRange extends Span {
  /** The value; null if OMS stores null. */
  readonly value: boolean | number | string | null | undefined;
}

/** The key of a dataset. */
export interface DatasetKey {
  /** CMS run number. */
  readonly run_number: number;
  /** `online`, or a path such as `/PromptReco/Collisions2022A/DQM`. */
  readonly dataset_name: string;
}

/** OMS's message for a lumisection without data. */
const noData = 'No data available for this lumisection';

const isPositive = (value: unknown): value is number => isIntegerIn(value, 1);

/** Returns the key of a dataset for error messages. */
export const noteOf = ({ run_number, dataset_name }: DatasetKey): string => `run ${run_number}, ${dataset_name}`;

/** Requests a list of objects from one of the lumisection routes. */
export async function fetchList(
  client: Client,
  route: string,
  key: DatasetKey,
  signal: AbortSignal | undefined,
): Promise<readonly JsonObject[]> {
  const { run_number, dataset_name } = key;
  const path = `/lumisections/${route}`;
  const note = noteOf(key);
  const response = await client.request({ method: 'POST', path, body: { run_number, dataset_name }, signal, note });
  if (Array.isArray(response) && response.every(isObject)) return response;
  throw unexpectedResponse(`POST ${path}`, 'no list of objects', { note });
}

/** Checks that ranges are consecutive, and separates their ends from their data. */
function checkRanges(response: readonly JsonObject[], route: string, key: DatasetKey): (Span & { rest: JsonObject })[] {
  let last = 0;
  return response.map(({ start, end, ...rest }) => {
    if (!isPositive(start) || !isPositive(end) || start !== last + 1 || end < start)
      throw unexpectedResponse(
        `POST /lumisections/${route}`,
        `a range from ${describe(start)} to ${describe(end)} after lumisection ${last}`,
        { note: noteOf(key) },
      );
    last = end;
    return { start, end, rest };
  });
}

const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const verdictOf = ({ status, comment, cause }: JsonObject): FlagVerdict =>
  Object.freeze({
    status: typeof status === 'string' ? (status as Status) : undefined,
    comment: stringOf(comment),
    cause: stringOf(cause),
  });

/** Returns the flags of a response. Values that are not objects are dropped; a flag without a status is preserved. */
export const verdictsOf = (flags: JsonObject): FlagVerdicts =>
  Object.freeze(
    Object.fromEntries(
      Object.entries(flags).flatMap(([name, flag]) => (isObject(flag) ? [[name, verdictOf(flag)]] : [])),
    ),
  ) as FlagVerdicts;

/** Returns bits, or OMS's message if it has none. */
function omsOf({ err, ...bits }: JsonObject): { oms: LumisectionOms } | { gap: string } {
  if (err !== undefined || Object.keys(bits).length === 0) return { gap: stringOf(err) || noData };
  return { oms: Object.freeze(bits) as LumisectionOms };
}

/** Fetches flags by lumisection. */
export async function rrLumisections(client: Client, key: DatasetKey, signal?: AbortSignal): Promise<RrLumisection[]> {
  const lumisections = await fetchList(client, 'rr_lumisections', key, signal);
  return lumisections.map((flags, index) => ({ lumisection_number: index + 1, rr: verdictsOf(flags) }));
}

/** Fetches flags as ranges. */
export async function rrRanges(client: Client, key: DatasetKey, signal?: AbortSignal): Promise<RrRange[]> {
  const route = 'rr_lumisection_ranges';
  return checkRanges(await fetchList(client, route, key, signal), route, key).map(({ start, end, rest }) => ({
    start,
    end,
    rr: verdictsOf(rest),
  }));
}

/** Fetches bits by lumisection, with luminosities. */
export async function omsLumisections(
  client: Client,
  key: DatasetKey,
  signal?: AbortSignal,
): Promise<OmsLumisection[]> {
  const lumisections = await fetchList(client, 'oms_lumisections', key, signal);
  return lumisections.map((bits, index): OmsLumisection => ({ lumisection_number: index + 1, ...omsOf(bits) }));
}

/** Fetches bits as ranges, without luminosities, which differ between lumisections. */
export async function omsRanges(client: Client, key: DatasetKey, signal?: AbortSignal): Promise<OmsRange[]> {
  const route = 'oms_lumisection_ranges';
  return mergeRanges(
    checkRanges(await fetchList(client, route, key, signal), route, key).map(
      ({ start, end, rest }): OmsRange => ({ start, end, ...omsOf(rest) }),
    ),
    (a, b) => a.gap !== undefined && a.gap === b.gap,
  );
}

/** Merges consecutive ranges that are equal. */
export function mergeRanges<Range extends Span>(
  ranges: readonly Range[],
  isEqual: (a: Range, b: Range) => boolean,
): Range[] {
  const result: Range[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last !== undefined && last.end + 1 === range.start && isEqual(last, range))
      result[result.length - 1] = { ...last, end: range.end };
    else result.push(range);
  }
  return result;
}

export const sameVerdict = (a: FlagVerdict, b: FlagVerdict): boolean =>
  a.status === b.status && a.comment === b.comment && a.cause === b.cause;

/** Returns true for EMPTY without comment and cause, which the registry fills in if a lumisection lacks a flag. */
export const isFiller = ({ status, comment, cause }: FlagVerdict): boolean =>
  status === 'EMPTY' && comment === '' && cause === '';

/** Returns the verdict on a flag, if there is one. */
export const verdictIn = (rr: FlagVerdicts | undefined, flag: string): FlagVerdict | undefined =>
  own(rr as Readonly<Record<string, FlagVerdict>> | undefined, flag);

const noVerdict: FlagVerdict = Object.freeze({ status: undefined, comment: '', cause: '' });

/**
 * Returns ranges by flag. The registry's own route for them skips lumisections without flags, which shifts all later numbers; the ranges of
 * all flags are numbered correctly.
 */
export function rangesByFlag(ranges: readonly RrRange[]): Readonly<Record<string, FlagRange[]>> {
  const names = new Set(ranges.flatMap(({ rr }) => Object.keys(rr)));
  return Object.fromEntries(
    [...names].map((name) => {
      const each = ranges.map(({ start, end, rr }): FlagRange => {
        const verdict = verdictIn(rr, name);
        return { start, end, ...(verdict === undefined || isFiller(verdict) ? noVerdict : verdict) };
      });
      return [name, mergeRanges(each, sameVerdict)];
    }),
  );
}

/** Returns ranges by bit and number of OMS. */
export function rangesByBit(lumisections: readonly OmsLumisection[]): Readonly<Record<string, BitRange[]>> {
  const names = new Set(lumisections.flatMap(({ oms }) => Object.keys(oms ?? {})));
  return Object.fromEntries(
    [...names].map((name) => {
      const each = lumisections.map(({ lumisection_number: number, oms }): BitRange => {
        const value = own(oms as Readonly<Record<string, BitRange['value']>> | undefined, name);
        return { start: number, end: number, value };
      });
      return [name, mergeRanges(each, (a, b) => a.value === b.value)];
    }),
  );
}
