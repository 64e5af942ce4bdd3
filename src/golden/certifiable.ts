import { certifiableFlags, expectedStatuses } from '../catalogue/flags.js';
import { buildFlag } from '../expression/flag-builders.js';
import { and } from '../expression/logic.js';
import { named } from '../expression/named.js';
import type { Expression, Node } from '../expression/node.js';

type CertifiablePresets = { readonly [Side in keyof typeof certifiableFlags]: Expression<'flag'> };

const expected = (flag: string): Node => buildFlag(flag, 'is', expectedStatuses[flag] ?? 'GOOD');

const all = (side: keyof typeof certifiableFlags): Expression<'flag'> =>
  named(`certifiable ${side} flags`, and<'flag'>(...certifiableFlags[side].map(expected)));

/**
 * Requires all flags that certify a run (`online`) or a dataset (`offline`) to be GOOD, and `dc-lowlumi` to be BAD, since its GOOD means
 * low luminosity.
 *
 * Together these flags select nothing, because `castor-castor` is EXCLUDED. A list of good lumisections requires only some of them: see
 * {@link presets}.
 *
 * @example goldenJson().where(certifiable.offline).explain()
 */
export const certifiable: CertifiablePresets = /* @__PURE__ */ Object.freeze({
  online: all('online'),
  offline: all('offline'),
});
