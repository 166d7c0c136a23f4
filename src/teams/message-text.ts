import { asArray, recordOf, textOf, type WireActivity } from './wire-activity.ts';

export type SaidText = {
  /** Mentions of others are their names. */
  text: string;
  /** Without those mentions; absent where there are none. */
  withoutMentions?: string;
};

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Stands around the number of a mention while a text is read. A private character, and taken out of what was typed. */
const mark = '\u{f0001}';
const markedMention = new RegExp(`${mark}(\\d+)${mark}`, 'gu');
/** Who is addressed before the command: `@Anton, @On-call: @Strongroom vm sql-01`. */
const addressed = new RegExp(`^(?:[\\s,;:]|&nbsp;)*(?:${mark}\\d+${mark}(?:[\\s,;:]|&nbsp;)*)+`, 'u');

/** Where a message quotes another one. What it says stands beside it, in an entity. */
const quote = /<quoted\s[^<>]*>/gi;
/** An emoji that a client has no character for: its words are the picture's. */
const picture = /<img\b[^<>]*>/gi;

/** A message that is passed on stands behind what was said to it, and marked as such only in the copy as HTML. */
const quotedBlock = /<blockquote\b[^<>]*>/gi;
const forwarded = 'schema.skype.com/forward';

/** Of one mention; a name may hold anything else. */
const mentionTag = /<at\b[^<>]*>((?:(?!<\/?at\b)[\s\S])*)<\/at>/gi;

/**
 * What was typed, without the mentions of the bot, quotes, and whoever is addressed before the command. Mentions are
 * found by entity, not by name: a VM may be called like the bot. Teams splits a name of several words into several
 * mentions, each with its own entity.
 */
export function parseText(activity: WireActivity, botId: string): SaidText {
  const mentions = mentionsOf(activity.entities);
  const others: string[] = [];
  const text = withoutForwarded(textOf(activity.text) ?? '', activity.attachments)
    .replaceAll(mark, '')
    .replace(mentionTag, (tag, name) => {
      const id = mentions.get(name) ?? mentions.get(decode(name));
      if (id === undefined) return tag;
      return id === botId ? ' ' : ` ${mark}${others.push(name) - 1}${mark} `;
    })
    .replace(quote, ' ')
    .replace(picture, (tag) => ` ${/\salt="([^"]*)"/i.exec(tag)?.[1] ?? ''} `)
    .replace(addressed, '');
  const replaceMentions = (by: (index: number) => string) =>
    decode(text.replace(markedMention, (_, index) => by(Number(index)))).trim();
  const said = replaceMentions((index) => others[index] ?? '');
  return text.includes(mark) ? { text: said, withoutMentions: replaceMentions(() => ' ') } : { text: said };
}

/** Who is mentioned by which name, which an entity tells within a tag, or with its signs not encoded. */
function mentionsOf(entities: unknown): Map<string, unknown> {
  const ids = new Map<string, unknown>();
  for (const entity of asArray(entities).map(recordOf)) {
    if (textOf(entity.type)?.toLowerCase() !== 'mention') continue;
    const { id = '', name } = recordOf(entity.mentioned);
    const [, told = textOf(name) ?? ''] = [...(textOf(entity.text) ?? '').matchAll(mentionTag)][0] ?? [];
    for (const each of [told, decode(told)]) if (!ids.has(each)) ids.set(each, id);
  }
  return ids;
}

function withoutForwarded(text: string, attachments: unknown): string {
  const html =
    textOf(
      asArray(attachments)
        .map(recordOf)
        .find(({ contentType }) => contentType === 'text/html')?.content,
    ) ?? '';
  const block = [...html.matchAll(quotedBlock)].find(([tag]) => tag.toLowerCase().includes(forwarded));
  if (!block) return text;
  const [body = ''] = html.slice(block.index + block[0].length).split(/<\/blockquote>/i, 1);
  const letters = (given: string) => decode(given).replace(/\s/g, '');
  const passedOn = letters(body.replace(/<[^<>]*>/g, ''));
  const all = letters(text);
  if (!all.endsWith(passedOn)) return text;
  // White space and entities are not the same in both, so what is one's own is counted off.
  let own = all.length - passedOn.length;
  let end = 0;
  for (const [part] of text.matchAll(/&#?\w{1,8};|[\s\S]/g)) {
    own -= letters(part).length;
    if (own < 0) break;
    end += part.length;
  }
  return text.slice(0, end);
}

/** One pass, so that an encoded ampersand is not decoded twice. Anything unknown stays as it was typed. */
function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi, (whole, decimal, hex, name) => {
    if (name) return named[name.toLowerCase()] ?? whole;
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
