import { spawn } from 'node:child_process';

/** A message in the format of tsserver or of the language server protocol. */
export interface ServerMessage {
  readonly [key: string]: unknown;
}

/** A running server that writes messages with a `Content-Length` header. */
export interface ServerProcess {
  write(text: string): void;
  /** Ends the process and waits for its end. */
  close(): Promise<void>;
}

const header = /Content-Length: (\d+)\r\n\r\n/;

/** Starts a server and calls `receive` with each of its messages. */
export function startServer(
  command: readonly [file: string, ...args: string[]],
  receive: (message: ServerMessage) => void,
): ServerProcess {
  const [file, ...args] = command;
  const server = spawn(file, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  let received = Buffer.alloc(0);
  server.stdout.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const found = header.exec(received.toString('latin1', 0, 100));
      if (found === null) return;
      const start = found.index + found[0].length;
      const end = start + Number(found[1]);
      if (received.length < end) return;
      const message = JSON.parse(received.toString('utf8', start, end)) as ServerMessage;
      received = received.subarray(end);
      receive(message);
    }
  });
  return {
    write: (text) => server.stdin.write(text),
    close: () => {
      server.stdin.end();
      server.kill();
      return ended;
    },
  };
}
