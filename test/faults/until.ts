/** Between two looks (real time), and before the second where nothing but an answer is waited for. */
const lookMs = 80;
export const soonMs = 5;
/** No test fails because the machine is busy: what comes at all has come by then. */
export const patientSeconds = 180;
/**
 * Nor is anybody told to wait who clicks: in place of 1.5 s the bot takes as long for an answer as it may, which is a little
 * less than its door leaves a silent connection open.
 */
export const patienceMs = 15_000;
/** After how long the bot gives up a call to Azure where answers are lost, or come too late: each is waited for. */
export const shortAzureMs = 4_000;
/** And what takes a whole restore, or many of them. */
export const endSeconds = 600;

/**
 * Teams' times for tests: a bot that was killed hears of what it left unanswered as soon as it is back, and whoever clicked
 * waits for as long as the tests do.
 */
export const patientTeams = {
  redeliverMs: Array.from({ length: 2 * patientSeconds }, () => 500),
  limitMs: patientSeconds * 1000,
};

/**
 * Looks until there is something to see.
 * @param what named in the error
 * @param seconds real time after which it is given up
 * @param firstMs before the second look; doubled after each. A look that lets world time pass keeps to the default: the
 * bot has to keep up with it
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
