import type { Database } from '../data/database.js';
import { report, select } from './generate.js';
import { insertRecord, type Order, updateRecord } from './records.js';

/** A job, which exists until the server closes. */
export interface Job {
  readonly id: number;
  readonly order: Order;
  readonly timestamp: number;
  state: 'waiting' | 'active' | 'failed' | 'completed';
  progress: number;
  failedReason?: string;
}

/** Jobs over a database. */
export class Queue {
  readonly #database: Database;
  readonly #jobs = new Map<string, Job>();
  readonly #closing = new AbortController();
  #last: Promise<void> = Promise.resolve();

  constructor(database: Database) {
    // A job does not keep the process alive.
    this.#database = { ...database, column: database.quietColumn };
  }

  /** Adds a job, which starts when those before it have ended. */
  add(id: number, order: Order): Job {
    const job: Job = { id, order, timestamp: Date.now(), state: 'waiting', progress: 0 };
    this.#jobs.set(String(id), job);
    this.#last = this.#last.then(() => this.#run(job));
    return job;
  }

  /** Returns the job with this id, as written. */
  find(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  /** Returns the jobs in one state, oldest first. */
  inState(state: Job['state']): Job[] {
    return [...this.#jobs.values()].filter((job) => job.state === state);
  }

  /** Stops the active job at its next dataset. Waiting jobs never start. */
  async close(): Promise<void> {
    this.#closing.abort();
    // Callers wait for the last job, and a pending promise does not keep the process alive.
    const keepAlive = setInterval(() => {}, 60_000);
    await this.#last;
    clearInterval(keepAlive);
  }

  async #run(job: Job): Promise<void> {
    const { signal } = this.#closing;
    const { id, order } = job;
    let isStored = false;
    try {
      signal.throwIfAborted();
      job.state = 'active';
      const selected = await select(this.#database, order, signal, (progress) => {
        job.progress = progress;
      });
      await insertRecord(this.#database, id, order, selected.selection);
      isStored = true;
      job.progress = 1;
      // From here on the record is returned, although it is incomplete.
      await updateRecord(this.#database, id, await report(this.#database, order, selected, signal));
      job.state = 'completed';
    } catch (error) {
      if (signal.aborted) return;
      job.state = 'failed';
      // The registry tries a job five times. From the second time on its record already exists.
      job.failedReason = isStored ? 'Validation error' : error instanceof Error ? error.message : String(error);
    }
  }
}
