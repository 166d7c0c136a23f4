// Runs in the folder that oav.ts installs oav into. No TypeScript: oav is no dependency of the project.
import { readFileSync } from 'node:fs';
import { LiveValidator } from 'oav/dist/lib/liveValidation/liveValidator.js';

const { directory, exchanges } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const validator = new LiveValidator({
  directory,
  swaggerPathsPattern: ['**/*.json'],
  excludedSwaggerPathsPattern: ['**/examples/**/*', '**/common-types/**/*'],
  checkUnderFileRoot: false,
  loadValidatorInBackground: false,
  git: { shouldClone: false },
});
await validator.initialize();

/** Documents of one version stand for all: which the bot asks for is the client's to say. */
const versions = [
  '2023-06-01',
  '2023-09-01',
  '2023-04-02',
  '2023-07-01',
  '2023-01-01',
  '2022-12-01',
  '2022-04-01',
  '2015-07-01',
  '2023-11-01',
  '2023-01-31',
  '7.4',
];
const unfound = /^OPERATION_NOT_FOUND/;

for (const { liveRequest, liveResponse } of exchanges) {
  const url = new URL(liveRequest.url);
  const asked = url.searchParams.get('api-version') ?? '';
  let found;
  // Key Vault's own versions are of another kind, and a path of it is none of Resource Manager's.
  for (const version of asked.startsWith('7.') ? ['7.4'] : new Set([asked, ...versions])) {
    url.searchParams.set('api-version', version);
    const query = Object.fromEntries(url.searchParams);
    const result = await validator.validateLiveRequestResponse({
      liveRequest: { ...liveRequest, url: url.href, query },
      liveResponse,
    });
    const { requestValidationResult: request, responseValidationResult: response } = result;
    const thrown = request.runtimeException ?? response.runtimeException ?? result.runtimeException;
    if (request.errors.some(({ code }) => unfound.test(code))) continue;
    if (thrown && unfound.test(thrown.code ?? '')) continue;
    if (asked.startsWith('7.') && request.operationInfo?.operationId === 'Resources_GetById') continue;
    found = { operation: request.operationInfo?.operationId, thrown, request, response };
    break;
  }
  const line = { method: liveRequest.method, path: url.pathname, status: liveResponse.statusCode };
  const issues = (from, { errors = [] }) =>
    errors.map(({ code, message, pathsInPayload, jsonPathsInPayload }) => ({
      from,
      code,
      message,
      at: (jsonPathsInPayload ?? pathsInPayload ?? []).join(' '),
    }));
  process.stdout.write(
    `${JSON.stringify({
      ...line,
      operation: found?.operation ?? '',
      thrown: found?.thrown?.message ?? '',
      issues: found ? [...issues('request', found.request), ...issues('response', found.response)] : [],
    })}\n`,
  );
}
