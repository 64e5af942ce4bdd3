/** PostgreSQL as the registry uses it. */
export interface Database {
  /** Runs one statement and returns the first column of its rows. */
  column(sql: string, parameters?: readonly unknown[]): Promise<readonly string[]>;
  /** Like `column`, but does not keep the process alive. */
  quietColumn(sql: string, parameters?: readonly unknown[]): Promise<readonly string[]>;
  /** Runs several statements and returns no rows. */
  script(sql: string): Promise<void>;
  close(): Promise<void>;
}
