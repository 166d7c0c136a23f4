/**
 * The Markdown that Teams shows in cards: bold, italic, lists and links, nothing else. All HTML is escaped first, so
 * whatever a text contains stays text.
 */
export function markdownToHtml(text) {
  const blocks = [];
  let list;
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const item = /^\s*(?:([-*+])|(\d+)[.)])\s+(.*)$/.exec(line);
    if (item) {
      const tag = item[1] ? 'ul' : 'ol';
      if (list?.tag !== tag) {
        list = { tag, start: item[2] ?? '1', items: [] };
        blocks.push(list);
      }
      list.items.push(inline(item[3]));
    } else {
      list = undefined;
      blocks.push(inline(line));
    }
  }
  return blocks
    .map((block, index) => {
      if (typeof block === 'string') return typeof blocks[index + 1] === 'string' ? `${block}<br>` : block;
      const start = block.tag === 'ol' && block.start !== '1' ? ` start="${block.start}"` : '';
      return `<${block.tag}${start}>${block.items.map((one) => `<li>${one}</li>`).join('')}</${block.tag}>`;
    })
    .join('');
}

export function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function inline(text) {
  // Escaped signs and links are set aside, so that what they contain is not taken for emphasis.
  const kept = [];
  const keep = (html) => `\uE000${kept.push(html) - 1}\uE000`;
  return escapeHtml(
    text
      .replaceAll('\uE000', '')
      .replace(/\\([\\`*_{}[\]()#+.!|~<>-])/g, (_all, sign) => `\uE001${sign.charCodeAt(0)}\uE001`),
  )
    .replace(/\uE001(\d+)\uE001/g, (_all, code) => keep(escapeHtml(String.fromCharCode(Number(code)))))
    .replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, (_all, words, address) =>
      keep(`<a href="${address}" target="_blank" rel="noreferrer noopener">${emphasize(words)}</a>`),
    )
    .replace(/^.*$/s, emphasize)
    .replace(/\uE000(\d+)\uE000/g, (_all, index) => kept[Number(index)])
    .replace(/\uE000(\d+)\uE000/g, (_all, index) => kept[Number(index)]);
}

function emphasize(text) {
  return text
    .replace(/\*\*(?=\S)(.+?)(?<=\S)\*\*/g, '<strong>$1</strong>')
    .replace(/(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])/g, '<em>$1</em>')
    .replace(/(?<![\w_])_(?=[^\s_])(.+?)(?<=[^\s_])_(?![\w_])/g, '<em>$1</em>');
}
