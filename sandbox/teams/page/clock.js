/** World time, as the sandbox keeps it: real time times a speed. */
let setting = { realOrigin: 0, worldOrigin: 0, rate: 1 };

export function setClock(next) {
  setting = next;
}

export function worldNow() {
  return setting.worldOrigin + (Date.now() - setting.realOrigin) * setting.rate;
}

export function speed() {
  return setting.rate;
}

// The zone that the people's clients report and the bot writes in, wherever the browser is.
const timeZone = 'Europe/Amsterdam';
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium', timeZone });

/** 14:05 today, else Tue 24 Nov 14:05. */
export function shortTime(moment) {
  const date = new Date(moment);
  const today = day.format(worldNow()) === day.format(date);
  return today ? time.format(date) : `${day.format(date)} ${time.format(date)}`;
}

export const clockTime = (moment) => time.format(new Date(moment));
export const dayName = (moment) => day.format(new Date(moment));
export const fullTime = (moment) => full.format(new Date(moment));
