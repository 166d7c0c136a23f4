/**
 * A JSON object in UTF-8, or in UTF-16 with a NUL behind it as Azure Backup writes its config; undefined for anything
 * else. JSON begins with an ASCII character, which is followed by a zero in UTF-16 and never in UTF-8.
 */
export function parseBlob(bytes: Buffer): Record<string, unknown> | undefined {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(marked || bytes[1] === 0 ? 'utf16le' : 'utf8');
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, '').replace(/\0+$/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
