/** The tables, as the registry names them. */
export const SCHEMA = `
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

-- Of flags the ranges, of OMS bits one entry a lumisection.
CREATE TABLE "RrLumisections" (
  run_number integer NOT NULL,
  name text NOT NULL,
  packed text NOT NULL,
  PRIMARY KEY (run_number, name)
);
CREATE TABLE "OmsLumisections" (
  run_number integer NOT NULL,
  name text NOT NULL,
  packed text NOT NULL,
  PRIMARY KEY (run_number, name)
);

-- Answers that are passed on as they are, hence json and not jsonb.
CREATE TABLE "Document" (name text PRIMARY KEY, body json NOT NULL);
`;
