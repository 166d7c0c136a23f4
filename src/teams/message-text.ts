import { asObject } from '../kernel/json-object.ts';
import { asArray, textOf, type WireActivity } from './wire-activity.ts';

export type SaidText = {
  /** The text, with mentions of others as names. */
  text: string;
  /** The text without those mentions; absent if there are none. */
  withoutMentions?: string;
};

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Marks the number of a mention during parsing. A private-use character, and removed from typed text. */
const mark = '\u{f0001}';
const markedMention = new RegExp(`${mark}(\\d+)${mark}`, 'gu');
/** Mentions before the command: `@Anton, @On-call: @Strongroom vm sql-01`. */
const addressed = new RegExp(`^(?:[\\s,;:]|&nbsp;)*(?:${mark}\\d+${mark}(?:[\\s,;:]|&nbsp;)*)+`, 'u');

/** Position of a quoted message; its content is in an entity. */
const quote = /<quoted\s[^<>]*>/gi;
/** An emoji without a character in the client: its text is the picture's. */
const picture = /<img\b[^<>]*>/gi;

/** A forwarded message follows the sender's own text, and is marked as such only in the HTML copy. */
const quotedBlock = /<blockquote\b[^<>]*>/gi;
const forwarded = 'schema.skype.com/forward';

/** The name in a mention; it may contain anything else. */
const mentionTag = /<at\b[^<>]*>((?:(?!<\/?at\b)[\s\S])*)<\/at>/gi;

/**
 * The typed text, without mentions of the bot, quotes, and people addressed before the command. Mentions are found
 * by entity, not by name: a VM may be called like the bot. Teams splits a name of several words into several
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

/** The mentioned people by name. An entity has the name inside a tag, or with its characters not encoded. */
function mentionsOf(entities: unknown): Map<string, unknown> {
  const ids = new Map<string, unknown>();
  for (const entity of asArray(entities).map(asObject)) {
    if (textOf(entity.type)?.toLowerCase() !== 'mention') continue;
    const { id = '', name } = asObject(entity.mentioned);
    const [, told = textOf(name) ?? ''] = [...(textOf(entity.text) ?? '').matchAll(mentionTag)][0] ?? [];
    for (const each of [told, decode(told)]) if (!ids.has(each)) ids.set(each, id);
  }
  return ids;
}

function withoutForwarded(text: string, attachments: unknown): string {
  const html =
    textOf(
      asArray(attachments)
        .map(asObject)
        .find(({ contentType }) => contentType === 'text/html')?.content,
    ) ?? '';
  const block = [...html.matchAll(quotedBlock)].find(([tag]) => tag.toLowerCase().includes(forwarded));
  if (!block) return text;
  const [body = ''] = html.slice(block.index + block[0].length).split(/<\/blockquote>/i, 1);
  const letters = (given: string) => decode(given).replace(/\s/g, '');
  const passedOn = letters(body.replace(/<[^<>]*>/g, ''));
  const all = letters(text);
  if (!all.endsWith(passedOn)) return text;
  // White space and entities differ between the two copies, so the sender's own characters are counted.
  let own = all.length - passedOn.length;
  let end = 0;
  for (const [part] of text.matchAll(/&#?\w{1,8};|[\s\S]/g)) {
    own -= letters(part).length;
    if (own < 0) break;
    end += part.length;
  }
  return text.slice(0, end);
}

/** One pass, so that an encoded ampersand is not decoded twice. Unknown entities stay as typed. */
function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi, (whole, decimal, hex, name) => {
    if (name) return named[name.toLowerCase()] ?? whole;
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
