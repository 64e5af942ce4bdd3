import { type Bits, rangesByBit, rangesOfFlag, toRanges, withoutLuminosity } from '../data/lumisections.js';
import { type MatchingFlags, matchingBits, matchingFlags } from '../data/matching-lumisections.js';
import { json } from '../routing/response.js';
import type { RouteContext, Routes } from '../routing/route.js';

/** Routes of lumisections. Without a `dataset_name`, those of flags return a 500, and those of OMS bits use `online`. */
export const lumisectionRoutes: Routes = {
  'POST /lumisections/rr_lumisections': async (context) => json((await flags(context)).list),
  'POST /lumisections/rr_lumisection_ranges': async (context) => json(toRanges((await flags(context)).list)),
  'POST /lumisections/rr_lumisection_ranges_by_component': async (context) => {
    const { names, rows } = await flags(context);
    return json(Object.fromEntries(names.map((flag) => [flag, rangesOfFlag(rows, flag)])));
  },
  'POST /lumisections/oms_lumisections': async (context) => json(await bits(context)),
  'POST /lumisections/oms_lumisection_ranges': async (context) =>
    json(toRanges(withoutLuminosity(await bits(context)))),
  'POST /lumisections/oms_lumisection_ranges_by_dcs_bit': async (context) => json(rangesByBit(await bits(context))),
  'POST /lumisections/joint_lumisection_ranges': async (context) => {
    const { list } = await flags(context);
    const oms = await bits(context);
    const length = Math.max(list.length, oms.length);
    const joint = Array.from({ length }, (_, index) => ({ ...oms[index], ...list[index] }));
    return json(toRanges(joint));
  },
  'POST /datasets_get_lumisection_bar': async (context) => {
    const { names, rows } = await flags(context);
    const { component } = context.body;
    if (typeof component !== 'string' || !names.includes(component)) {
      throw new Error('Lumisection ranges not found for component');
    }
    return json(rangesOfFlag(rows, component));
  },
};

function flags({ body, database }: RouteContext): Promise<MatchingFlags> {
  return matchingFlags(database, body.run_number, body.dataset_name);
}

function bits({ body, database }: RouteContext): Promise<readonly Bits[]> {
  return matchingBits(database, body.run_number, body.dataset_name || 'online');
}
