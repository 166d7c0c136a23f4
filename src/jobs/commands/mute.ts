import { needsToReadVault } from '../../access/access.ts';
import { explainError } from '../../azure/rules/explain-error.ts';
import { once, oncePerActivity } from '../../chat/idempotency.ts';
import { requireRequestId, resolveTarget } from '../../chat/targets.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { formatMoment } from '../../i18n/dates.ts';
import { grammar } from '../../i18n/grammar.ts';
import { parseSpan } from '../../i18n/parse-date.ts';
import { clip, plain } from '../../i18n/plain.ts';
import { named, texts } from '../../i18n/texts.ts';
import { containerKey } from '../../kernel/arm-id.ts';
import type { Answer, Reader } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import { alternation } from '../../kernel/grammar.ts';
import { listSubscriptions } from '../../store/conversations.ts';
import { findNotice, listMutes, lockNotices, openNotices, putMute, removeMute } from '../../store/notices.ts';
import type { Trouble } from '../../store/rules/notice.ts';
import { requireChannelReader } from '../require-channel-reader.ts';
import { endOfMute, failedMeanwhile, longestMuteDays, unreportedFailures } from '../rules/mute.ts';
import { stillWrong } from '../rules/notice.ts';
import { errorNames, isFailedOrWarned, unexplainedError } from '../rules/trouble.ts';

const hour = 3_600_000;
const buttonHours = 4;
const doubleClickMs = 60_000;

type Subject = { kind: 'vm' | 'code'; subject: string; name: string };

/** Silences a machine or an error for a while, or until it is fixed. */
export const mute: Command = {
  spec: {
    ...named('mute'),
    arguments: [{ kind: 'phrase', name: 'what', required: true }],
    sideEffect: 'changes',
    section: 'jobs',
  },
  takes: 'read',

  async run(turn, { args }) {
    const { subject, until } = parseMute(args.what ?? '', turn.services.clock.now(), turn.personal);
    return muteNow(turn, await requireSubject(turn, subject), until);
  },

  verbs: {
    'notice-mute': async (turn) => {
      const { services, incoming } = turn;
      const row = await findNotice(services.store.db, requireRequestId(turn));
      const [first] = row?.machines ?? [];
      if (!row || !first || row.conversation_id !== incoming.place.conversationId) throw new CodedError('stale-card');
      await services.access.require(incoming.from.objectId, needsToReadVault(row.vault_id), false);
      const [code = unexplainedError] = errorNames(row.trouble);
      const name = row.trouble.error?.title || (code === unexplainedError ? noReasonIn(turn) : code);
      // A post about one machine without a reason is muted by machine; one about several by the missing reason.
      const subject: Subject =
        code === unexplainedError && row.machines.length === 1
          ? { kind: 'vm', subject: first.container, name: first.vm }
          : { kind: 'code', subject: code, name };
      return muteNow(turn, subject, new Date(services.clock.now().getTime() + buttonHours * hour));
    },
  },
};

export const unmute: Command = {
  spec: {
    ...named('unmute'),
    arguments: [{ kind: 'phrase', name: 'muted', required: true }],
    sideEffect: 'changes',
    section: 'jobs',
  },
  takes: 'read',

  async run(turn, { args }) {
    const { services, incoming, shared } = turn;
    const given = args.muted ?? '';
    await requireChannelReader(services, incoming);
    return once(turn, async (tx) => {
      const { conversationId } = incoming.place;
      const wanted = given.toLowerCase();
      const open = await lockNotices(tx, services.log, conversationId);
      const hit = (await listMutes(tx.db, services.log, conversationId)).find(
        ({ name, subject }) => name.toLowerCase() === wanted || subject === wanted,
      );
      if (!hit) throw new CodedError('mute-nothing', { name: given });
      await removeMute(tx, hit);
      tx.audit({ actor: incoming.from, event: 'mute.ended', details: { conversationId, name: hit.name } });
      const { t } = texts(shared.language);
      const name = plain(hit.name);
      const count = unreportedFailures(hit, open).length;
      const said = [t('notify.unmuted', { name }), ...(count > 0 ? [t('notify.held-back', { name, count })] : [])];
      return { kind: 'reply', body: { text: said.join(' ') } };
    });
  },
};

const { untilFixed, lasting, within } = grammar;
const mutePattern = new RegExp(
  `^(?<subject>\\S.*?)\\s+(?:(?<fixed>${alternation(untilFixed)})|(?:(?:${alternation(lasting)})\\s+)?(?<span>(?:(?:${alternation(within)})\\s+)?\\d+\\s*\\p{L}+\\.?))$`,
  'iu',
);

/** Parses `sql-01 4h`, `sql-01 until fixed`, `400136 2 days`. */
function parseMute(text: string, now: Date, { timeZone }: Reader): { subject: string; until: Date | null } {
  const parts = mutePattern.exec(text.trim())?.groups;
  if (!parts?.subject) throw new CodedError('mute-unreadable', { given: text });
  if (parts.fixed) return { subject: parts.subject, until: null };
  const until = parseSpan(parts.span ?? '', { now, timeZone, direction: 'future' });
  if (!until) throw new CodedError('mute-unreadable', { given: text });
  if (until <= now) throw new CodedError('mute-no-time', { subject: parts.subject });
  if (until.getTime() - now.getTime() > longestMuteDays * 24 * hour) throw new CodedError('mute-too-long', {});
  return { subject: parts.subject, until };
}

/** Resolves the subject: an error as an open post shows it, an error by name or number, or else a machine. */
async function requireSubject(turn: Turn<'text'>, given: string): Promise<Subject> {
  const { services, incoming } = turn;
  const { conversationId } = incoming.place;
  const readable = new Set((await services.inventory.vaults()).map(({ id }) => id.toLowerCase()));
  const open = await openNotices(services.store.db, services.log, conversationId);
  const shownHere = open.find(
    ({ vault_id, trouble }) => readable.has(vault_id.toLowerCase()) && isCalled(trouble, given, noReasonIn(turn)),
  );
  const [code] = shownHere ? errorNames(shownHere.trouble) : [];
  if (code) return { kind: 'code', subject: code, name: given };
  const known = explainError({ title: given, code: given });
  const rows = await listSubscriptions(services.store.db, { conversationId });
  if (known) {
    const [vault] = rows.filter(({ vault_id }) => readable.has(vault_id.toLowerCase()));
    if (!vault) throw new CodedError('subscribe-nothing', { name: given });
    return { kind: 'code', subject: known.id, name: given };
  }
  const target = await resolveTarget(turn, given);
  await services.access.require(incoming.from.objectId, needsToReadVault(target.vault.id), false);
  return { kind: 'vm', subject: containerKey(target.item.containerName), name: target.item.vmName };
}

/** Posts truncate a long title, so a prefix matches. */
function isCalled(trouble: Trouble, given: string, noReasonHere: string): boolean {
  const wanted = given.toLowerCase();
  if (wanted === noReasonHere.toLowerCase()) return errorNames(trouble).includes(unexplainedError);
  return errorNames(trouble).includes(wanted) || clip(trouble.error?.title ?? '', 80).toLowerCase() === wanted;
}

/** The text with which posts here say that there is no reason. */
function noReasonIn({ shared }: Pick<Turn, 'shared'>): string {
  return texts(shared.language).t('notify.why.unknown');
}

function muteNow(turn: Turn<'text' | 'action'>, { kind, subject, name }: Subject, until: Date | null) {
  const { services, incoming, shared } = turn;
  const { conversationId } = incoming.place;
  // The message stays as it is: its button mutes again once the mute has ended.
  return oncePerActivity(turn, async (tx): Promise<Answer> => {
    // A watch records in mutes what they held back, and takes this lock before it reads them.
    const notices = await lockNotices(tx, services.log, conversationId);
    const known = (await listMutes(tx.db, services.log, conversationId)).find((each) => each.subject === subject);
    const standing = known && endOfMute(known) > tx.now() ? known : undefined;
    if (incoming.kind === 'action' && standing && coversAlready(standing.until, until)) return { kind: 'nothing' };
    const open = notices.filter(({ trouble }) => isFailedOrWarned(trouble) && errorNames(trouble).includes(subject));
    // Machines that already fail with it have to recover before it counts as fixed.
    const failing = open.flatMap((notice) => stillWrong(notice).map(({ container }) => container));
    const held = known ? [...failedMeanwhile(known)] : [];
    await putMute(tx, {
      conversation_id: conversationId,
      kind,
      subject,
      name,
      until,
      machines: until ? held : kind === 'vm' ? [subject] : [...new Set([...held, ...failing])],
      by_name: incoming.from.name,
      created_at: tx.now(),
    });
    tx.audit({
      actor: incoming.from,
      event: 'mute.set',
      details: { conversationId, name, until: until?.toISOString() ?? 'fixed' },
    });
    const { t } = texts(shared.language);
    const said = { name: plain(name) };
    const text = until
      ? t('notify.muted', { ...said, when: formatMoment(until, shared, tx.now()) })
      : t('notify.muted-fixed', { ...said, days: longestMuteDays });
    return { kind: 'reply', body: { text } };
  });
}

/** A second click adds nothing, and a button must not shorten a mute that somebody typed. */
function coversAlready(standing: Date | null, wanted: Date | null): boolean {
  return standing === null || (wanted !== null && standing.getTime() >= wanted.getTime() - doubleClickMs);
}
