import type { FlagsByName } from '../../catalogue/flags.js';
import type { Status } from '../../catalogue/states.js';
import type { LumisectionAttributes } from '../../catalogue/tables.js';
import { describe } from '../../expression/describe.js';
import { isIntegerIn } from '../../util/integer.js';
import { isObject, type JsonObject } from '../../util/json-object.js';
import type { Client } from '../reading/client.js';
import { unexpectedResponse } from '../reading/response.js';
import type { AttributeValues } from '../reading/rows.js';

/** What is said of a flag in a lumisection. */
export interface FlagVerdict {
  /** Undefined where the lumisection has no status of the flag. */
  readonly status: Status | undefined;
  readonly comment: string;
  readonly cause: string;
}

/** Flags of a lumisection by name, `<workspace>-<column>`. */
export type FlagVerdicts = { readonly [Name in keyof FlagsByName]?: FlagVerdict } & {
  readonly [name: `${string}-${string}`]: FlagVerdict | undefined;
};

/** Bits and numbers of a lumisection from OMS. */
export type LumisectionOms = Partial<AttributeValues<Omit<LumisectionAttributes, 'lumisection_number'>>>;

/** Lumisections that are next to each other, both ends included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Flags of one lumisection. */
export interface RrLumisection {
  /** From 1. */
  readonly lumisection_number: number;
  readonly rr: FlagVerdicts;
}

/** Lumisections whose flags are alike. */
export interface RrRange extends Span {
  readonly rr: FlagVerdicts;
}

/** Bits of one lumisection; a hole in the data of OMS has none, and says so in `gap`. */
export type OmsLumisection =
  | { readonly lumisection_number: number; readonly oms: LumisectionOms; readonly gap?: undefined }
  | { readonly lumisection_number: number; readonly oms?: undefined; readonly gap: string };

/** Lumisections whose bits are alike; a hole in the data of OMS has none, and says so in `gap`. */
export type OmsRange =
  | (Span & { readonly oms: LumisectionOms; readonly gap?: undefined })
  | (Span & { readonly oms?: undefined; readonly gap: string });

/** Lumisections in which one flag is alike. */
export interface FlagRange extends Span, FlagVerdict {}

/** Lumisections in which one bit, or number, is alike; undefined in a hole of OMS, or where the bit is missing. */
export interface BitRange extends Span {
  readonly value: boolean | number | string | null | undefined;
}

/** A dataset by its key. */
export interface DatasetKey {
  readonly run_number: number;
  /** `online`, or a path such as `/PromptReco/Collisions2022A/DQM`. */
  readonly dataset_name: string;
}

/** What OMS answers of a lumisection that it lost. */
const hole = 'No data available for this lumisection';

const count = (value: unknown): value is number => isIntegerIn(value, 1);

/** A dataset in words, for errors. */
export const noteOf = ({ run_number, dataset_name }: DatasetKey): string => `run ${run_number}, ${dataset_name}`;

/** Asks one of the routes of lumisections that answer a list. */
export async function ask(
  client: Client,
  route: string,
  key: DatasetKey,
  signal: AbortSignal | undefined,
): Promise<readonly JsonObject[]> {
  const { run_number, dataset_name } = key;
  const path = `/lumisections/${route}`;
  const note = noteOf(key);
  const answer = await client.request({ method: 'POST', path, body: { run_number, dataset_name }, signal, note });
  if (Array.isArray(answer) && answer.every(isObject)) return answer;
  throw unexpectedResponse(`POST ${path}`, 'no list of objects', { note });
}

/** The rest of a range, and its ends checked: in order, none twice, none left out. */
function ranges(answer: readonly JsonObject[], route: string, key: DatasetKey): (Span & { rest: JsonObject })[] {
  let last = 0;
  return answer.map(({ start, end, ...rest }) => {
    if (!count(start) || !count(end) || start !== last + 1 || end < start)
      throw unexpectedResponse(
        `POST /lumisections/${route}`,
        `a range from ${describe(start)} to ${describe(end)} behind lumisection ${last}`,
        { note: noteOf(key) },
      );
    last = end;
    return { start, end, rest };
  });
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const verdictOf = ({ status, comment, cause }: JsonObject): FlagVerdict =>
  Object.freeze({
    status: typeof status === 'string' ? (status as Status) : undefined,
    comment: text(comment),
    cause: text(cause),
  });

/** Whatever is no flag is left out; a flag without a status keeps its place. */
export const verdictsOf = (flags: JsonObject): FlagVerdicts =>
  Object.freeze(
    Object.fromEntries(
      Object.entries(flags).flatMap(([name, held]) => (isObject(held) ? [[name, verdictOf(held)]] : [])),
    ),
  ) as FlagVerdicts;

/** Bits, or the words in which OMS says that it has none. */
function omsOf({ err, ...bits }: JsonObject): { oms: LumisectionOms } | { gap: string } {
  if (err !== undefined || Object.keys(bits).length === 0) return { gap: text(err) || hole };
  return { oms: Object.freeze(bits) as LumisectionOms };
}

/** Flags, lumisection by lumisection. */
export async function rrLumisections(client: Client, key: DatasetKey, signal?: AbortSignal): Promise<RrLumisection[]> {
  const answer = await ask(client, 'rr_lumisections', key, signal);
  return answer.map((flags, index) => ({ lumisection_number: index + 1, rr: verdictsOf(flags) }));
}

/** Flags as ranges. */
export async function rrRanges(client: Client, key: DatasetKey, signal?: AbortSignal): Promise<RrRange[]> {
  const route = 'rr_lumisection_ranges';
  return ranges(await ask(client, route, key, signal), route, key).map(({ start, end, rest }) => ({
    start,
    end,
    rr: verdictsOf(rest),
  }));
}

/** Bits, lumisection by lumisection, with luminosities. */
export async function omsLumisections(
  client: Client,
  key: DatasetKey,
  signal?: AbortSignal,
): Promise<OmsLumisection[]> {
  const answer = await ask(client, 'oms_lumisections', key, signal);
  return answer.map((bits, index): OmsLumisection => ({ lumisection_number: index + 1, ...omsOf(bits) }));
}

/** Bits as ranges, without luminosities, which differ from lumisection to lumisection. */
export async function omsRanges(client: Client, key: DatasetKey, signal?: AbortSignal): Promise<OmsRange[]> {
  const route = 'oms_lumisection_ranges';
  return mergeRanges(
    ranges(await ask(client, route, key, signal), route, key).map(
      ({ start, end, rest }): OmsRange => ({ start, end, ...omsOf(rest) }),
    ),
    (a, b) => a.gap !== undefined && a.gap === b.gap,
  );
}

/** Joins neighbours that are alike. */
export function mergeRanges<Range extends Span>(
  given: readonly Range[],
  alike: (a: Range, b: Range) => boolean,
): Range[] {
  const result: Range[] = [];
  for (const range of given) {
    const last = result.at(-1);
    if (last !== undefined && last.end + 1 === range.start && alike(last, range))
      result[result.length - 1] = { ...last, end: range.end };
    else result.push(range);
  }
  return result;
}

export const sameVerdict = (a: FlagVerdict, b: FlagVerdict): boolean =>
  a.status === b.status && a.comment === b.comment && a.cause === b.cause;

/** EMPTY without a word is what the registry fills in where a lumisection lacks a flag. */
export const isFiller = ({ status, comment, cause }: FlagVerdict): boolean =>
  status === 'EMPTY' && comment === '' && cause === '';

const without: FlagVerdict = Object.freeze({ status: undefined, comment: '', cause: '' });

/**
 * Ranges of each flag. The registry's own route for them leaves out lumisections without any flag and so moves all that follow; these
 * are made of the ranges of all flags, whose numbers are right.
 */
export function rangesByFlag(given: readonly RrRange[]): Readonly<Record<string, FlagRange[]>> {
  const names = new Set(given.flatMap(({ rr }) => Object.keys(rr)));
  return Object.fromEntries(
    [...names].map((name) => {
      const each = given.map(({ start, end, rr }): FlagRange => {
        const verdict = Object.hasOwn(rr, name) ? (rr as Readonly<Record<string, FlagVerdict>>)[name] : undefined;
        return { start, end, ...(verdict === undefined || isFiller(verdict) ? without : verdict) };
      });
      return [name, mergeRanges(each, sameVerdict)];
    }),
  );
}

/** Ranges of each bit and number of OMS. */
export function rangesByBit(given: readonly OmsLumisection[]): Readonly<Record<string, BitRange[]>> {
  const names = new Set(given.flatMap(({ oms }) => Object.keys(oms ?? {})));
  return Object.fromEntries(
    [...names].map((name) => {
      const each = given.map(({ lumisection_number: number, oms }): BitRange => {
        const value =
          oms !== undefined && Object.hasOwn(oms, name)
            ? (oms as Readonly<Record<string, BitRange['value']>>)[name]
            : undefined;
        return { start: number, end: number, value };
      });
      return [name, mergeRanges(each, (a, b) => a.value === b.value)];
    }),
  );
}
