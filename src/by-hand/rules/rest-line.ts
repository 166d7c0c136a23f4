import { sh } from '../../kernel/quote.ts';

export type RestCall = {
  method: 'get' | 'put' | 'post' | 'patch' | 'delete';
  url: string;
  body?: unknown;
  /** A file that holds the body instead. */
  file?: string;
  /** Whom the token is for, where that is not Resource Manager. */
  resource?: string;
  headers?: Readonly<Record<string, string>>;
};

/** Of Azure Backup. */
export const backupVersion = '2023-06-01';

/** The address of an ARM id. Azure's own, whatever cloud `az` is logged in to: a path alone is completed by it. */
export function armUrl(id: string, apiVersion: string): string {
  return `${id}?api-version=${apiVersion}`;
}

/** An id in an address: a semicolon is percent-encoded, as Azure's own tools send it, and so are letters outside ASCII. */
export function pathOf(id: string): string {
  return id.replace(/\P{ASCII}+/gu, encodeURIComponent).replaceAll(';', '%3B');
}

/** A request in PowerShell, whose cmdlet gives a refusal back as any other answer. The answer is $sent. */
export function sendPs(call: string): string {
  return `$sent = Invoke-AzRestMethod ${call}; if ($sent.StatusCode -ge 300) { throw $sent.Content }`;
}

export function restLine({ method, url, body, file, resource, headers = {} }: RestCall): string {
  return [
    `az rest --method ${method}`,
    `--url ${sh(url)}`,
    ...(resource ? [`--resource ${sh(resource)}`] : []),
    ...Object.entries(headers).map(([name, value]) => `--headers ${sh(`${name}=${value}`)}`),
    ...(file === undefined ? [] : [`--body @${file}`]),
    ...(body === undefined ? [] : [`--body ${sh(JSON.stringify(body))}`]),
  ].join(' ');
}
