import { certifiableFlags, expectedStatuses } from '../catalogue/flags.js';
import { dcsBits } from '../catalogue/generated/lumisection.js';
import { buildFlag } from '../expression/flag-builders.js';
import { lumisection } from '../expression/handles.js';
import { and } from '../expression/logic.js';
import { named } from '../expression/named.js';
import type { Expression, Node } from '../expression/node.js';

/** A detector whose high voltage and readiness the DCS reports in bits of its own. */
export type DcsSubsystem = keyof typeof dcsBits;

/** The DCS bits of each detector. Mapped over the generated tables, so that their documentation shows on hover. */
type DcsPresets = { readonly [Subsystem in keyof typeof dcsBits]: Expression<'lumisection'> };

type CertifiablePresets = { readonly [Side in keyof typeof certifiableFlags]: Expression<'flag'> };

function bitsBySubsystem(): DcsPresets {
  const presets = Object.entries(dcsBits).map(([subsystem, bits]) => {
    const ready = bits.map((bit) => lumisection[bit].is(true));
    return [subsystem, named(`dcs.${subsystem}`, and(...ready))] as const;
  });
  return Object.freeze(Object.fromEntries(presets)) as DcsPresets;
}

/**
 * The DCS bits of a detector, all of them true: `dcs.pixel`, `dcs.strip`, `dcs.ecal` and so on. `dcs.cms` is `cms_active`. Each is a
 * clause of that name.
 *
 * @example goldenJson().where(dcs.pixel).where(dcs.strip).remove('dcs.strip')
 */
export const dcs = /* @__PURE__ */ bitsBySubsystem();

const expected = (flag: string): Node => buildFlag(flag, 'is', expectedStatuses[flag] ?? 'GOOD');

const all = (side: keyof typeof certifiableFlags): Expression<'flag'> =>
  named(`certifiable ${side} flags`, and(...(certifiableFlags[side].map(expected) as Expression<'flag'>[])));

/**
 * All flags that decide whether a run (`online`) or a dataset (`offline`) is certified, each GOOD. In `dc-lowlumi`, BAD is expected:
 * the luminosity is not low.
 *
 * @example goldenJson().where(certifiable.offline).explain()
 */
export const certifiable: CertifiablePresets = /* @__PURE__ */ Object.freeze({
  online: all('online'),
  offline: all('offline'),
});
