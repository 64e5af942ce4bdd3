/** Lumisections of one dataset, as lists and as ranges. */
import { type Bits, rangesByBit, rangesOfFlag, toRanges, withoutLuminosity } from '../data/lumisections.js';
import { type MatchingFlags, matchingBits, matchingFlags } from '../data/matching-lumisections.js';
import type { Exchange, Routes } from '../http/exchange.js';
import { json } from '../http/reply.js';

/** Routes of lumisections. Without a `dataset_name`, those of flags are a 500, and those of OMS bits take `online`. */
export const lumisectionRoutes: Routes = {
  'POST /lumisections/rr_lumisections': async (exchange) => json((await flags(exchange)).list),
  'POST /lumisections/rr_lumisection_ranges': async (exchange) => json(toRanges((await flags(exchange)).list)),
  'POST /lumisections/rr_lumisection_ranges_by_component': async (exchange) => {
    const { names, rows } = await flags(exchange);
    return json(Object.fromEntries(names.map((flag) => [flag, rangesOfFlag(rows, flag)])));
  },
  'POST /lumisections/oms_lumisections': async (exchange) => json(await bits(exchange)),
  'POST /lumisections/oms_lumisection_ranges': async (exchange) =>
    json(toRanges(withoutLuminosity(await bits(exchange)))),
  'POST /lumisections/oms_lumisection_ranges_by_dcs_bit': async (exchange) => json(rangesByBit(await bits(exchange))),
  'POST /lumisections/joint_lumisection_ranges': async (exchange) => {
    const { list } = await flags(exchange);
    const oms = await bits(exchange);
    const length = Math.max(list.length, oms.length);
    const joint = Array.from({ length }, (_, index) => ({ ...oms[index], ...list[index] }));
    return json(toRanges(joint));
  },
  'POST /datasets_get_lumisection_bar': async (exchange) => {
    const { names, rows } = await flags(exchange);
    const { component } = exchange.body;
    if (typeof component !== 'string' || !names.includes(component)) {
      throw new Error('Lumisection ranges not found for component');
    }
    return json(rangesOfFlag(rows, component));
  },
};

function flags({ body, database }: Exchange): Promise<MatchingFlags> {
  return matchingFlags(database, body.run_number, body.dataset_name);
}

function bits({ body, database }: Exchange): Promise<readonly Bits[]> {
  return matchingBits(database, body.run_number, body.dataset_name || 'online');
}
