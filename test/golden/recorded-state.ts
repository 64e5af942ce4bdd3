/** Lumisections that a registry held when exchanges with it were recorded. They are not part of the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { DatasetLumisections, LumisectionRange, Status } from 'runregistry';

type Row = Readonly<Record<string, unknown>> & { readonly run_number: number };
type Bits = NonNullable<LumisectionRange['oms']> & { readonly err?: string };
type Flags = Readonly<Record<string, { readonly status: Status }>>;
type FlagRange = Flags & { readonly start: number; readonly end: number };

const beside = new URL('../../../', import.meta.url);

/** Returns each lumisection with its flags and bits; undefined without the folder. */
export function recordedState(): readonly DatasetLumisections[] | undefined {
  const folder = readdirSync(beside)
    .map((sibling) => new URL(`${encodeURIComponent(sibling)}/run-registry/state/`, beside))
    .find((url) => existsSync(new URL('rr-lumisection-ranges.ndjson.gz', url)));
  if (folder === undefined) return undefined;
  const read = (name: string) =>
    gunzipSync(readFileSync(new URL(`${name}.ndjson.gz`, folder)))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
  const runs = new Map(read('runs').map((row) => [row.run_number, row]));
  const bits = new Map(
    read('oms-lumisections').map((row) => [`${row.run_number} ${row.dataset_name}`, row.oms_lumisections as Bits[]]),
  );
  return read('rr-lumisection-ranges').map((row) => {
    const name = row.dataset_name as string;
    const own = bits.get(`${row.run_number} ${name}`) ?? bits.get(`${row.run_number} online`) ?? [];
    const run = runs.get(row.run_number);
    return {
      dataset: { name },
      run: { run_number: row.run_number, oms: run?.oms_attributes, rr: run?.rr_attributes },
      ranges: (row.rr_lumisection_ranges as FlagRange[]).flatMap(({ start, end, ...flags }) => {
        const rr = Object.fromEntries(Object.entries(flags as Flags).map(([flag, { status }]) => [flag, status]));
        return own
          .map((oms, index) => ({ start: index + 1, end: index + 1, oms, rr }))
          .filter((one) => one.start >= start && one.end <= end && one.oms.err === undefined);
      }),
    } as DatasetLumisections;
  });
}
