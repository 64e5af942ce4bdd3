/** Other words for attributes, as a function for run time and as a type for the type checker. Both find the same names. */
import { synonyms } from './generated/synonyms.js';
import { type Plain, plain } from './nearest.js';

const entries: readonly (readonly [name: string, words: readonly string[]])[] = Object.entries(synonyms);

/** Returns the names of the attributes for which a word is another word, in any case and punctuation. {@link Meant} finds the same. */
export function meantBy(word: string, names: readonly string[]): string[] {
  const letters = plain(word);
  return entries.flatMap(([name, words]) => (words.includes(letters) && names.includes(name) ? [name] : []));
}

type NameOf<Letters> = {
  [Name in keyof typeof synonyms]: Letters extends (typeof synonyms)[Name][number] ? Name : never;
}[keyof typeof synonyms];

/** The names of the attributes for which a word is another word. {@link meantBy} finds the same. */
export type Meant<Word extends string, Known> = Extract<NameOf<Plain<Word>>, Known>;
