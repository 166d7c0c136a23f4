/**
 * Until when, at the latest, Azure keeps a deleted blob that a list with deleted ones names; undefined: it keeps none.
 * The list tells whole days that are left, so the one that has begun is added.
 */
export function parseSoftDeleted(list: string, name: string, now: Date): Date | undefined {
  const kept = [...list.matchAll(/<Blob>([\s\S]*?)<\/Blob>/g)].flatMap(([, blob = '']) => {
    const isIt = unescapeXml(textOf(blob, 'Name')) === name && textOf(blob, 'Deleted') === 'true';
    const days = textOf(blob, 'RemainingRetentionDays');
    return isIt && /^\d{1,4}$/.test(days) ? [Number(days)] : [];
  });
  if (kept.length === 0) return undefined;
  return new Date(now.getTime() + (Math.max(...kept) + 1) * 24 * 60 * 60_000);
}

function textOf(xml: string, member: string): string {
  return new RegExp(`<${member}>([^<]*)</${member}>`).exec(xml)?.[1] ?? '';
}

const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function unescapeXml(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, sign: string) => signs[sign] ?? '');
}
