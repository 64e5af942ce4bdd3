/** Lumisections of one dataset, as lists and as ranges. */
import {
  type Bits,
  completeFlags,
  flagNames,
  rangesByBit,
  rangesOfFlag,
  toRanges,
  withoutLuminosity,
} from '../lumisections.js';
import { json } from '../reply.js';
import type { Exchange, Routes } from '../router.js';
import type { StateRange } from '../state.js';
import { omsLumisections, rrRanges } from './stored-lumisections.js';

/** Routes of lumisections. Without a `dataset_name`, those of flags are a 500, and those of OMS bits take `online`. */
export const lumisectionRoutes: Routes = {
  'POST /lumisections/rr_lumisections': async (exchange) => json(completeFlags(await ranges(exchange))),
  'POST /lumisections/rr_lumisection_ranges': async (exchange) => json(toRanges(completeFlags(await ranges(exchange)))),
  'POST /lumisections/rr_lumisection_ranges_by_component': async (exchange) => {
    const known = await ranges(exchange);
    return json(Object.fromEntries(flagNames(known).map((flag) => [flag, rangesOfFlag(known, flag)])));
  },
  'POST /lumisections/oms_lumisections': async (exchange) => json(await bits(exchange)),
  'POST /lumisections/oms_lumisection_ranges': async (exchange) =>
    json(toRanges(withoutLuminosity(await bits(exchange)))),
  'POST /lumisections/oms_lumisection_ranges_by_dcs_bit': async (exchange) => json(rangesByBit(await bits(exchange))),
  'POST /lumisections/joint_lumisection_ranges': async (exchange) => {
    const flags = completeFlags(await ranges(exchange));
    const oms = await bits(exchange);
    const length = Math.max(flags.length, oms.length);
    const joint = Array.from({ length }, (_, index) => ({ ...oms[index], ...flags[index] }));
    return json(toRanges(joint));
  },
  'POST /datasets_get_lumisection_bar': async (exchange) => {
    const known = await ranges(exchange);
    const { component } = exchange.body;
    if (typeof component !== 'string' || !flagNames(known).includes(component)) {
      throw new Error('Lumisection ranges not found for component');
    }
    return json(rangesOfFlag(known, component));
  },
};

function ranges({ body, database }: Exchange): Promise<StateRange[]> {
  return rrRanges(database, body.run_number, body.dataset_name);
}

function bits({ body, database }: Exchange): Promise<Bits[]> {
  return omsLumisections(database, body.run_number, body.dataset_name || 'online');
}
