import { mostCharacters } from '../src/chat/rules/parse-words.ts';
import { readers } from '../test/chat/rules/hostile-readers.ts';
import { hostileTexts } from '../test/chat/rules/hostile-texts.ts';
import { median, round } from './numbers.ts';
import type { Table } from './table.ts';

type Cost = { reader: string; ordinaryMs: number; worstMs: number; worst: string };

const ordinary = 'please restore sql-01 to last night, isolated, because INC0012345 broke it';
/**
 * Sizes in characters. Some texts are worst at full length, others just before they have too many words for a sentence.
 */
const sizes = [500, 1000, mostCharacters];
const times = 5;

/** Measures the cost of reading one message: an ordinary one, and the worst of all shapes and sizes. */
export function measureTexts(): Cost[] {
  return Object.entries(readers).map(([reader, read]) => {
    cpuOf(() => read(ordinary));
    const costs = Object.entries(hostileTexts).flatMap(([shape, of]) =>
      sizes.map((size) => ({ text: `${shape}, ${size} characters`, ms: cpuOf(() => read(of(size))) })),
    );
    const worst = costs.reduce((one, other) => (other.ms > one.ms ? other : one));
    return { reader, ordinaryMs: cpuOf(() => read(ordinary)), worstMs: worst.ms, worst: worst.text };
  });
}

function cpuOf(work: () => unknown): number {
  const taken = Array.from({ length: times }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return round(median(taken), 1);
}

export function textsTable(all: Cost[]): Table {
  return {
    title: `CPU of reading one message of at most ${mostCharacters} characters`,
    head: ['reads', 'an ordinary one, ms', 'the worst, ms', 'which is'],
    rows: all.map(({ reader, ordinaryMs, worstMs, worst }) => [reader, ordinaryMs, worstMs, worst]),
  };
}
