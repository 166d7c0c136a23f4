import { api } from './api.js';
import { avatar } from './avatar.js';
import { clockTime, dayName, speed, worldNow } from './clock.js';
import { fill, h, icon } from './dom.js';

const speeds = [1, 10, 60, 300, 1800];

/** The bar on top: who is shown, the clock of the world, the bot, and how the page looks. */
export function createBar(people, hooks) {
  const chips = new Map();
  for (const person of people) {
    const chip = h(
      'button',
      {
        type: 'button',
        class: 'chip',
        'aria-pressed': 'false',
        title: `${person.name}, ${person.role}`,
        'aria-label': `Show ${person.name}`,
        onclick: () => hooks.togglePerson(person.id),
      },
      avatar(person, 'small'),
      h('span', {}, person.name.split(' ')[0]),
    );
    chips.set(person.id, chip);
  }
  const [day, hour] = [h('span', { class: 'day' }), h('span')];
  const time = h('span', { class: 'clock-time' }, day, ' ', hour);
  const rate = h(
    'select',
    {
      'aria-label': 'Speed of the world',
      title: 'Speed of the world',
      onchange: () => hooks.act('POST', '/api/clock', { speed: Number(rate.value) }),
    },
    ...speeds.map((one) => h('option', { value: one }, one === 1 ? 'real time' : `${one}×`)),
  );
  const skip = h(
    'button',
    {
      type: 'button',
      class: 'quiet words',
      title: 'One hour later',
      onclick: () => hooks.act('POST', '/api/clock', { advanceSeconds: 3600 }),
    },
    '+1 h',
  );
  const bot = h(
    'button',
    { type: 'button', class: 'bot-state', onclick: hooks.togglePanel },
    h('i', { 'aria-hidden': 'true' }),
    h('span', {}, 'bot'),
  );
  const toggle = (name, label, onclick) =>
    h(
      'button',
      { type: 'button', class: 'quiet', 'aria-label': label, title: label, 'aria-pressed': 'false', onclick },
      icon(name),
    );
  const phone = toggle('phone', 'Phone width', hooks.togglePhone);
  const theme = toggle('moon', 'Dark', hooks.toggleTheme);
  const panel = toggle('panel', 'World, faults and bot', hooks.togglePanel);
  fill(document.getElementById('bar'), [
    h('h1', {}, h('img', { src: '/icon.svg', alt: '' }), h('span', {}, 'Strongroom'), h('small', {}, 'sandbox')),
    h('div', { class: 'chips', role: 'group', 'aria-label': 'People shown' }, ...chips.values()),
    h('div', { class: 'world-clock', role: 'group', 'aria-label': 'Clock of the world' }, time, rate, skip),
    h('div', { class: 'tools' }, bot, phone, theme, panel),
  ]);

  return {
    tick() {
      const now = worldNow();
      for (const [part, text] of [
        [day, dayName(now)],
        [hour, clockTime(now)],
      ]) {
        if (part.textContent !== text) part.textContent = text;
      }
    },
    clockChanged() {
      const now = String(speed());
      if (![...rate.options].some((one) => one.value === now)) rate.append(h('option', { value: now }, `${now}×`));
      rate.value = now;
    },
    shown(ids) {
      for (const [id, chip] of chips) chip.setAttribute('aria-pressed', String(ids.includes(id)));
    },
    botChanged({ state, pid }) {
      bot.dataset.state = state;
      bot.lastElementChild.textContent = state === 'running' ? 'Bot runs' : 'Bot stopped';
      bot.title = pid ? `process ${pid}` : 'it can be started in the panel';
    },
    look({ dark, phone: narrow, panel: open }) {
      for (const [button, on] of [
        [theme, dark],
        [phone, narrow],
        [panel, open],
      ])
        button.setAttribute('aria-pressed', String(on));
    },
  };
}

export const readClock = () => api('GET', '/api/clock');
