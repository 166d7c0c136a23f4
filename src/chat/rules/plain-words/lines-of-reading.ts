import type { Line, Reading } from './reading.ts';

/** All lines that a sentence may come to. */
export function linesOfReading(reading: Reading): readonly Line[] {
  if (reading.kind === 'line') return [reading.line];
  if (reading.kind === 'question') return reading.choices;
  return reading.kind === 'unknown' ? reading.nearest : reading.lines;
}
