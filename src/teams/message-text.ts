import { asArray, recordOf, textOf, type WireActivity } from './wire-activity.ts';

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/**
 * What was typed, without the mentions of the bot. They are found by entity, not by name: a VM may be called like the
 * bot. Teams splits a name of several words into several mentions, each with its own entity.
 */
export function parseText(activity: WireActivity, botId: string): string {
  let text = textOf(activity.text) ?? '';
  for (const entity of asArray(activity.entities).map(recordOf)) {
    const mentioned = recordOf(entity.mentioned);
    if (textOf(entity.type)?.toLowerCase() !== 'mention' || mentioned.id !== botId) continue;
    const tag = textOf(entity.text) ?? `<at>${textOf(mentioned.name) ?? ''}</at>`;
    text = text.replaceAll(tag, ' ');
  }
  return decode(text).trim();
}

/** One pass, so that an encoded ampersand is not decoded twice. Anything unknown stays as it was typed. */
function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi, (whole, decimal, hex, name) => {
    if (name) return named[name.toLowerCase()] ?? whole;
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
