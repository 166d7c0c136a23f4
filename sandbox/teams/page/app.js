import { api, listen } from './api.js';
import { createBar, readClock } from './bar.js';
import { setClock } from './clock.js';
import { fill, h } from './dom.js';
import { Pane } from './pane.js';
import { createPanel } from './panel.js';
import { readPhone } from './phone.js';
import { announce } from './toast.js';

const most = 4;
const panes = new Map();
const host = document.getElementById('panes');
const address = new URL(location.href);
const people = await api('GET', '/api/people');
const panel = createPanel(togglePanel);
const bar = createBar(people, {
  togglePerson,
  togglePanel,
  toggleTheme: () => look({ dark: !isDark() }),
  togglePhone: () => {
    look({ phone: !document.body.classList.contains('phones') });
    // The same cards, in another app.
    for (const pane of panes.values()) void pane.reload();
  },
  act: (method, path, body) => api(method, path, body).catch(() => undefined),
});

await readPhone(address.searchParams.get('phone'));
setClock((await readClock()).setting);
bar.clockChanged();
bar.botChanged(await api('GET', '/api/bot'));
look({
  dark: wanted('theme') ? wanted('theme') === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches,
  phone: address.searchParams.has('phone'),
});

listen(heard, async () => {
  // The stream was lost, perhaps because the sandbox was restarted: what is known may be of another world.
  for (const pane of panes.values()) pane.cleared();
  setClock((await readClock()).setting);
  bar.botChanged(await api('GET', '/api/bot'));
  await Promise.all([...panes.values()].map((pane) => pane.reload()));
});
setInterval(tick, 500);
tick();

const first = (
  address.searchParams.get('people') ??
  wanted('people') ??
  (innerWidth < 760 ? 'oncall' : 'oncall,approver-1')
).split(',');
const open = (address.searchParams.get('open') ?? '').split(',');
for (const [index, id] of first.slice(0, most).entries()) await show(id, open[index] || open[0] || 'ops');
if (address.searchParams.has('lock')) for (const pane of panes.values()) pane.showLock(true);
if (address.searchParams.has('panel')) togglePanel();
document.body.dataset.ready = 'true';

async function show(id, conversation) {
  const person = people.find((one) => one.id === id);
  if (!person || panes.has(id)) return;
  const conversations = await api('GET', `/api/conversations?as=${id}`);
  const pane = new Pane(person, people, conversations, hide);
  panes.set(id, pane);
  arrange();
  await pane.start(conversation);
}

function hide(id) {
  if (panes.size === 1) return;
  panes.delete(id);
  arrange();
}

function togglePerson(id) {
  if (panes.has(id)) return hide(id);
  // One more would not fit: the oldest window makes room. A phone shows one person at a time.
  const fit = innerWidth < 760 ? 1 : most;
  while (panes.size >= fit) panes.delete(panes.keys().next().value);
  return show(id, 'ops');
}

function arrange() {
  // The order of the bar, so that a person's window is where one looks for it.
  const shown = people.map((one) => panes.get(one.id)).filter(Boolean);
  fill(
    host,
    shown.map((pane) => pane.element),
  );
  host.dataset.count = String(shown.length);
  for (const pane of shown) pane.current?.view.toEnd();
  bar.shown([...panes.keys()]);
  remember('people', [...panes.keys()].join(','));
}

function heard(event) {
  if (event.kind === 'typing') for (const pane of panes.values()) pane.botTypes(event.conversationId);
  if (event.kind === 'clock') {
    setClock(event.setting);
    bar.clockChanged();
    tick();
  }
  if (event.kind === 'bot') bar.botChanged(event);
  if (event.kind === 'cleared') for (const pane of panes.values()) pane.cleared();
  if (event.kind === 'viewed') panes.get(event.person)?.heard('viewed', event.message);
  if (['posted', 'edited', 'deleted'].includes(event.kind)) {
    for (const pane of panes.values()) pane.heard(event.kind, event.message);
    if (event.kind === 'posted') say(event.message);
  }
}

function say(message) {
  const sees = (pane) => !message.only || message.only === pane.person.id;
  if (![...panes.values()].some((pane) => pane.current?.id === message.conversation && sees(pane))) return;
  announce(`${message.fromName} in ${message.in}: ${(message.summary || message.text).replace(/<\/?at>/g, '')}`);
}

function tick() {
  bar.tick();
  for (const pane of panes.values()) pane.lock.tick();
}

function togglePanel() {
  panel.toggle();
  look({});
}

function isDark() {
  return document.documentElement.dataset.theme === 'dark';
}

function look({ dark, phone }) {
  if (dark !== undefined) {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    remember('theme', dark ? 'dark' : 'light');
  }
  if (phone !== undefined) document.body.classList.toggle('phones', phone);
  bar.look({ dark: isDark(), phone: document.body.classList.contains('phones'), panel: panel.open });
}

/** A choice from the address, or the one of last time. */
function wanted(name) {
  return address.searchParams.get(name) ?? localStorage.getItem(`sandbox-${name}`) ?? undefined;
}

function remember(name, value) {
  localStorage.setItem(`sandbox-${name}`, value);
}

// Shown instead of an empty page when something here fails before the first window is there.
addEventListener('unhandledrejection', () => {
  if (panes.size === 0) fill(host, [h('p', { class: 'broken' }, 'The sandbox does not answer. Is it running?')]);
});
