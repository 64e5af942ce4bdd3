/** The tables, with the names of the registry. */
export const schema = `
CREATE TABLE "Run" (
  run_number integer PRIMARY KEY,
  oms_attributes jsonb NOT NULL,
  rr_attributes jsonb NOT NULL,
  version integer NOT NULL,
  deleted boolean NOT NULL
);
CREATE INDEX "Run_version_index" ON "Run" (version);
CREATE INDEX "Run_deleted_index" ON "Run" (deleted);

CREATE TABLE "Dataset" (
  run_number integer NOT NULL,
  name text NOT NULL,
  dataset_attributes jsonb NOT NULL,
  datasets_in_gui jsonb NOT NULL,
  deleted boolean NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (run_number, name)
);
CREATE INDEX "Dataset_version_index" ON "Dataset" (version);
CREATE INDEX "Dataset_deleted_index" ON "Dataset" (deleted);

CREATE TABLE "DatasetTripletCache" (
  run_number integer NOT NULL,
  name text NOT NULL,
  triplet_summary jsonb NOT NULL,
  dcs_summary jsonb NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (run_number, name)
);
CREATE INDEX "DatasetTripleCache_version_index" ON "DatasetTripletCache" (version);

-- JSON: ranges for flags, one entry per lumisection for OMS bits. No statement reads its content, and text preserves the order of keys.
CREATE TABLE "RrLumisections" (
  run_number integer NOT NULL,
  name text NOT NULL,
  items text NOT NULL,
  PRIMARY KEY (run_number, name)
);
CREATE TABLE "OmsLumisections" (
  run_number integer NOT NULL,
  name text NOT NULL,
  items text NOT NULL,
  PRIMARY KEY (run_number, name)
);

-- Responses that are returned verbatim, hence json and not jsonb.
CREATE TABLE "Document" (name text PRIMARY KEY, body json NOT NULL);

-- The history of runs and datasets that were changed. That of the others follows from their rows. An event of lumisections has a
-- range and the id of its values, which equal events share.
CREATE SEQUENCE "Event_version_seq";
CREATE SEQUENCE "Event_metadata_id_seq";
CREATE TABLE "Event" (
  version integer NOT NULL,
  atomic_version integer NOT NULL,
  kind text NOT NULL,
  run_number integer NOT NULL,
  name text NOT NULL,
  manual_change boolean NOT NULL,
  start integer,
  "end" integer,
  metadata jsonb NOT NULL,
  metadata_id integer,
  by text NOT NULL,
  comment text NOT NULL,
  "createdAt" text NOT NULL
);
CREATE INDEX "Event_run_number_index" ON "Event" (run_number);

-- The golden JSONs of the portal. The columns are in the order of its responses, which have versions and times as strings.
CREATE SEQUENCE "GeneratedJson_id_seq";
CREATE TABLE "GeneratedJson" (
  id integer PRIMARY KEY,
  dataset_name_filter text NOT NULL,
  tags text NOT NULL,
  created_by text NOT NULL,
  official boolean NOT NULL,
  runregistry_version text NOT NULL,
  json_logic jsonb NOT NULL,
  generated_json jsonb NOT NULL,
  generated_json_with_dataset_names jsonb NOT NULL,
  generated_anti_json jsonb NOT NULL,
  generated_anti_json_with_dataset_names jsonb NOT NULL,
  min_run_number integer NOT NULL,
  max_run_number integer NOT NULL,
  total_delivered_luminosity double precision NOT NULL,
  total_recorded_luminosity double precision NOT NULL,
  recorded_luminosity_in_json double precision NOT NULL,
  delivered_luminosity_in_json double precision NOT NULL,
  total_recorded_luminosity_lost double precision NOT NULL,
  total_delivered_luminosity_lost double precision NOT NULL,
  total_recorded_luminosity_from_run_range double precision NOT NULL,
  total_delivered_luminosity_from_run_range double precision NOT NULL,
  rules_flagged_false_quantity_luminosity jsonb NOT NULL,
  rules_flagged_false_combination_luminosity jsonb NOT NULL,
  runs_lumisections_responsible_for_rule jsonb NOT NULL,
  deleted boolean NOT NULL,
  "createdAt" text NOT NULL,
  "updatedAt" text NOT NULL
);
`;
