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
const forward = /<blockquote\b[^<>]*schema\.skype\.com\/Forward[^<>]*>([\s\S]*?)<\/blockquote>/i;

/**
 * What was typed, without the mentions of the bot, quotes, and whoever is addressed before the command. Mentions are
 * found by entity, not by name: a VM may be called like the bot. Teams splits a name of several words into several
 * mentions, each with its own entity.
 */
export function parseText(activity: WireActivity, botId: string): SaidText {
  let text = withoutForwarded(textOf(activity.text) ?? '', activity.attachments).replaceAll(mark, '');
  const others: string[] = [];
  for (const entity of asArray(activity.entities).map(recordOf)) {
    if (textOf(entity.type)?.toLowerCase() !== 'mention') continue;
    const mentioned = recordOf(entity.mentioned);
    const name = textOf(mentioned.name) ?? '';
    const tag = textOf(entity.text) ?? `<at>${name}</at>`;
    if (mentioned.id === botId) text = text.replaceAll(tag, ' ');
    else
      text = text.replaceAll(
        tag,
        ` ${mark}${others.push(/^<at[^<>]*>(.*)<\/at>$/.exec(tag)?.[1] ?? name) - 1}${mark} `,
      );
  }
  text = text
    .replace(quote, ' ')
    .replace(picture, (tag) => ` ${/\salt="([^"]*)"/i.exec(tag)?.[1] ?? ''} `)
    .replace(addressed, '');
  const replaceMentions = (by: (index: number) => string) =>
    decode(text.replace(markedMention, (_, index) => by(Number(index)))).trim();
  const said = replaceMentions((index) => others[index] ?? '');
  return text.includes(mark) ? { text: said, withoutMentions: replaceMentions(() => ' ') } : { text: said };
}

function withoutForwarded(text: string, attachments: unknown): string {
  const html = asArray(attachments)
    .map(recordOf)
    .find(({ contentType }) => contentType === 'text/html')?.content;
  const body = forward.exec(textOf(html) ?? '')?.[1];
  if (body === undefined) return text;
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
