import { certifiableOfflineFlags, certifiableOnlineFlags } from '../catalogue/flags.js';
import { lumisectionAttributes } from '../catalogue/lumisection.js';
import { buildFlag } from '../expression/flag-builders.js';
import { lumisection } from '../expression/handles.js';
import { and } from '../expression/logic.js';
import { named } from '../expression/named.js';
import type { Expression, Node } from '../expression/node.js';

type Bits = typeof lumisectionAttributes;

/** A detector whose high voltage and readiness the DCS reports in bits of its own. */
export type DcsSubsystem = NonNullable<
  { [Name in keyof Bits]: Bits[Name] extends { subsystem: infer S extends string } ? S : never }[keyof Bits]
>;

function bitsBySubsystem(): Readonly<Record<DcsSubsystem, Expression<'lumisection'>>> {
  const bits = new Map<string, Expression<'lumisection'>[]>();
  for (const [name, entry] of Object.entries(lumisectionAttributes)) {
    const subsystem = 'subsystem' in entry ? entry.subsystem : undefined;
    if (subsystem === undefined) continue;
    const handle = lumisection[name as 'bpix_ready'];
    bits.set(subsystem, [...(bits.get(subsystem) ?? []), handle.is(true)]);
  }
  const groups = [...bits].map(([subsystem, each]) => [subsystem, named(`dcs.${subsystem}`, and(...each))] as const);
  return Object.freeze(Object.fromEntries(groups)) as Readonly<Record<DcsSubsystem, Expression<'lumisection'>>>;
}

/**
 * The DCS bits of a detector, all of them true, from the catalogue: `dcs.pixel`, `dcs.strip`, `dcs.ecal` and so on; `dcs.cms` is
 * `cms_active`. Each is a clause of that name.
 *
 * @example goldenJson().where(dcs.pixel).where(dcs.strip).remove('dcs.strip')
 */
export const dcs = /* @__PURE__ */ bitsBySubsystem();

/** In `dc-lowlumi`, BAD means "not low luminosity". */
const expected = (flag: string): Node => buildFlag(flag, 'is', flag === 'dc-lowlumi' ? 'BAD' : 'GOOD');

const all = (name: string, flags: readonly string[]): Expression<'flag'> =>
  named(name, and(...(flags.map(expected) as Expression<'flag'>[])));

/**
 * All flags that decide whether a run (`online`) or a dataset (`offline`) is certified, each GOOD; in `dc-lowlumi`, BAD, which means
 * that the luminosity is not low. From the catalogue.
 *
 * @example goldenJson().where(certifiable.offline).explain()
 */
export const certifiable = /* @__PURE__ */ Object.freeze({
  online: all('certifiable online flags', certifiableOnlineFlags),
  offline: all('certifiable offline flags', certifiableOfflineFlags),
});
