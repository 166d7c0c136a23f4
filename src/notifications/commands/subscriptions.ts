import type { Command } from '../../chat/command.ts';
import { named } from '../../i18n/command-words.ts';
import { formatMoment } from '../../i18n/dates.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import { listMutes } from '../../store/notices.ts';
import { listSubscriptions } from '../../store/subscriptions.ts';
import { digestTime } from '../digest-schedule.ts';
import { endOfMute } from '../rules/mute.ts';
import { unreadTexts } from '../unread-vaults.ts';

/** What is told here, which of it cannot be read, what is muted, and when the digest comes. */
export const subscriptions: Command = {
  spec: {
    ...named('subscriptions'),
    arguments: [],
    sideEffect: 'none',
    section: 'jobs',
  },
  takes: 'read',

  async run({ services, incoming, channel, shared }) {
    const { t } = texts(shared.language);
    const { db } = services.store;
    const { conversationId } = incoming.place;
    const now = services.clock.now();
    const all = await listSubscriptions(db, { conversationId });
    // What an administrator has taken out of the channel since is not told here, nor spoken of.
    const rows = all.filter(({ vault_id }) => channel.covers(vault_id));
    const silent = all.length - rows.length;
    const muted = (await listMutes(db, services.log, conversationId)).filter((row) => endOfMute(row) > now);
    const time = await digestTime(db, conversationId);
    const names = rows.map(({ name, what }) => t(`notify.list-${what}`, { name: plain(name) })).join(', ');
    const mutes = muted.map((row) => {
      const when = formatMoment(endOfMute(row), shared, now);
      const params = { name: plain(row.name), person: plain(row.by_name), when };
      return t(row.until ? 'notify.list-mute' : 'notify.list-mute-fixed', params);
    });
    const unread = await unreadTexts(
      services,
      rows.map(({ vault_id }) => vault_id),
      shared,
    );
    const text = [
      ...(all.length === 0 ? [t('notify.list-none')] : []),
      ...(rows.length > 0 ? [t('notify.list', { names })] : []),
      ...(silent > 0 ? [t('notify.list-silent', { count: silent })] : []),
      ...unread,
      ...(mutes.length > 0 ? [t('notify.list-mutes', { names: mutes.join(' · ') })] : []),
      ...(time ? [t('notify.list-digest', { time })] : []),
    ].join('\n\n');
    return { kind: 'reply', body: { text } };
  },
};
