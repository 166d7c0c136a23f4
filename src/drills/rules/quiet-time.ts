/** From one until four at night. */
const firstHour = 1;
const minutes = 3 * 60;

/** A time of the night, as 02:17: always the same of a name, and spread over the hours for many. */
export function quietTime(name: string): string {
  const sum = [...name].reduce((so, sign) => (so * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003, 7);
  const minute = firstHour * 60 + (sum % minutes);
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
