import type { Grammar } from '../../kernel/grammar.ts';

export const grammar: Grammar = {
  courtesies: ['please', 'pls', 'thanks', 'thx'],
  links: ['and', '&', '+'],
  power: {
    start: ['start', 'boot', 'poweron'],
    stop: ['stop', 'shutdown', 'poweroff', 'deallocate'],
    restart: ['restart', 'reboot'],
  },
  from: ['from', 'of', 'on'],
  because: ['because', 'reason'],
  all: ['all', 'everything'],
  none: ['none', 'nothing'],
  latest: ['latest', 'newest', 'last'],
  units: {
    minutes: ['m', 'min', 'mins', 'minute', 'minutes'],
    hours: ['h', 'hr', 'hrs', 'hour', 'hours'],
    days: ['d', 'day', 'days'],
    weeks: ['w', 'wk', 'week', 'weeks'],
    months: ['mo', 'month', 'months'],
    years: ['y', 'yr', 'year', 'years'],
  },
  within: ['in'],
  ago: ['ago'],
  lasting: ['for'],
  untilFixed: ['until fixed', 'until it is fixed', 'till fixed', 'till it is fixed'],
  beforeMoment: ['until', 'till', 'from', 'at', 'on'],
  schedules: { daily: ['daily'], weekly: ['weekly'], hourly: ['hourly', 'every'] },
  beforeTime: ['at', 'on', 'from', 'for', 'and'],
  weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  last: ['last'],
};
