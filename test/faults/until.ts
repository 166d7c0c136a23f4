/** Between two looks (real time). */
const lookMs = 80;

/**
 * Looks until there is something to see.
 * @param what named in the error
 * @param seconds real time after which it is given up
 * @throws Error
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  seconds = 60,
): Promise<T> {
  const giveUpAt = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > giveUpAt) throw new Error(`${what}: not seen within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}
