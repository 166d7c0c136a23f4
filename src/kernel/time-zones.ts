import { findIana, findWindows, WINDOWS_TO_IANA_MAP } from 'windows-iana';

/** Azure names the time zones of policies as Windows does, people as IANA does. */

/** CLDR's code for "the world": it marks the main time zone of those that share a Windows name. */
const world = '001';

/** CLDR keeps a time zone's first name; these seven have been renamed (tz database, file backward). */
const renamed: Readonly<Record<string, string>> = {
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Europe/Kiev': 'Europe/Kyiv',
};

/** The IANA name of a Windows time zone, e.g. Europe/Berlin; undefined if unknown. */
export function findIanaTimeZone(windows: string): string | undefined {
  if (windows === 'UTC') return 'UTC';
  const [first] = findIana(windows, world);
  return first && (renamed[first] ?? first);
}

/** The Windows name for typed text: an IANA name or the Windows name itself, in any case. */
export function findWindowsTimeZone(typed: string): string | undefined {
  const given = typed.trim();
  if (/^(?:UTC|GMT|Etc\/(?:UTC|GMT))$/i.test(given)) return 'UTC';
  return windowsNames.get(given.toLowerCase()) ?? findWindows(given)[0] ?? findWindows(spelled(given))[0];
}

/** The IANA name for typed text: an IANA or a Windows name, or a city that only one time zone is named after. */
export function findTimeZone(typed: string): string | undefined {
  const given = typed.trim();
  const windows = windowsNames.get(given.toLowerCase());
  if (/^(?:UTC|GMT|Etc\/(?:UTC|GMT))$/i.test(given)) return 'UTC';
  if (windows) return findIanaTimeZone(windows);
  // The engine accepts an offset as a time zone too, but that has no summer time.
  const known = given.includes('/') ? spelled(given) : onlyOf(given);
  return known === '' ? undefined : (renamed[known] ?? known);
}

/**
 * A policy's time zone for display: by the reader's own name if it is the same zone, since nobody in Amsterdam
 * calls theirs Europe/Berlin.
 */
export function shownTimeZone(windows: string, readerTimeZone: string): string {
  return findWindowsTimeZone(readerTimeZone) === windows ? readerTimeZone : (findIanaTimeZone(windows) ?? windows);
}

const windowsNames = new Map<string, string>(
  WINDOWS_TO_IANA_MAP.map(({ windowsName }) => [windowsName.toLowerCase(), windowsName]),
);

/**
 * The engine's name of a time zone, ignoring case. The engine keeps the oldest name (Europe/Kiev for Europe/Kyiv),
 * as CLDR does, so renamed zones are found too.
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
