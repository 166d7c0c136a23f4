import type { TokenCredential } from '@azure/core-auth';
import packageJson from '../../package.json' with { type: 'json' };
import { teamsTexts } from '../../src/i18n/teams-texts.ts';
import type { Answer, Incoming, Person, Place } from '../../src/kernel/chat.ts';
import type { Config } from '../../src/kernel/config/config.ts';
import { createLog } from '../../src/kernel/telemetry/log.ts';
import { createTeams } from '../../src/teams/teams.ts';
import { TeamsError } from '../../src/teams/teams-error.ts';
import { cardOf, edited, page, personal, probes } from './cards.ts';

export const clients = ['desktop', 'web', 'ios', 'android'] as const;
export type Client = (typeof clients)[number];

/** What came of the posts in one place on one client. */
type Column = { refused: Map<number, number>; tapped: Map<number, string>; saw: Set<number>; rang: Set<number> };

export const help = `Type in a channel or a chat with me: start ${clients.join(' | ')}: I post ${probes.length} messages, as on that client.
Do there what each says. Then tick what you saw and what your device told you of: saw 1-12 14 rang 1 2. At last: report.`;

export type Probing = { address: string; report(): string; close(): Promise<void> };

/** A bot that speaks to Teams as Strongroom does, posts probes, and notes what comes back from which client. */
export async function startProbing(
  config: Parameters<typeof createTeams>[0]['config'] & Pick<Config, 'logLevel'>,
  credential: TokenCredential,
  onReport: (report: string) => void,
): Promise<Probing> {
  const columns = new Map<string, Column>();
  /** Client that each person uses now, as they said. */
  const using = new Map<string, Client>();
  const references = new Map<string, unknown>();
  const teams = createTeams({
    config,
    credential,
    log: createLog(config.logLevel),
    texts: {
      ...teamsTexts,
      elsewhere: async (_, name) => teamsTexts.elsewhere('en', name),
      passing: () => undefined,
    },
    remember: async ({ place, reference }) => void references.set(place.conversationId, reference),
    findPersonalChat: async () => undefined,
    postLater: async () => undefined,
    deadlineMs: 12_000,
  });

  function columnOf({ from, place }: Pick<Incoming, 'from' | 'place'>, anew = false): Column {
    const name = `${place.kind === 'personal' ? 'chat' : place.kind}, ${using.get(from.objectId) ?? 'unnamed client'}`;
    const known = anew ? undefined : columns.get(name);
    const column = known ?? { refused: new Map(), tapped: new Map(), saw: new Set(), rang: new Set() };
    columns.set(name, column);
    return column;
  }

  const orderOf = ({ conversationId, threadId }: Place) => ({
    reference: references.get(conversationId),
    ...(threadId && { threadId }),
  });

  async function post(place: Place, person: Person, column: Column): Promise<void> {
    for (const [index, { body, targeted }] of probes.entries()) {
      const only = targeted && place.kind !== 'personal' ? { only: person } : {};
      await teams.send({ ...orderOf(place), kind: 'post', body: body(person), ...only }).catch((error: unknown) => {
        if (!(error instanceof TeamsError)) throw error;
        column.refused.set(index + 1, error.status);
      });
    }
  }

  async function said(incoming: Incoming & { kind: 'text' }): Promise<Answer> {
    const [word = '', ...rest] = incoming.text.trim().toLowerCase().split(/\s+/);
    const client = clients.find((one) => one === rest[0]);
    if (word === 'start' && client) {
      using.set(incoming.from.objectId, client);
      await post(incoming.place, incoming.from, columnOf(incoming, true));
      return { kind: 'nothing' };
    }
    if (word === 'saw' || word === 'rang') {
      const column = columnOf(incoming);
      for (const [, kind = '', list = ''] of incoming.text.matchAll(/(saw|rang)([\d\s,-]*)/gi)) {
        for (const number of numbersIn(list)) column[kind.toLowerCase() as 'saw' | 'rang'].add(number);
      }
      return reply('Noted.');
    }
    if (word !== 'report') return reply(help);
    onReport(report());
    return reply('The report is written where I run.');
  }

  async function acted(incoming: Incoming & { kind: 'action' }): Promise<Answer> {
    const { verb, data, via, dialog, messageId, place, refresh } = incoming;
    const probe = Number(data.probe);
    const done = (how: string) => columnOf(incoming).tapped.set(probe, how);
    if (verb === 'view' || refresh) return { kind: 'card', card: personal(probe), text: 'yours' };
    if (verb === 'open') {
      if (!dialog) done('came as a message, without a dialog');
      return {
        kind: 'card',
        card: page(probe, probes[probe - 1]?.name.includes('two') ? 'next' : 'tap'),
        text: 'a dialog',
      };
    }
    if (verb === 'next') return { kind: 'card', card: page(probe, 'tap'), text: 'the second page' };
    done(
      via === 'submit' && !dialog && probes[probe - 1]?.name !== 'Cancel beside a required input'
        ? 'came as a message'
        : '',
    );
    if (probes[probe - 1]?.name === 'an edit' && messageId) {
      const body = { text: `${probe}. edited`, card: edited(probe) };
      await teams.send({ ...orderOf(place), kind: 'edit', activityId: messageId, body });
      return { kind: 'nothing' };
    }
    return via === 'submit' ? { kind: 'nothing' } : { kind: 'notice', text: `${probe} arrived`, card: cardOf([]) };
  }

  const handle = async (incoming: Incoming): Promise<Answer> => {
    if (incoming.kind === 'text') return said(incoming);
    if (incoming.kind === 'action') return acted(incoming);
    columnOf(incoming).tapped.set(Number(incoming.dataset.replace('probe-', '')), '');
    return { kind: 'choices', choices: [{ title: 'sql-01', value: 'sql-01' }] };
  };

  function report(): string {
    const names = [...columns.keys()];
    const lines = probes.map(({ name, tap }, index) => {
      const cells = names.map((column) => cellOf(columns.get(column) as Column, index + 1, tap !== undefined));
      return `| ${index + 1} | ${[name, ...cells].join(' | ')} |`;
    });
    return `# First contact with Teams

Strongroom ${packageJson.version}, ${new Date().toISOString().slice(0, 10)}.

| | | ${names.join(' | ')} |
|---|---|${names.map(() => '---|').join('')}
${lines.join('\n')}
`;
  }

  const address = await teams.listen({
    handle,
    pending: (incoming) => ({ answer: handle(incoming), keep: async () => 'reading', given: async () => undefined }),
  });
  return { address, report, close: () => teams.close() };
}

function cellOf({ refused, tapped, saw, rang }: Column, probe: number, taps: boolean): string {
  const status = refused.get(probe);
  if (status !== undefined) return `refused (${status})`;
  const tap = tapped.get(probe);
  const parts = [
    saw.has(probe) ? 'seen' : '**not seen**',
    ...(taps ? [tap === undefined ? '**tap lost**' : tap === '' ? 'tapped' : `**${tap}**`] : []),
    ...(rang.has(probe) ? ['rang'] : []),
  ];
  return parts.join(', ');
}

/** Numbers and ranges: 1-3 5. */
function numbersIn(list: string): number[] {
  return [...list.matchAll(/(\d+)(?:\s*-\s*(\d+))?/g)].flatMap(([, from, to]) => {
    const last = Math.min(Number(to ?? from), probes.length);
    return Array.from({ length: Math.max(0, last - Number(from) + 1) }, (_, index) => Number(from) + index);
  });
}

function reply(text: string): Answer {
  return { kind: 'reply', body: { text } };
}
