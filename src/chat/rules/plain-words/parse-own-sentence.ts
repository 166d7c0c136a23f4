import { linesOfReading } from './lines-of-reading.ts';
import { parseSentence } from './parse-sentence.ts';
import type { Reading, SentenceFacts } from './reading.ts';

const ofOne = ['job', 'why'];
const ofMany = ['jobs', 'requests'];

/** As `parseSentence`. A question of how it stands is about the one request of theirs that a person can mean without its id. */
export function parseOwnSentence(text: string, facts: SentenceFacts): Reading {
  const reading = parseSentence(text, facts);
  const { ownRequestId: id } = facts;
  if (id === undefined || isAnswer(reading)) return reading;
  const there = parseSentence(text, { ...facts, threadRequestId: id });
  const [line] = there.kind === 'line' || there.kind === 'question' ? linesOfReading(there) : [];
  const isOfIt = line && ofOne.includes(line.command) && line.words.length === 1 && line.words[0] === id;
  if (!isOfIt) return reading;
  return reading.kind === 'unknown' ? there : { kind: 'line', line, ignored: [] };
}

/** It says what is meant, and no more is to be asked: a list of everything may be of one. */
function isAnswer(reading: Reading): boolean {
  if (reading.kind === 'line') return reading.line.words.length > 0 || !ofMany.includes(reading.line.command);
  return reading.kind === 'exact';
}
