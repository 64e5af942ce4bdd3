import { generated } from '../catalogue/guessed-result-members.js';
import { defineGuessed } from '../util/guessed.js';

/** Freezes the result of a generation, and adds the hints for members that people guess. */
export function freezeGenerated<Result extends object>(result: Result): Readonly<Result> {
  defineGuessed(result, generated, 'the result of a generation');
  return Object.freeze(result);
}
