/** A standalone Spark cluster with two workers, which `.ci/peers` installs. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SqlStatement } from 'runregistry';
import { JsonProcess } from '../json-process.js';

type Rows = readonly (readonly unknown[])[];

export class Spark {
  readonly #folder = mkdtempSync(join(tmpdir(), 'runregistry-spark-'));
  readonly #process: JsonProcess;

  constructor() {
    const python = join(process.env.PEERS ?? '', 'spark', 'bin', 'python');
    const driver = fileURLToPath(new URL('driver.py', import.meta.url));
    this.#process = new JsonProcess(python, [driver, this.#folder], { cwd: this.#folder });
  }

  /** Returns the rows of a statement. */
  async rows(statement: string | SqlStatement): Promise<Rows> {
    const request = typeof statement === 'string' ? { sql: statement } : statement;
    return this.#send(request);
  }

  /** Executes a program that reads the variable `spark`, in an empty working directory. */
  async execute(program: string): Promise<void> {
    await this.#send({ program });
  }

  /** Returns the number of executors, and the URL of the master. */
  async cluster(): Promise<readonly unknown[]> {
    return (await this.#send({ executors: true }))[0] ?? [];
  }

  /** Reads the files of a mirror as the tables of statements. */
  async openMirror(directory: string): Promise<void> {
    const { files } = JSON.parse(readFileSync(join(directory, 'mirror.json'), 'utf8')) as {
      readonly files: readonly { readonly table: string; readonly path: string }[];
    };
    const pathsOf = (name: string) =>
      files.filter(({ table }) => table === name).map(({ path }) => join(directory, path));
    const tables = ['runs', 'datasets', 'lumisections'].map((name) => [name, pathsOf(name)]);
    await this.#send({ tables: Object.fromEntries(tables) });
  }

  /** The working directory of programs. */
  get folder(): string {
    return this.#folder;
  }

  async #send(request: object): Promise<Rows> {
    const { rows, error } = await this.#process.send<{ readonly rows?: Rows; readonly error?: string }>(request);
    if (rows === undefined) throw new Error(error);
    return rows;
  }

  /** Stops the cluster. */
  async close(): Promise<void> {
    await this.#process.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
