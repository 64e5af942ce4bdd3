import { dcsBits } from '../catalogue/generated/lumisection.js';
import * as guessed from '../catalogue/guessed-members.js';
import { lumisection } from '../expression/handles.js';
import { and } from '../expression/logic.js';
import { named } from '../expression/named.js';
import type { Expression } from '../expression/node.js';
import { defineGuessedProperties } from '../util/guessed.js';

/** A detector with separate DCS bits for high voltage and readiness. */
export type DcsSubsystem = keyof typeof dcsBits;

/** The DCS bits of each detector. A mapped type, since its properties show their documentation on hover. */
type DcsPresets = { readonly [Subsystem in keyof typeof dcsBits]: Expression<'lumisection'> };

function bitsBySubsystem(): DcsPresets {
  const presets = Object.entries(dcsBits).map(([subsystem, bits]) => {
    const ready = bits.map((bit) => lumisection[bit].is(true));
    return [subsystem, named(`dcs.${subsystem}`, and(...ready))] as const;
  });
  const bySubsystem = Object.fromEntries(presets);
  // Index signatures would change the type of Object.values(dcs), so only run time has the hints.
  defineGuessedProperties(bySubsystem, guessed.dcs, "'dcs'");
  return Object.freeze(bySubsystem) as DcsPresets;
}

/**
 * Requires all DCS bits of a detector: `dcs.pixel`, `dcs.strip`, `dcs.ecal` and so on. `dcs.cms` is `cms_active`. Each is a clause
 * with that name.
 *
 * All detectors together select nothing from runs since 2022, because these have no CASTOR. No published rule for them requires
 * `dcs.castor`: see {@link presets} for the bits by year.
 *
 * @example goldenJson().where(dcs.pixel).where(dcs.strip).remove('dcs.strip')
 */
export const dcs = /* @__PURE__ */ bitsBySubsystem();
