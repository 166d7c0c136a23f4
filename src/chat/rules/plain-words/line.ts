import type { Line, LineWord } from './reading.ts';

export function lineOf(command: string, ...words: (LineWord | undefined)[]): Line {
  return { command, words: words.filter((word) => word !== undefined) };
}
