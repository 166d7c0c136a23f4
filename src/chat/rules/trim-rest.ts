/**
 * Free text such as a reason: without quotes around the whole and without the full stop a phone puts behind two spaces.
 * A question mark stays, it belongs to a question.
 */
export function trimRest(text: string): string {
  const bare = trimEnds(text);
  const inside = /^(?<quote>["'])(?<inside>.*)\k<quote>$/.exec(bare)?.groups?.inside;
  return inside === undefined || /["]/.test(inside) ? bare : trimEnds(inside);
}

function trimEnds(text: string): string {
  return text
    .trim()
    .replace(/^[\s:,-]+/, '')
    .replace(/[\s.,;:!-]+$/, '');
}
