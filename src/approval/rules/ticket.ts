import { RE2JS } from 're2js';
import safeRegex from 'safe-regex2';

/**
 * Whether a reason, or a ticket alone, has what a policy's pattern wants, in any case. Whoever asks writes the text, so
 * that the pattern runs on an engine whose time grows with the text and never beyond: none can hold up the bot.
 */
export function matchesTicket(pattern: string, text: string): boolean {
  return compile(pattern).test(text);
}

/** Why a pattern is not taken, and what to write instead; undefined for a good one. */
export function ticketMistake(pattern: string): string | undefined {
  try {
    compile(pattern);
  } catch {
    return 'expected a regular expression such as ^INC\\d{7}, without look-around and back-references';
  }
  return safeRegex(pattern, { limit: Number.POSITIVE_INFINITY })
    ? undefined
    : 'a repetition stands inside a repetition, which can take for ever to match; write it flat, such as (INC|CHG)\\d{7}';
}

function compile(pattern: string): RE2JS {
  return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
}
