/** The losses in a record of the JSON portal before it has computed them. */
export const pendingLosses = {
  generated_anti_json: {},
  generated_anti_json_with_dataset_names: {},
  total_recorded_luminosity_lost: -1,
  total_delivered_luminosity_lost: -1,
  total_recorded_luminosity_from_run_range: -1,
  total_delivered_luminosity_from_run_range: -1,
  rules_flagged_false_quantity_luminosity: {},
  rules_flagged_false_combination_luminosity: {},
  runs_lumisections_responsible_for_rule: {},
};
