import { isAscii } from 'node:buffer';

/** Length of a piece in bytes. Few pieces of a response of the registry contain a letter outside ASCII. */
const pieceLength = 4096;

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** Decodes valid UTF-8. Copying pieces in ASCII takes a third of the time of decoding them. */
function inPieces(bytes: Buffer): string {
  let text = '';
  for (let begin = 0, end = 0; begin < bytes.length; begin = end) {
    end = Math.min(begin + pieceLength, bytes.length);
    while (isContinuation(bytes[end])) end++;
    const piece = bytes.subarray(begin, end);
    text += piece.toString(isAscii(piece) ? 'latin1' : 'utf8');
  }
  return text;
}

/** Decodes a response without its byte order mark. Bytes that are not UTF-8 become replacement characters. */
export function decode(body: Uint8Array, isUtf8: boolean): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return (isUtf8 ? inPieces(bytes) : bytes.toString()).replace(/^\uFEFF/, '');
}
