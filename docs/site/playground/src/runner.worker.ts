/** Runs the code, in a worker that is used once. */
import { Golden } from '../../../../src/golden/golden.js';
import { Query } from '../../../../src/query/query.js';
import { installPageConnection, type PageResponse } from '../../../../src/transport/page-connection.js';
import { format, formatTable, shortened, textOf } from './console.js';
import * as library from './library.js';
import { type Failure, type FromRunner, libraryUrl, showName, type ToRunner } from './messages.js';
import { panelsOf, rowsOf } from './shown.js';

/** Enough to read; a loop that prints without end must not exhaust the page. */
const maxMessages = 1000;

interface Built {
  readonly value: Query | Golden;
  readonly line: number;
}

/** The queries and golden JSONs of the code, by the index of their chain of calls. */
const built: Built[] = [];
/** The last query or golden JSON of the chains that are being evaluated. */
const candidates = new Map<number, Built>();
const indexes = new Map<number, number>();
const changed = new Set<number>();
const pending = new Map<number, (response: PageResponse) => void>();
let messages = 0;
let requests = 0;
let codeUrl = 'blob:unknown';
let libraryModule = 'blob:unknown';

const moduleUrl = (source: string): string => URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));

function stackOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.stack) : '';
  } catch {
    return '';
  }
}

/** Returns the message of an error, and its line in the code. */
function failureOf(error: unknown): Failure {
  const stack = stackOf(error);
  const at = stack.indexOf(codeUrl);
  const line = at === -1 ? undefined : /^:(\d+)/.exec(stack.slice(at + codeUrl.length))?.[1];
  const message = textOf(error).replaceAll(libraryModule, 'runregistry').replaceAll(codeUrl, 'the code');
  return { message: shortened(message), line: line === undefined ? undefined : Number(line) };
}

/** Starts to serve a page. */
function serve(port: MessagePort): void {
  const post = (message: FromRunner): void => port.postMessage(message);
  const postLimited = (message: FromRunner): void => {
    if (++messages <= maxMessages) post(message);
    else if (messages === maxMessages + 1) post({ kind: 'printed', text: `… more than ${maxMessages} lines` });
  };

  installPageConnection(
    (request) =>
      new Promise((resolve) => {
        pending.set(++requests, resolve);
        post({ kind: 'request', id: requests, request });
      }),
  );

  const print = (...values: readonly unknown[]): void =>
    postLimited({ kind: 'printed', text: values.map(format).join(' ') });
  Object.assign(console, {
    ...{ log: print, info: print, debug: print, warn: print, error: print },
    table: (value: unknown) => postLimited({ kind: 'printed', text: formatTable(value) }),
    assert: (condition: unknown, ...values: readonly unknown[]) => {
      if (!condition) print('Assertion failed', ...values);
    },
  });

  const showChanged = (): void => {
    for (const index of changed) {
      const shown = built[index];
      if (shown) postLimited({ kind: 'shown', index, shown: { line: shown.line, ...panelsOf(shown.value) } });
    }
    changed.clear();
  };

  Object.assign(globalThis, {
    [showName]: (value: unknown, line: number, chain: number, isLast: boolean): unknown => {
      if ((value instanceof Query || value instanceof Golden) && !built.some((other) => other.value === value))
        candidates.set(chain, { value, line });
      const candidate = candidates.get(chain);
      // A chain that throws shows none of its parts.
      if (isLast && candidate !== undefined) {
        candidates.delete(chain);
        const index = indexes.get(chain) ?? indexes.size;
        indexes.set(chain, index);
        built[index] = candidate;
        if (changed.size === 0) queueMicrotask(showChanged);
        changed.add(index);
      }
      return value;
    },
    [libraryUrl]: library,
  });

  const run = async (code: string): Promise<void> => {
    const names = Object.keys(library).join(', ');
    libraryModule = moduleUrl(`export const { ${names} } = globalThis['${libraryUrl}'];`);
    codeUrl = moduleUrl(code.replaceAll(libraryUrl, libraryModule));
    post({ kind: 'started' });
    try {
      await import(/* @vite-ignore */ codeUrl);
      post({ kind: 'ended' });
    } catch (error) {
      post({ kind: 'ended', failure: failureOf(error) });
    }
  };

  const sendRows = async (index: number): Promise<void> => {
    const query = built[index]?.value;
    if (!(query instanceof Query)) return;
    try {
      post({ kind: 'rows', index, rows: await rowsOf(query) });
    } catch (error) {
      post({ kind: 'rows', index, failure: failureOf(error) });
    }
  };

  // A rejection that nothing awaits.
  self.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    post({ kind: 'ended', failure: failureOf(event.reason) });
  });

  port.onmessage = ({ data }: MessageEvent<ToRunner>) => {
    if (data.kind === 'run') void run(data.code);
    else if (data.kind === 'rows') void sendRows(data.index);
    else if (data.kind === 'ping') post({ kind: 'pong' });
    else {
      pending.get(data.id)?.(data.response);
      pending.delete(data.id);
    }
  };
}

self.addEventListener('message', ({ ports: [port] }) => port && serve(port), { once: true });
