import { LumiList } from '../../lumi/index.js';
import { type LossReport, lossReport } from '../loss-report.js';

/** Returns the loss report in a record of the portal. @throws TypeError if the record has no valid report. */
export function lossOfRecord(record: Readonly<Record<string, unknown>>): LossReport {
  const fail = (key: string): never => {
    throw new TypeError(`no luminosities by rule in '${key}'`);
  };
  const losses = (key: string): [string, number][] => {
    const entries = Object.entries((record[key] ?? {}) as object);
    return entries.every(([, recorded]) => typeof recorded === 'number') ? entries : fail(key);
  };
  const combinations = 'rules_flagged_false_combination_luminosity';
  const lists = (record.runs_lumisections_responsible_for_rule ?? {}) as Readonly<Record<string, unknown>>;
  return lossReport(
    losses('rules_flagged_false_quantity_luminosity'),
    losses(combinations).map(([key, recorded]) => {
      if (!Array.isArray(JSON.parse(key))) fail(combinations);
      return [key, recorded, LumiList.fromJSON(lists[key] ?? {})] as const;
    }),
  );
}
