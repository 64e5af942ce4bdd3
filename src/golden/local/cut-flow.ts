import type { JsonLogic } from '../../expression/node.js';
import { shortened } from '../../util/strings.js';
import { textTable } from '../../util/text-table.js';
import type { Clause, CutFlowStep, LuminosityAmount } from '../types.js';
import { added, type Luminosities } from './luminosities.js';
import type { RuleValues } from './rule-values.js';

/** The luminosity and number of lumisections. */
export class Sum {
  recorded = 0;
  delivered = 0;
  lumisections = 0;

  add({ recorded, delivered, count }: Luminosities): void {
    this.recorded = added(this.recorded, recorded, count);
    this.delivered = added(this.delivered, delivered, count);
    this.lumisections += count;
  }

  get amount(): LuminosityAmount {
    return Object.freeze({ recorded: this.recorded, delivered: this.delivered });
  }
}

/** A clause, and the sum of the lumisections that fail it first. */
export interface Step {
  readonly clause: Clause;
  readonly lost: Sum;
}

/** Assigns each failing lumisection to the first clause that is false for it. */
export class CutFlow {
  readonly #steps: readonly (Step & { readonly indexes: readonly number[] })[];
  readonly #values: RuleValues;

  constructor(clauses: readonly Clause[], values: RuleValues) {
    this.#values = values;
    this.#steps = clauses.map((clause) => {
      const indexes = clause.rules.map((rule: JsonLogic) => values.indexOf(rule));
      return { clause, indexes, lost: new Sum() };
    });
  }

  /** Returns the first clause that is false for a failing lumisection, which is that of the rule values. */
  firstFailed(): Step | undefined {
    for (const step of this.#steps) for (const index of step.indexes) if (!this.#values.at(index)) return step;
    return this.#steps.at(-1);
  }

  /** Returns the steps. After the last loss, they have the sum of what passed: differences of sums would be inexact, such as -2e-16. */
  steps(all: Sum, passed: Sum): readonly CutFlowStep[] {
    let { recorded, delivered, lumisections } = all;
    return Object.freeze(
      this.#steps.map(({ clause, lost }): CutFlowStep => {
        lumisections -= lost.lumisections;
        if (lumisections === passed.lumisections) ({ recorded, delivered } = passed);
        else {
          recorded -= lost.recorded;
          delivered -= lost.delivered;
        }
        return Object.freeze({
          clause: clause.name,
          text: clause.text,
          kept: Object.freeze({ recorded, delivered, lumisections }),
          lost: Object.freeze({ ...lost.amount, lumisections: lost.lumisections }),
        });
      }),
    );
  }
}

/** Prints a cut-flow as a table. The unit is unknown for luminosities of the registry. */
export function table(steps: readonly CutFlowStep[], all: Sum, unit: string | undefined): string {
  const rows = [
    ['clause', 'lumisections', unit === undefined ? 'recorded' : `recorded(${unit})`, 'lost'],
    ['all', String(all.lumisections), all.recorded.toFixed(3), ''],
    ...steps.map(({ text, kept, lost }) => [
      shortened(text),
      String(kept.lumisections),
      kept.recorded.toFixed(3),
      lost.lumisections === 0 ? '' : lost.recorded.toFixed(3),
    ]),
  ];
  return textTable(rows, [1, 2, 3]).join('\n');
}
