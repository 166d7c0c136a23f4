import { findIana, findWindows, WINDOWS_TO_IANA_MAP } from 'windows-iana';

/** Azure names the time zones of policies as Windows does, people as IANA does. */

/** CLDR's code for "the world": of the time zones that share a Windows name, the one that stands for all. */
const world = '001';

/** CLDR keeps the name that a time zone had first; these seven have another today (tz database, file backward). */
const renamed: Readonly<Record<string, string>> = {
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Europe/Kiev': 'Europe/Kyiv',
};

/** The IANA name of a Windows time zone, e.g. Europe/Berlin, or undefined for one that is not known. */
export function findIanaTimeZone(windows: string): string | undefined {
  if (windows === 'UTC') return 'UTC';
  const [first] = findIana(windows, world);
  return first && (renamed[first] ?? first);
}

/** The Windows name of what was typed: an IANA name or the Windows name itself, in any casing. */
export function findWindowsTimeZone(typed: string): string | undefined {
  const given = typed.trim();
  if (/^(?:UTC|GMT|Etc\/(?:UTC|GMT))$/i.test(given)) return 'UTC';
  return windowsNames.get(given.toLowerCase()) ?? findWindows(given)[0] ?? findWindows(spelled(given))[0];
}

/** The IANA name of what was typed: an IANA or a Windows name, or a city that only one time zone is named after. */
export function findTimeZone(typed: string): string | undefined {
  const given = typed.trim();
  const windows = windowsNames.get(given.toLowerCase());
  if (/^(?:UTC|GMT|Etc\/(?:UTC|GMT))$/i.test(given)) return 'UTC';
  if (windows) return findIanaTimeZone(windows);
  // An offset is a time zone to the engine as well, and does not know summer time.
  const known = given.includes('/') ? spelled(given) : onlyOf(given);
  return known === '' ? undefined : (renamed[known] ?? known);
}

/**
 * How a policy's time zone is shown: by the reader's own name where that is the same, since nobody in Amsterdam calls
 * theirs Europe/Berlin.
 */
export function shownTimeZone(windows: string, readerTimeZone: string): string {
  return findWindowsTimeZone(readerTimeZone) === windows ? readerTimeZone : (findIanaTimeZone(windows) ?? windows);
}

const windowsNames = new Map<string, string>(
  WINDOWS_TO_IANA_MAP.map(({ windowsName }) => [windowsName.toLowerCase(), windowsName]),
);

/**
 * The name that the engine has for a time zone, matched without regard to case. It keeps the oldest one (Europe/Kiev for
 * Europe/Kyiv), as CLDR does, so that those renamed since are found too.
 */
function spelled(typed: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone;
  } catch {
    return '';
  }
}

function onlyOf(city: string): string {
  const end = `/${city.replace(/\s+/g, '_')}`.toLowerCase();
  const named = Intl.supportedValuesOf('timeZone').filter((name) => name.toLowerCase().endsWith(end));
  return named.length === 1 ? (named[0] ?? '') : '';
}
