import { api } from './api.js';
import { fill, h, uniqueId } from './dom.js';

const azureKinds = [
  ['throttle', 'Throttle (429, wait in the text)'],
  ['error', 'Fail with 500'],
  ['delay', 'Answer 5 s late'],
  ['drop-answer', 'Act, never answer'],
  ['reset-after', 'Act, then cut the line'],
  ['reset-before', 'Cut the line before acting'],
  ['truncate', 'Act, send half the answer'],
];
const teamsKinds = [
  ['429', 'Throttle (429)'],
  ['412', 'Precondition failed (412)'],
  ['502', 'Bad gateway (502)'],
  ['504', 'Gateway time-out (504)'],
  ['403', 'Bot is blocked (403)'],
];

/** Plants faults in Azure and in Teams, and shows those that wait. */
export function faultsSection() {
  const waiting = h('ul', { class: 'things' });
  const none = h('p', { class: 'soft' }, 'None. Everything works.');
  const azure = planter('Azure', azureKinds, 'calls whose path contains', (kind, path, times) =>
    api('POST', '/api/azure/faults', {
      match: { ...(path && { path }) },
      do: kind,
      ...(times > 0 && { times }),
      ...(kind === 'drop-answer' && { seconds: 5 }),
    }),
  );
  const teams = planter('Teams', teamsKinds, 'calls whose path contains', (kind, path, times) =>
    api('POST', '/api/teams/faults', {
      status: Number(kind),
      ...(path && { path }),
      times,
      ...(kind === '429' && { retryAfter: 2 }),
    }),
  );
  let key;

  async function refresh() {
    const [inAzure, inTeams, short] = await Promise.all([
      api('GET', '/api/azure/faults'),
      api('GET', '/api/teams/faults'),
      api('GET', '/api/azure/capacity'),
    ]);
    const left = (fault) => (fault.times ? ` ${fault.hits} of ${fault.times}` : ` ${fault.hits} so far`);
    const all = [
      ...inAzure.map((one) => ({
        where: 'azure',
        id: one.id,
        text: `Azure: ${one.do} ${one.match.path ?? 'any call'},${left(one)}`,
      })),
      ...inTeams
        .filter((one) => one.times === 0 || one.hits < one.times)
        .map((one) => ({
          where: 'teams',
          id: one.id,
          text: `Teams: ${one.status} ${one.path ?? 'any call'},${left(one)}`,
        })),
    ];
    if (short.length > 0) {
      const sizes = short.map((one) => `${one.size} (${one.lack})`).join(', ');
      all.push({ path: '/api/azure/capacity', text: `Azure lacks ${sizes}` });
    }
    const next = JSON.stringify(all);
    if (next === key) return;
    key = next;
    none.hidden = all.length > 0;
    fill(
      waiting,
      all.map((one) =>
        h(
          'li',
          {},
          h('span', {}, one.text),
          h(
            'button',
            {
              type: 'button',
              class: 'small',
              onclick: () =>
                api('DELETE', one.path ?? `/api/${one.where}/faults/${one.id}`).then(refresh, () => undefined),
            },
            'Remove',
          ),
        ),
      ),
    );
  }

  function planter(name, kinds, hint, plant) {
    const [kindId, pathId, timesId] = [uniqueId('kind'), uniqueId('path'), uniqueId('times')];
    const kind = h('select', { id: kindId }, ...kinds.map(([value, text]) => h('option', { value }, text)));
    const path = h('input', {
      id: pathId,
      placeholder: name === 'Azure' ? 'restore' : 'approvals',
      autocomplete: 'off',
      spellcheck: 'false',
    });
    const times = h('input', { id: timesId, type: 'number', min: '0', max: '1000', value: '1' });
    const submit = async (event) => {
      event.preventDefault();
      await plant(kind.value, path.value.trim(), Number(times.value)).catch(() => undefined);
      await refresh();
    };
    return h(
      'form',
      { class: 'planter', onsubmit: submit },
      h('label', { for: kindId }, `${name} should`),
      kind,
      h('label', { for: pathId }, `for ${hint}`),
      path,
      h('label', { for: timesId }, 'times (0: until removed)'),
      times,
      h('button', {}, 'Plant'),
    );
  }

  function shortage() {
    const [sizeId, lackId] = [uniqueId('size'), uniqueId('lack')];
    const size = h('input', { id: sizeId, value: 'Standard_E4s_v5', autocomplete: 'off', spellcheck: 'false' });
    const lack = h(
      'select',
      { id: lackId },
      h('option', { value: 'hosts' }, 'hosts for it'),
      h('option', { value: 'permission' }, 'the permission to use it'),
    );
    const submit = async (event) => {
      event.preventDefault();
      await api('POST', '/api/azure/capacity', { size: size.value.trim(), lack: lack.value }).catch(() => undefined);
      await refresh();
    };
    return h(
      'form',
      { class: 'planter', onsubmit: submit },
      h('label', { for: lackId }, 'Azure should lack'),
      lack,
      h('label', { for: sizeId }, 'for machines of the size'),
      size,
      h('button', {}, 'Plant'),
    );
  }

  const parts = [h('h2', {}, 'Faults'), none, waiting, azure, shortage(), teams];
  return { element: h('section', { class: 'section' }, ...parts), refresh };
}
