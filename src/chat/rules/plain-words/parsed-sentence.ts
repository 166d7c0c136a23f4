import type { Concept, EveryName, WayName } from '../../../kernel/plain-concepts.ts';
import type { Detail } from './find-details.ts';
import type { Names } from './names.ts';
import type { Token } from './phrases.ts';
import type { SentenceFacts } from './reading.ts';
import type { FoundTime } from './said-times.ts';

/** A sentence taken apart: what the rules look at. */
export type ParsedSentence = {
  facts: SentenceFacts;
  names: Names;
  times: readonly FoundTime[];
  ways: readonly WayName[];
  details: readonly Detail[];
  reason?: string;
  every?: EveryName;
  /** `2026-Q4` */
  quarter?: string;
  /** It asks something, and wants nothing done. */
  asks: boolean;
  /** Its first phrase that says something begins a change: nothing before it asks, tells or denies. */
  orders: boolean;
  /** A verb of a change stands somewhere in it. */
  wants: boolean;
  /** "Must sql-01 go back?", and not "can you put it back?" */
  doubts: boolean;
  /** Where the first word of a change stands. */
  orderAt: number;
  /** Said in more than one word. */
  inFull: ReadonlySet<string>;
  /** What it begins with. */
  first?: Concept;
  /** "go ahead", and not an "ok" before something else. */
  urges: boolean;
  /** "web servers": a list of them. */
  group?: string;
  /** "Both web servers", "all web servers": every one of the candidates. */
  wholeGroup: boolean;
  has(...concepts: Concept[]): boolean;
  /** What nothing was made of. */
  ignored: readonly string[];
  /** Where it denies. */
  denied: readonly number[];
  /** Where it denies, makes a condition, or wants what Strongroom never does. */
  against: readonly number[];
  /** Words of phrases that say nothing: "get back to you". */
  idle: ReadonlySet<number>;
  /** Between the machines that are named stands nothing but what joins them. */
  linked: boolean;
  tokens: readonly Token[];
};
