import { type AuditRecord, detailsInShort } from './audit-lines.ts';

/**
 * One page for people: who, what, when, and where each row stands in the chain. No script, no address, no style from
 * elsewhere. In parts, as it may be larger than the memory.
 */
export const auditPage = {
  begin: (title: string, verdict: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>body{font:14px/1.4 system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}code{font-size:11px;word-break:break-all}</style>
<h1>${escaped(title)}</h1>
<p>${escaped(verdict)}</p>
<table>
<thead><tr><th>Row</th><th>Time (UTC)</th><th>Who</th><th>What</th><th>About</th><th>Details</th><th>Plan</th><th>Hash</th></tr></thead>
<tbody>
`,
  row: (row: AuditRecord) =>
    `<tr><td>${row.seq}</td><td>${row.at.toISOString()}</td><td>${escaped(row.actor_name ?? 'Strongroom')}<br><small>${escaped(row.actor_oid ?? '')}</small></td>` +
    `<td>${escaped(row.event)}</td><td>${escaped([row.request_id, row.vm_name].filter(Boolean).join(', '))}</td>` +
    `<td>${escaped(detailsInShort(row.details))}</td><td><code>${escaped((row.plan_hash ?? '').slice(0, 16))}</code></td><td><code>${escaped(row.hash)}</code></td></tr>\n`,
  end: '</tbody>\n</table>\n</html>\n',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
