import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const chunkBytes = 1 << 20;

/** The lines of a text file without their ends, one chunk of the file in memory. @param read told the fraction of it read */
export function* textLines(
  file: string,
  read: (fraction: number) => void = () => undefined,
): Generator<string> {
  const fd = openSync(file, 'r');
  try {
    const size = fstatSync(fd).size;
    const decoder = new StringDecoder('utf8');
    const chunk = Buffer.alloc(chunkBytes);
    let rest = '';
    for (let at = 0, got = -1; got !== 0; at += got) {
      got = readSync(fd, chunk);
      const lines = (rest + (got === 0 ? decoder.end() : decoder.write(chunk.subarray(0, got)))).split('\n');
      rest = lines.pop()!;
      for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
      read(size === 0 ? 1 : (at + got) / size);
    }
    if (rest !== '') yield rest;
  } finally {
    closeSync(fd);
  }
}
