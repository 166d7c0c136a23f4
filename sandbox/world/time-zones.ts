import { TimeZoneConverter } from 'adaptive-expressions';

/** The zone of the tz database of a Windows name, which policies use; undefined for what is no such name. */
export function zoneOf(windowsName: string): string | undefined {
  if (windowsName === 'UTC') return 'UTC';
  const zone = TimeZoneConverter.windowsToIana(windowsName);
  return zone === windowsName || zone === '' ? undefined : zone;
}
