import type { Database } from '../data/database.js';
import { report, select } from './generate.js';
import { insertRecord, type Order, updateRecord } from './records.js';

/** A job. It is kept as long as the server lives. */
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
    // A job does not hold the process.
    this.#database = { ...database, column: database.quietColumn };
  }

  /** Adds a job, which begins when those before it have ended. */
  add(id: number, order: Order): Job {
    const job: Job = { id, order, timestamp: Date.now(), state: 'waiting', progress: 0 };
    this.#jobs.set(String(id), job);
    this.#last = this.#last.then(() => this.#run(job));
    return job;
  }

  /** Looks a job up by its id as it was written. */
  find(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  /** The jobs of one state, oldest first. */
  inState(state: Job['state']): Job[] {
    return [...this.#jobs.values()].filter((job) => job.state === state);
  }

  /** Stops at the next dataset; jobs that wait are never begun. */
  async close(): Promise<void> {
    this.#closing.abort();
    // But who closes waits for it, and a promise alone would not hold the process either.
    const hold = setInterval(() => {}, 60_000);
    await this.#last;
    clearInterval(hold);
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
      // From here on the record is answered, though it is not complete yet.
      await updateRecord(this.#database, id, await report(this.#database, order, selected, signal));
      job.state = 'completed';
    } catch (error) {
      if (signal.aborted) return;
      job.state = 'failed';
      // The registry tries a job five times, and from the second time on its record is there already.
      job.failedReason = isStored ? 'Validation error' : error instanceof Error ? error.message : String(error);
    }
  }
}
