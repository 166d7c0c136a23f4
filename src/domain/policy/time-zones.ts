import { TimeZoneConverter } from 'adaptive-expressions';

/** Azure names the time zones of policies as Windows does, people as IANA does. */

/** The IANA name of a Windows zone, e.g. Europe/Berlin, or undefined for one that is not known. */
export function ianaOf(windows: string): string | undefined {
  if (windows === 'UTC') return 'UTC';
  const iana = TimeZoneConverter.windowsToIana(windows);
  return iana === windows ? undefined : iana;
}

/** The Windows name of what was typed: an IANA name in any casing, or the Windows name itself. */
export function windowsOf(typed: string): string | undefined {
  const given = typed.trim();
  if (/^(?:UTC|GMT|Etc\/(?:UTC|GMT))$/i.test(given)) return 'UTC';
  if (ianaOf(given) !== undefined) return given;
  // Engines spell some zones by an older name (Asia/Calcutta), so what was typed is tried first.
  for (const iana of [given, spelled(given)]) {
    if (iana === undefined) continue;
    const windows = TimeZoneConverter.ianaToWindows(iana);
    if (windows !== iana) return windows;
  }
  return undefined;
}

/**
 * How a policy's zone is shown: by the reader's own name where that is the same zone, since nobody in Amsterdam calls
 * theirs Europe/Berlin.
 */
export function shownZone(windows: string, readerZone: string): string {
  return windowsOf(readerZone) === windows ? readerZone : (ianaOf(windows) ?? windows);
}

/** Zone names are matched without regard to case; this is how IANA spells it. */
function spelled(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
