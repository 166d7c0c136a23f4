import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';

const emulated =
  /(^|\.)(management\.azure\.com|login\.microsoftonline\.com|vault\.azure\.net|managedhsm\.azure\.net|blob\.core\.windows\.net|graph\.microsoft\.com)$/;

/**
 * HTTP client for the sandbox's bot: calls to Azure go to the local one on 127.0.0.1, and no others go anywhere. The
 * real host is in x-emulated-host, so that addresses in answers look real.
 */
export function loopbackClient(port: number): HttpClient {
  const inner = createDefaultHttpClient();
  return {
    async sendRequest(request) {
      const real = request.url;
      const { hostname, host, pathname, search } = new URL(real);
      if (!emulated.test(hostname)) throw new Error(`the sandbox reaches no ${hostname}`);
      request.headers.set('x-emulated-host', host);
      request.url = `http://127.0.0.1:${port}${pathname}${search}`;
      request.allowInsecureConnection = true;
      // A proxy or TLS agent set from the environment would send the call elsewhere.
      delete request.agent;
      delete request.proxySettings;
      try {
        return await inner.sendRequest(request);
      } finally {
        request.url = real;
      }
    },
  };
}
