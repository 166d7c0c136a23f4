import { api } from './api.js';
import { fill, h, icon } from './dom.js';
import { faultsSection } from './faults-section.js';
import { toast } from './toast.js';
import { worldSection } from './world-section.js';

// Often enough to watch a job at 300 times its speed.
const everyMs = 1500;

/** The panel on the side: the world, the faults and the bot. It asks the sandbox only while it is open. */
export function createPanel(onClose) {
  const world = worldSection();
  const faults = faultsSection();
  const bot = botSection();
  const element = document.getElementById('panel');
  const close = h(
    'button',
    { type: 'button', class: 'quiet close', 'aria-label': 'Close the panel', onclick: onClose },
    icon('close'),
  );
  fill(element, [close, world.element, faults.element, bot.element]);
  let timer;

  async function look() {
    try {
      world.show(await api('GET', '/api/world'));
      await Promise.all([faults.refresh(), bot.refresh()]);
    } catch {
      // api has told the person.
    }
  }

  return {
    get open() {
      return !element.hidden;
    },
    toggle() {
      element.hidden = !element.hidden;
      clearInterval(timer);
      if (element.hidden) return;
      timer = setInterval(() => !document.hidden && look(), everyMs);
      void look();
    },
  };
}

function botSection() {
  const state = h('p', { class: 'bot-line' });
  const log = h('pre', {
    class: 'log',
    role: 'region',
    tabindex: '0',
    'aria-label': 'Last lines of the log of the bot',
  });
  const act = (path, body) => async () => {
    await api('POST', path, body).catch(() => undefined);
    await refresh();
  };
  const reset = async () => {
    if (!confirm('Reset the world, the chat and the bot’s data?')) return;
    toast('Resetting…');
    await api('POST', '/api/world/reset').then(
      () => toast('The world is new.'),
      () => undefined,
    );
  };
  const buttons = h(
    'div',
    { class: 'row' },
    h('button', { type: 'button', onclick: act('/api/bot/start') }, 'Start'),
    h('button', { type: 'button', onclick: act('/api/bot/kill', { signal: 'SIGTERM' }) }, 'Stop'),
    h('button', { type: 'button', class: 'danger', onclick: act('/api/bot/kill', { signal: 'SIGKILL' }) }, 'Kill -9'),
    h('button', { type: 'button', class: 'danger', onclick: reset }, 'Reset the world'),
  );

  async function refresh() {
    const [bot, lines] = await Promise.all([api('GET', '/api/bot'), api('GET', '/api/bot/log')]);
    const text = bot.pid
      ? `Process ${bot.pid}, ${bot.state}, ${bot.address ?? 'starting'}`
      : 'Stopped. World and chat go on without it.';
    if (state.textContent !== text) state.textContent = text;
    const tail = lines.slice(-12).map(shorten).join('\n');
    if (log.textContent !== tail) log.textContent = tail;
  }

  return { element: h('section', { class: 'section' }, h('h2', {}, 'Bot'), state, buttons, log), refresh };
}

/** A JSON line as level and message, so that it fits. */
function shorten(line) {
  try {
    const { level, msg } = JSON.parse(line);
    return `${{ 30: 'info', 40: 'warn', 50: 'error' }[level] ?? level} ${msg}`;
  } catch {
    return line;
  }
}
