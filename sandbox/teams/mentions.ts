import type { Mention } from './chat.ts';
import type { Roster } from './roster.ts';

const tag = /<at>([^<]*)<\/at>/g;

/** Everyone who can be mentioned: people and the bot. */
export function mentionable(roster: Roster): Mention[] {
  return [
    { id: roster.bot.teamsId, name: roster.bot.name },
    ...roster.people.map((one) => ({ id: one.teamsId, name: one.name })),
  ];
}

/** Channels and tags, which people can mention too; the bot doesn't hear of those. */
function addressable(roster: Roster): Mention[] {
  const channels = roster.conversations.filter(({ kind }) => kind === 'channel');
  return [...mentionable(roster), ...roster.tags, ...channels.map(({ id, name }) => ({ id, name }))];
}

/**
 * Reads a typed message. "<at>Name</at>" (from completion) and a leading "@Strongroom" are mentions; any other "@" is
 * plain text, as in Teams.
 */
export function readTyped(roster: Roster, typed: string): { text: string; mentions: Mention[] } {
  const lead = `@${roster.bot.name}`;
  const isLead =
    typed.slice(0, lead.length).toLowerCase() === lead.toLowerCase() && !/^\w/.test(typed.slice(lead.length));
  const text = isLead ? `<at>${roster.bot.name}</at>${typed.slice(lead.length)}` : typed;
  const known = addressable(roster);
  const mentions: Mention[] = [];
  const cleaned = text.replace(tag, (all, name: string) => {
    const mention = known.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!mention) return `@${name}`;
    mentions.push(mention);
    return all;
  });
  return { text: cleaned, mentions };
}

/**
 * Checks the mention entities of a message from the bot, as Teams does.
 * @returns the mentions, or the reason why Teams would refuse the message
 */
export function checkMentions(
  roster: Roster,
  entities: unknown,
  within: string,
): { mentions: Mention[] } | { refused: string } {
  const mentions: Mention[] = [];
  for (const entity of Array.isArray(entities) ? entities : []) {
    if (!isRecord(entity) || entity.type !== 'mention') continue;
    const text = entity.text;
    if (typeof text !== 'string' || !within.includes(text)) {
      return { refused: `the mention text ${JSON.stringify(text)} does not occur in the message` };
    }
    // Reported (BotBuilder-MicrosoftTeams 199, botbuilder-js 2111): mention texts are validated. Modelled: which ones
    // fail.
    if (!/^<at>[^<>*_~`[\]\\]*[^<>*_~`[\]\\\s][^<>*_~`[\]\\]*<\/at>$/.test(text)) {
      return { refused: `the mention text ${JSON.stringify(text)} is not valid` };
    }
    const id = isRecord(entity.mentioned) ? entity.mentioned.id : undefined;
    const mention = mentionable(roster).find(
      (one) => one.id === id || roster.people.some((p) => p.objectId === id && p.teamsId === one.id),
    );
    if (!mention) return { refused: `the mentioned id ${JSON.stringify(id)} is not a member of the conversation` };
    mentions.push(mention);
  }
  return { mentions };
}

/** The message as plain text: mention tags become names. */
export function plainText(text: string): string {
  return text.replace(tag, '$1');
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
