/** Interval between checks (real time); also the first interval when only an answer is awaited. */
const lookMs = 80;
export const soonMs = 5;
/** Patience of the tests, so that a busy machine never fails one: whatever comes at all has come by then. */
export const patientSeconds = 180;
/**
 * The bot takes as long for an answer as it may, instead of 1.5 s, so that no click is told to wait. Its HTTP server
 * keeps a silent connection open for slightly longer.
 */
export const patienceMs = 15_000;
/** The bot's timeout for calls to Azure in tests with lost or late answers, which wait for it each time. */
export const shortAzureMs = 4_000;
/** Patience for a whole restore, or many of them. */
export const endSeconds = 600;

/**
 * Teams' times for tests: a restarted bot soon gets what it left unanswered, and a click waits as long as the tests do.
 */
export const patientTeams = {
  redeliverMs: Array.from({ length: 2 * patientSeconds }, () => 500),
  limitMs: patientSeconds * 1000,
};

/**
 * Polls until the check returns something.
 * @param what named in the error
 * @param seconds real time until it gives up
 * @param firstMs first interval, doubled after each check. A check that advances world time should keep the default,
 * because the bot has to keep up
 * @throws Error
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  seconds = patientSeconds,
  firstMs = lookMs,
): Promise<T> {
  const giveUpAt = Date.now() + seconds * 1000;
  for (let waitMs = firstMs; ; waitMs = Math.min(2 * waitMs, lookMs)) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > giveUpAt) throw new Error(`${what}: not seen within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}
