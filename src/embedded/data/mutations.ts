/** The availability of OMS. */
export type Oms = 'reachable' | 'unreachable';

/** Runs changes one at a time: each reads the rows that it changes. */
export class Mutations {
  readonly oms: Oms;
  #last: Promise<unknown> = Promise.resolve();

  constructor(oms: Oms) {
    this.oms = oms;
  }

  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}
