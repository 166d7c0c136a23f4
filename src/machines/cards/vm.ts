import type { CatalogueId } from '../../azure/rules/explain-error.ts';
import { formatMoment } from '../../i18n/dates.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import type { RecoveryPointFacts, Tier, VmFacts } from '../../kernel/facts.ts';
import type { MachineDay } from '../../store/rules/backup-day.ts';
import type { RegionReadiness } from '../../store/rules/region-inspection.ts';
import type { Proof } from '../../store/trials.ts';
import { buttonsOf } from '../../ui/button.ts';
import { type Fact, render } from '../../ui/render.ts';
import type { BackupTrouble } from '../rules/item-state.ts';
import { type DayOutcome, lastDays } from '../rules/last-days.ts';
import { errorWords } from './error-words.ts';
import { machineTwins, proofLine, regionSentence } from './lines.ts';

/** Shows a machine's protection, encryption and recovery points. */
export type VmCard = {
  id: string;
  nonce: string;
  now: Date;
  name: string;
  resourceGroup: string;
  subscription: string;
  os: VmFacts['osType'];
  /** gone: only its backup remains. */
  power: VmFacts['power'] | 'gone';
  /** Absent: no vault protects it. */
  protection?: {
    vault: string;
    policy?: string;
    /** Azure's word for a state that needs attention; absent if none does. */
    problem?: string;
    /** The catalogue's entry for it; absent if there is none. */
    known?: CatalogueId | undefined;
    /** The same state, if it has a text of its own and Azure's word says no more. */
    trouble?: Exclude<BackupTrouble, 'deleted'>;
    lastBackupAt?: Date;
    /** Azure's spelling. */
    lastBackupStatus?: string;
    /** unknown: deleted, but Azure does not say until when it is kept. */
    softDeletedUntil?: Date | 'unknown';
    /** Id of a recorded hold that somebody undid in Azure. */
    undoneHold?: string;
    /** Recorded days of its backups. */
    days?: readonly MachineDay[];
  };
  /** Its copies in quarantine, and the machine itself if it is one: name, the request that made it, since when. */
  quarantined?: { copy: string; id: string; since: Date }[];
  encryption: {
    kind: EncryptionKind;
    keyVault?: string;
    /** Names and versions of secret (BEK) and key (KEK); never their content. */
    secret?: string;
    key?: string;
    diskEncryptionSet?: string;
  };
  /** Newest first; the first 5 are shown. */
  points: { at: Date; consistency: RecoveryPointFacts['consistency']; tiers: Tier[] }[];
  pointCount: number;
  /** Absent: no vault protects it. */
  proof?: Proof;
  /** Readiness for the loss of its region; absent: no vault protects it. */
  region?: RegionReadiness;
  /**
   * Verbs: open-restore, open-backup, open-protect, open-keyaccess, open-stop, open-resume, open-hold, open-unhold,
   * open-raise, open-undelete.
   */
  offers: string[];
};

const maxPoints = 5;

export function vmCard(data: VmCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const points = data.points.slice(0, maxPoints);
  const name = plain(data.name);
  return render(
    'vm',
    {
      id: data.id,
      nonce: data.nonce,
      name,
      where: [
        data.power === 'gone' ? t('cards.vm.gone') : t(`common.power.${data.power}`),
        data.os === 'unknown' ? '' : data.os,
        shown(data.resourceGroup, 90),
      ]
        .filter((part) => part !== '')
        .join(' · '),
      style: isFine(data) ? 'emphasis' : 'warning',
      protection: protectionLine(data, reader),
      proof: data.proof ? proofLine(data.proof, reader, data.now) : '',
      facts: factsOf(data, reader),
      hasProof: data.proof !== undefined,
      region: data.region ? regionSentence(data.region, reader, data.now) : '',
      hasRegion: data.region !== undefined,
      details: detailsOf(data, reader),
      points: points.map((point, index) => ({ text: pointLine(point, index, reader, data.now) })),
      hasPoints: points.length > 0,
      pointsTitle: t('cards.vm.points', { count: data.pointCount }),
      buttons: buttonsOf(data.offers, language),
      hasButtons: data.offers.length > 0,
      twin: machineTwins(data.offers, name, reader),
      hasTwin: data.offers.length > 0,
    },
    reader,
  );
}

export function vmText(
  data: Pick<VmCard, 'name' | 'protection' | 'encryption' | 'points' | 'now'>,
  reader: Reader,
): string {
  const { t } = texts(reader.language);
  const { kind } = data.encryption;
  const params = {
    vm: plain(data.name),
    vault: shown(data.protection?.vault ?? '', 80),
    encryption: t(kind === 'unknown' ? 'common.encryption.unknown' : `encryption.kind-${kind}.message`),
  };
  const newest = data.points[0];
  if (!data.protection) return t('cards.vm.sentence-unprotected', params);
  const { trouble, softDeletedUntil: until } = data.protection;
  if (until === 'unknown') return t('cards.vm.sentence-deleted-unknown', params);
  if (until) return t('cards.vm.sentence-deleted', { ...params, when: formatMoment(until, reader, data.now) });
  if (trouble === 'stopped' && !newest) return t('cards.vm.sentence-stopped-no-points', params);
  if (trouble === 'stopped' && newest)
    return t('cards.vm.sentence-stopped', { ...params, when: formatMoment(newest.at, reader, data.now) });
  if (!newest) return t('cards.vm.sentence-no-points', params);
  return t('cards.vm.sentence', { ...params, when: formatMoment(newest.at, reader, data.now) });
}

function isFine({ protection }: VmCard): boolean {
  return protection !== undefined && !protection.problem && !protection.softDeletedUntil && !protection.undoneHold;
}

function protectionLine(data: VmCard, reader: Reader): string {
  const { t } = texts(reader.language);
  const id = data.protection?.undoneHold;
  const said = [protectionText(data, reader), ...(id ? [t('cards.vm.hold-undone', { id })] : [])];
  return `${isFine(data) ? '✓' : '!'} ${said.join('. ')}`;
}

function protectionText({ protection, now }: VmCard, reader: Reader): string {
  const { t } = texts(reader.language);
  if (!protection) return t('cards.vm.unprotected');
  const vault = shown(protection.vault, 80);
  if (protection.softDeletedUntil === 'unknown') return t('cards.vm.soft-deleted-unknown', { vault });
  if (protection.softDeletedUntil) {
    return t('cards.vm.soft-deleted', { vault, when: formatMoment(protection.softDeletedUntil, reader, now) });
  }
  if (protection.trouble) {
    return t('cards.vm.protected-problem', { vault, problem: t(`cards.vms.trouble.${protection.trouble}`) });
  }
  if (protection.problem) {
    const { problem: title, known } = protection;
    return t('cards.vm.protected-problem', { vault, problem: errorWords({ title, known }, reader) });
  }
  return t('cards.vm.protected', { vault });
}

/** [] for an unknown value. */
function fact(name: string, value: string | undefined, reader: Reader): Fact[] {
  if (value === undefined || value === '') return [];
  return [{ title: texts(reader.language).t(`cards.vm.fact.${name}`), value: shown(value, 200) }];
}

/** Facts that are identifiers: letters and digits. */
function detailsOf({ encryption, subscription }: VmCard, reader: Reader): Fact[] {
  return [
    ...fact('secret', encryption.secret, reader),
    ...fact('key', encryption.key, reader),
    ...fact('subscription', subscription, reader),
  ];
}

function factsOf(data: VmCard, reader: Reader): Fact[] {
  const { protection, encryption, now, quarantined = [] } = data;
  const { t } = texts(reader.language);
  const at = protection?.lastBackupAt;
  const last = [at && formatMoment(at, reader, now), lastStatus(protection, reader)].filter(Boolean).join(', ');
  return [
    ...fact('encryption', t(`encryption.kind-${encryption.kind}.message`), reader),
    ...fact('key-vault', encryption.keyVault, reader),
    ...fact('disk-encryption-set', encryption.diskEncryptionSet, reader),
    ...fact('policy', protection?.policy, reader),
    ...fact('last-backup', last, reader),
    ...fact('days', daysText(data, reader), reader),
    ...quarantined.flatMap(({ copy, id, since }) =>
      fact('quarantine', `${copy} (${id}, ${formatMoment(since, reader, now)})`, reader),
    ),
  ];
}

const daySymbols: Record<DayOutcome, string> = { good: '✓', failed: '✗', none: '○', unknown: '·' };

/** A sign for each of the last 30 days, and how many were not good; '' before any was recorded. */
function daysText({ protection, now }: VmCard, reader: Reader): string {
  if (!protection?.days?.length) return '';
  const days = lastDays(protection.days, protection, now);
  const count = (wanted: DayOutcome) => days.filter((day) => day === wanted).length;
  const [failed, none] = [count('failed'), count('none')];
  // Phones break a line at blanks only.
  const strip = (
    days
      .map((day) => daySymbols[day])
      .join('')
      .match(/.{10}/g) ?? []
  ).join(' ');
  return failed + none === 0 ? strip : `${strip} ${texts(reader.language).t('cards.vm.days', { failed, none })}`;
}

/** Result of the last backup in words; unknown results in Azure's spelling. */
function lastStatus(protection: VmCard['protection'], reader: Reader): string {
  const { t, has } = texts(reader.language);
  const status = protection?.lastBackupStatus ?? '';
  return status !== '' && has(`jobs.status.${status}`) ? t(`jobs.status.${status}`) : status;
}

function pointLine(point: VmCard['points'][number], index: number, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  const tiers = point.tiers.map((tier) => t(`common.tier.${tier}`)).join(' + ');
  const words = [t(`common.consistency.${point.consistency}`), tiers].filter((part) => part !== '').join(', ');
  return `**#${index + 1}** ${formatMoment(point.at, reader, now)}, ${words}`;
}
