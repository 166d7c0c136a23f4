/** A moment as the service writes it: seven digits after the second. */
export function showDate(at: Date): string {
  return at.toISOString().replace('Z', '0000Z');
}

/** A length of time as the service writes it, e.g. PT3M5.018S. */
export function showDuration(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  const hours = Math.floor(whole / 3_600_000);
  const minutes = Math.floor((whole % 3_600_000) / 60_000);
  return `PT${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${(whole % 60_000) / 1000}S`;
}
