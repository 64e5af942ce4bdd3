import { join } from 'node:path';
import { root } from '../editor.js';
import { openLanguageServer } from './language-server.js';
import { openTsserver } from './tsserver.js';

/** The versions of TypeScript in which the library is tested, by the packages that contain them. */
export const versions = { typescript: '6.0.3', 'typescript-5': '5.9.3', 'typescript-7': '7.0.2' } as const;
export type Package = keyof typeof versions;

/** A position in a file: line and column from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The text that an editor shows for a word: its type, then its documentation. */
export interface Hover {
  readonly type: string;
  readonly documentation: string;
}

/** An error that an editor shows: the start of the underlined code, and the text. */
interface ReportedError extends Position {
  readonly text: string;
}

/** A server of an editor with one open file. */
export interface EditorServer {
  /** Replaces the text of the file. */
  setText(text: string): void;
  /** Returns the names offered at a position. */
  completions(at: Position): Promise<readonly string[]>;
  /** Returns the documentation of a name offered at a position. */
  details(at: Position, name: string): Promise<string>;
  /** Returns the hover of the word at a position. */
  hover(at: Position): Promise<Hover>;
  /** Returns the errors in the file. */
  errors(): Promise<readonly ReportedError[]>;
  close(): Promise<void>;
}

/**
 * Starts the server of a version of TypeScript and opens a file, whose text need not be the one on disk.
 *
 * @param modules The folder with the package of TypeScript.
 */
export const openServer = (
  name: Package,
  file: string,
  text: string,
  modules = join(root, 'node_modules'),
): Promise<EditorServer> =>
  (name === 'typescript-7' ? openLanguageServer : openTsserver)(join(modules, name), file, text);
