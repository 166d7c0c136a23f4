import type { Line, LineWord, Reading } from './reading.ts';

export function lineOf(command: string, ...words: (LineWord | undefined)[]): Line {
  return { command, words: words.filter((word) => word !== undefined) };
}

/** One line, or all of several. */
export function readingOfLines(lines: readonly Line[], ignored: readonly string[]): Reading {
  const [line] = lines;
  return line && lines.length === 1 ? { kind: 'line', line, ignored } : { kind: 'either', lines, ignored };
}
