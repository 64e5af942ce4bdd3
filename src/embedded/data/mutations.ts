/** Whether OMS can be reached. */
export type Oms = 'answers' | 'unreachable';

/** Changes, one after the other: each reads what it changes, and none may come between. */
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
