/** A moment as the service writes it into property bags, whatever the culture: "7/14/2021 12:00:00 AM", in UTC. */
export function usDate(at: Date): string {
  const hour = at.getUTCHours();
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()}`;
  return `${date} ${hour % 12 || 12}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`;
}
