/** A value in a statement: a literal, or a parameter. */
export type SqlValue = string | number;

/** A piece of SQL: trusted text, with values and other pieces in between. No value is ever part of the text. */
export interface Sql {
  readonly text: readonly string[];
  readonly parts: readonly (Sql | SqlValue)[];
}

/** Returns a piece of SQL: `` sql`${column} >= ${6000}` ``. */
export const sql = (text: readonly string[], ...parts: readonly (Sql | SqlValue)[]): Sql => ({ text, parts });

/** Returns trusted text as a piece of SQL. */
export const trusted = (text: string): Sql => sql([text]);

/** Joins pieces by trusted text. */
export const join = (parts: readonly Sql[], separator: string): Sql =>
  sql(['', ...Array<string>(Math.max(0, parts.length - 1)).fill(separator), ''].slice(0, parts.length + 1), ...parts);

/** Returns the text of a piece. `write` returns the text of a value; values come in the order of the text. */
export function render(piece: Sql, write: (value: SqlValue) => string): string {
  const words: string[] = [];
  const add = ({ text, parts }: Sql): void => {
    for (const [index, word] of text.entries()) {
      words.push(word);
      const part = parts[index];
      if (typeof part === 'object') add(part);
      else if (part !== undefined) words.push(write(part));
    }
  };
  add(piece);
  return words.join('');
}
