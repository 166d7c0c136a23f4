const token =
  /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_$][\w$]*|-?\d[\d.eE+-]*|\S/g;

/**
 * JSON as Resource Manager reads it, which is more than JSON: comments, names without quotes, quotes of either kind,
 * strings over several lines, a comma before the end. The Azure CLI puts the text of a template into its request as it
 * stands in the file, under a name without quotes (azure-cli, JSONSerializer of its deployments).
 * @throws SyntaxError
 */
export function parseRelaxedJson(text: string): unknown {
  const tokens = (text.replace(/^\uFEFF/, '').match(token) ?? []).filter((one) => !/^\/[/*]/.test(one));
  const strict = tokens.flatMap((one, index) => {
    const next = tokens[index + 1] ?? '';
    if (one === ',' && (next === '}' || next === ']')) return [];
    if (one.startsWith("'"))
      return [
        quote(
          one
            .slice(1, -1)
            .replace(/\\'/g, "'")
            .replace(/(?<!\\)"/g, '\\"'),
        ),
      ];
    if (one.startsWith('"')) return [quote(one.slice(1, -1))];
    return [next === ':' && /^[A-Za-z_$]/.test(one) ? quote(one) : one];
  });
  return JSON.parse(strict.join(' '));
}

/** Within a string of JSON an end of line is written, not made. */
function quote(inner: string): string {
  return `"${inner.replaceAll('\r', '\\r').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
}
