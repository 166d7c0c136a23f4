import { findIana, findWindows, WINDOWS_TO_IANA_MAP } from 'windows-iana';

/** Azure names the time zones of policies as Windows does, people as IANA does. */

/** CLDR's code for "the world": of the zones that share a Windows name, the one that stands for all. */
const world = '001';

/** CLDR keeps the name that a zone had first; these seven have another today (tz database, file backward). */
const renamed: Readonly<Record<string, string>> = {
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Europe/Kiev': 'Europe/Kyiv',
};

/** The IANA name of a Windows zone, e.g. Europe/Berlin, or undefined for one that is not known. */
export function findIanaZone(windows: string): string | undefined {
  if (windows === 'UTC') return 'UTC';
  const [first] = findIana(windows, world);
  return first && (renamed[first] ?? first);
}

/** The Windows name of what was typed: an IANA name or the Windows name itself, in any casing. */
export function findWindowsZone(typed: string): string | undefined {
  const given = typed.trim();
  if (/^(?:UTC|GMT|Etc\/(?:UTC|GMT))$/i.test(given)) return 'UTC';
  return windowsNames.get(given.toLowerCase()) ?? findWindows(given)[0] ?? findWindows(spelled(given))[0];
}

/** The IANA name of what was typed: an IANA or a Windows name, or a city that only one zone is named after. */
export function findTimeZone(typed: string): string | undefined {
  const given = typed.trim();
  const windows = windowsNames.get(given.toLowerCase());
  if (/^(?:UTC|GMT|Etc\/(?:UTC|GMT))$/i.test(given)) return 'UTC';
  if (windows) return findIanaZone(windows);
  // An offset is a zone to the engine as well, and does not know summer time.
  const known = given.includes('/') ? spelled(given) : onlyOf(given);
  return known === '' ? undefined : (renamed[known] ?? known);
}

/**
 * How a policy's zone is shown: by the reader's own name where that is the same zone, since nobody in Amsterdam calls
 * theirs Europe/Berlin.
 */
export function shownZone(windows: string, readerZone: string): string {
  return findWindowsZone(readerZone) === windows ? readerZone : (findIanaZone(windows) ?? windows);
}

const windowsNames = new Map<string, string>(
  WINDOWS_TO_IANA_MAP.map(({ windowsName }) => [windowsName.toLowerCase(), windowsName]),
);

/**
 * The name that the engine has for a zone, matched without regard to case. It keeps the oldest one (Europe/Kiev for
 * Europe/Kyiv), as CLDR does, so that zones renamed since are found too.
 */
function spelled(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return '';
  }
}

function onlyOf(city: string): string {
  const end = `/${city.replace(/\s+/g, '_')}`.toLowerCase();
  const named = Intl.supportedValuesOf('timeZone').filter((zone) => zone.toLowerCase().endsWith(end));
  return named.length === 1 ? (named[0] ?? '') : '';
}
