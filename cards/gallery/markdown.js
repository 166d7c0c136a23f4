/** The subset of Markdown that Teams reads in cards, with backslash escapes, as safe HTML. */
export function toHtml(text) {
  const kept = [];
  const keep = (html) => `\ue000${kept.push(html) - 1}\ue000`;
  return escapeHtml(
    text.replaceAll('\ue000', '').replace(/\\([\\`*_~[\]<>|#+.)-])/g, (_, mark) => keep(escapeHtml(mark))),
  )
    .replace(/&amp;(amp|lt|gt|quot|#\d+);/g, '&$1;')
    .replace(/\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g, '<a href="$2" rel="noreferrer">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\*([^*]+)\*/g, '<em>$1</em>')
    .replace(/(?<!\w)_([^_]+)_(?!\w)/g, '<em>$1</em>')
    .replace(/\n\n/g, '<br>')
    .replace(/\ue000(\d+)\ue000/g, (_, index) => kept[Number(index)] ?? '');
}

function escapeHtml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
