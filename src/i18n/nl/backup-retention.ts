import type { retention as english } from '../en/backup-retention.ts';
import type { SameKeys } from '../same-keys.ts';

export const retention: SameKeys<typeof english> = {
  'retention-not-whole-days': {
    message: '{{days}} is geen heel aantal dagen.',
    remedy: 'Typ bijvoorbeeld "bewaar 30d".',
  },
  'retention-no-such-date': { message: 'Die datum bestaat niet.', remedy: 'Typ bijvoorbeeld "tot 2026-12-24".' },
  'retention-past': { message: 'Dat ligt in het verleden.', remedy: 'Kies een latere datum.' },
  'retention-too-short': {
    message: 'Een back-up wordt minstens {{least}} dag bewaard.',
    remedy: 'Kies een latere datum.',
  },
  'retention-too-long': {
    message: 'Azure bewaart een back-up hoogstens {{most}} dagen.',
    remedy: 'Kies een eerdere datum.',
  },
  'backup-running': {
    message: 'Er loopt nog een andere back-up van deze VM.',
    remedy: 'Wacht tot die klaar is, of annuleer hem.',
  },
  'backup-attempts-used-up': {
    message: 'Er waren {{attempts}} back-ups van deze VM in 24 uur; Azure stopt bij {{limit}}.',
    remedy: 'Wacht tot de eerste daarvan 24 uur oud is.',
  },
  'backup-day-used-up': {
    message: 'Er zijn vandaag (UTC) {{taken}} back-ups van deze VM gevraagd; hoogstens {{limit}} is de bedoeling.',
    remedy: 'Azure kan weigeren. Kan het wachten, wacht dan tot morgen.',
  },
};
