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

/** A length of time as .NET writes it, e.g. 13.23:59:44.5930000: days, hours, minutes and seconds. */
export function showTimeSpan(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const time = `${two((whole / 3_600_000) % 24)}:${two((whole / 60_000) % 60)}:${two((whole / 1000) % 60)}`;
  return `${Math.floor(whole / 86_400_000)}.${time}.${String(whole % 1000).padStart(3, '0')}0000`;
}
