import { findIana } from 'windows-iana';

/** The zone of the tz database of a Windows name, which policies use; undefined for what is no such name. */
export function zoneOf(windowsName: string): string | undefined {
  return windowsName === 'UTC' ? 'UTC' : findIana(windowsName, '001')[0];
}
