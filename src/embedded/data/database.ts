/** The database as the registry uses it: PostgreSQL, and an encoding for columns that no statement looks into. */
export interface Database {
  /** Runs one statement and returns the first column of its rows. */
  column(sql: string, parameters?: readonly unknown[]): Promise<readonly string[]>;
  /** Like `column`, but does not keep the process alive. */
  quietColumn(sql: string, parameters?: readonly unknown[]): Promise<readonly string[]>;
  /** Runs several statements and returns no rows. */
  script(sql: string): Promise<void>;
  /** Encodes a string, for example by compressing it. */
  pack(text: string): string;
  /** Decodes what `pack` has encoded. */
  unpack(packed: string): string;
  close(): Promise<void>;
}
